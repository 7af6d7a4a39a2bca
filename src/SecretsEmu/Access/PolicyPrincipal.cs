using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>In which way a statement names a caller: what an Allow is worth depends on it (kms-iam-sts.md 4.3). The greater counts.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>Its account: a delegation, which the account's identity policies put to use.</summary>
    Account,

    /// <summary>The role of a session, or the user of a federated session: limited by boundary and session policies.</summary>
    RoleLike,

    /// <summary>Itself, or anyone.</summary>
    Direct,
}

/// <summary>Whom a statement is about: Principal or NotPrincipal, by kind, as written (kms-iam-sts.md 4.3).</summary>
internal sealed class PolicyPrincipal
{
    private const string Anyone = "*";
    private const string RootSuffix = ":root";
    private const string ProviderKind = ":oidc-provider/";

    /// <summary>What <c>"Principal": "*"</c> means, the same as <c>{"AWS": "*"}</c>.</summary>
    public static ImmutableArray<string> AwsAnyone { get; } = [Anyone];

    /// <summary>True for NotPrincipal: the statement is about everybody else.</summary>
    public required bool IsNegated { get; init; }

    /// <summary><c>*</c>, accounts of twelve digits, and ARNs of IAM or STS.</summary>
    public ImmutableArray<string> Aws { get; init; } = [];

    /// <summary>Such as <c>secretsmanager.amazonaws.com</c>; compared with the ARN of a principal that is a service.</summary>
    public ImmutableArray<string> Service { get; init; } = [];

    /// <summary>Identity providers.</summary>
    public ImmutableArray<string> Federated { get; init; } = [];

    /// <summary>Ids of S3, which never match here.</summary>
    public ImmutableArray<string> CanonicalUser { get; init; } = [];

    /// <summary>Whether the list holds <c>*</c>, so that it means anyone, anonymous callers included. With NotPrincipal that leaves nobody.</summary>
    public bool NamesAnyone => Aws.Contains(Anyone);

    /// <summary>In which way the statement is about a principal.</summary>
    /// <remarks>A Deny with NotPrincipal spares a session only where account, role and session are all listed.</remarks>
    public PrincipalMatch Match(Principal principal, PolicyEffect effect)
    {
        if (!IsNegated)
        {
            return Best(principal);
        }

        var isSpared = effect == PolicyEffect.Deny && principal.Kind == PrincipalKind.AssumedRole
            ? NamesAnyone
                || (Lists(principal, PrincipalMatch.Account) && Lists(principal, PrincipalMatch.RoleLike) && Lists(principal, PrincipalMatch.Direct))
            : Best(principal) != PrincipalMatch.None;
        return isSpared ? PrincipalMatch.None : PrincipalMatch.Direct;
    }

    /// <summary>A name of the principal's role or user but for its path, which is part of the ARN; null where none is.</summary>
    public string? ButForThePath(Principal principal)
    {
        var subject = principal.RoleArn ?? principal.Arn;
        var path = subject.IndexOf('/', StringComparison.Ordinal);
        if (path < 0)
        {
            return null;
        }

        var (kind, name) = (subject[..path], subject[subject.LastIndexOf('/')..]);
        return Aws.FirstOrDefault(listed =>
            listed != subject && listed.StartsWith(kind, StringComparison.Ordinal) && listed.EndsWith(name, StringComparison.Ordinal));
    }

    private PrincipalMatch Best(Principal principal)
    {
        if (principal.Kind == PrincipalKind.WebIdentity)
        {
            // Anyone means every AWS principal, and who comes with a token is none yet: enough for a Deny, not for an Allow.
            return ListsProvider(principal) ? PrincipalMatch.Direct : NamesAnyone ? PrincipalMatch.Account : PrincipalMatch.None;
        }

        var best = principal.Kind == PrincipalKind.Service && Service.Contains(principal.Arn) ? PrincipalMatch.Direct : PrincipalMatch.None;
        foreach (var name in Aws)
        {
            if (MatchOf(name, principal) is var match && match > best)
            {
                best = match;
            }
        }

        return best;
    }

    private bool Lists(Principal principal, PrincipalMatch match)
    {
        foreach (var name in Aws)
        {
            if (MatchOf(name, principal) == match)
            {
                return true;
            }
        }

        return false;
    }

    private bool ListsProvider(Principal principal)
    {
        foreach (var name in Federated)
        {
            if (principal.FederatedProvider is { } provider && IsProvider(name, provider))
            {
                return true;
            }
        }

        return false;
    }

    private static PrincipalMatch MatchOf(string name, Principal principal)
    {
        if (name == Anyone)
        {
            return PrincipalMatch.Direct;
        }

        if (principal.Kind == PrincipalKind.Service)
        {
            return PrincipalMatch.None;
        }

        var account = name.EndsWith(RootSuffix, StringComparison.Ordinal) ? name.AsSpan(0, name.Length - RootSuffix.Length) : name;
        if (account.EndsWith(principal.Account) && (account.Length == principal.Account.Length || account.Length < name.Length))
        {
            return PrincipalMatch.Account;
        }

        return name == principal.Arn ? PrincipalMatch.Direct
            : name == (principal.RoleArn ?? principal.FederatingUserArn) ? PrincipalMatch.RoleLike
            : PrincipalMatch.None;
    }

    /// <summary>Whether two names are of the same provider: an ARN of one, or its issuer alone.</summary>
    private static bool IsProvider(string name, string provider) =>
        name == provider || (name.EndsWith(provider, StringComparison.Ordinal) && Issuer(name) == provider)
        || (provider.EndsWith(name, StringComparison.Ordinal) && Issuer(provider) == name);

    private static string Issuer(string name) =>
        name.IndexOf(ProviderKind, StringComparison.Ordinal) is >= 0 and var start ? name[(start + ProviderKind.Length)..] : name;
}
