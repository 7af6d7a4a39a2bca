namespace SecretsEmu.Tool.Consumers;

/// <summary>An ARN as AWS's Go programs take it apart: six parts at colons, and nothing is said about what is in them.</summary>
internal sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    private const int Parts = 6;

    /// <summary>Null for what is no ARN.</summary>
    public static Arn? Parse(string text) =>
        text.Split(':', Parts) is ["arn", var partition, var service, var region, var account, var resource]
            ? new(partition, service, region, account, resource)
            : null;

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
