namespace SecretsEmu.SecretsManager;

/// <summary>The ARN of one secret: <c>arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{suffix}</c> (secretsmanager.md 3.3).</summary>
/// <param name="Region">Such as <c>eu-central-1</c>; it also says the partition.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="Name">The secret's name, case-sensitive.</param>
/// <param name="Suffix">Six letters of either case and digits; another one each time a name is used again.</param>
internal readonly record struct SecretArn(string Region, string Account, string Name, string Suffix)
{
    /// <summary>The length of the random part.</summary>
    public const int SuffixLength = 6;

    /// <summary><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public string Partition => State.Scope.PartitionOf(Region);

    /// <summary>Where the secret is kept.</summary>
    public State.Scope Scope => new(Account, Region);

    /// <summary>The text of an ARN with its suffix.</summary>
    public static string For(string region, string account, string name, string suffix) =>
        $"arn:{State.Scope.PartitionOf(region)}:secretsmanager:{region}:{account}:secret:{name}-{suffix}";

    /// <summary>Reads a full ARN; false when the text is none, a partial ARN included.</summary>
    public static bool TryParse(string text, out SecretArn arn)
    {
        var id = SecretId.Parse(text);
        if (id.Kind != SecretIdKind.FullArn)
        {
            arn = default;
            return false;
        }

        var nameLength = id.Remainder.Length - SuffixLength - 1;
        arn = new(id.Region.ToString(), id.Account.ToString(), id.Remainder[..nameLength].ToString(), id.Remainder[(nameLength + 1)..].ToString());
        return true;
    }

    /// <summary>Reads the ARN of a secret that exists or existed.</summary>
    public static SecretArn Parse(string text) => TryParse(text, out var arn) ? arn : throw new ArgumentException($"{text} is no ARN of a secret.");

    public override string ToString() => For(Region, Account, Name, Suffix);
}
