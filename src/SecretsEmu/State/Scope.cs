namespace SecretsEmu.State;

/// <summary>Whose state a record is: an account in a region. The same name in another account or region is another record.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code, such as <c>eu-west-1</c>.</param>
internal sealed record Scope(string Account, string Region)
{
    /// <summary>What belongs to the emulator itself and to no account: its clock, its due queue.</summary>
    public static Scope Emulator { get; } = new("", "");

    /// <summary>The partition that a region belongs to: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public static string PartitionOf(ReadOnlySpan<char> region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
