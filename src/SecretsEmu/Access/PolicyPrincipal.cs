using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Whom a statement is about: Principal or NotPrincipal, by kind, as written (kms-iam-sts.md 4.3).</summary>
internal sealed class PolicyPrincipal
{
    private const string Anyone = "*";

    /// <summary>What <c>"Principal": "*"</c> means, the same as <c>{"AWS": "*"}</c>.</summary>
    public static ImmutableArray<string> AwsAnyone { get; } = [Anyone];

    /// <summary>True for NotPrincipal: the statement is about everybody else.</summary>
    public required bool IsNegated { get; init; }

    /// <summary><c>*</c>, accounts of twelve digits, and ARNs of IAM or STS.</summary>
    public ImmutableArray<string> Aws { get; init; } = [];

    /// <summary>Such as <c>secretsmanager.amazonaws.com</c>.</summary>
    public ImmutableArray<string> Service { get; init; } = [];

    /// <summary>Identity providers.</summary>
    public ImmutableArray<string> Federated { get; init; } = [];

    /// <summary>Ids of S3, which never match here.</summary>
    public ImmutableArray<string> CanonicalUser { get; init; } = [];

    /// <summary>Whether the list holds <c>*</c>, so that it means anyone, anonymous callers included. With NotPrincipal that leaves nobody.</summary>
    public bool NamesAnyone => Aws.Contains(Anyone);
}
