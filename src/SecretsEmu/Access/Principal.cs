using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>What a principal is, as <c>aws:PrincipalType</c> and the rules of a decision tell principals apart (kms-iam-sts.md 4.2).</summary>
internal enum PrincipalKind
{
    /// <summary>The root of an account; also every caller that nobody described.</summary>
    Root,
    User,
    AssumedRole,
    FederatedUser,

    /// <summary>Who presents a token of an identity provider, before the role is assumed.</summary>
    WebIdentity,

    /// <summary>An AWS service that acts for itself.</summary>
    Service,
}

/// <summary>Who makes a request, with every policy that limits or permits it: one model for all services (kms-iam-sts.md 0.2).</summary>
internal sealed record Principal
{
    /// <summary>The pairs of a principal without tags; the keys of tags are compared without regard to case.</summary>
    public static ImmutableDictionary<string, string> NoTags { get; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public required PrincipalKind Kind { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary>As GetCallerIdentity says it and as denials name it: for a role's session that of the session, for a service its name (<c>lambda.amazonaws.com</c>).</summary>
    public required string Arn { get; init; }

    /// <summary>The unique id: the account for its root, <c>AIDA…</c> for a user, <c>AROA…:session</c> for a session (<c>aws:userid</c>).</summary>
    public required string UserId { get; init; }

    /// <summary>Of a user only (<c>aws:username</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>The role of a session: what <c>aws:PrincipalArn</c> is and what policies name.</summary>
    public string? RoleArn { get; init; }

    public string? SessionName { get; init; }

    /// <summary>The user that asked for a federated session.</summary>
    public string? FederatingUserArn { get; init; }

    /// <summary>False: nobody described it, so it has every identity permission and no boundary (kms-iam-sts.md 0.1).</summary>
    public bool IsDescribed { get; init; }

    /// <summary>Inline and managed policies of the user or role, groups included.</summary>
    public ImmutableArray<AttachedPolicy> IdentityPolicies { get; init; } = [];

    public AttachedPolicy? Boundary { get; init; }

    /// <summary>Given when the session was made; empty means that none limits it.</summary>
    public ImmutableArray<AttachedPolicy> SessionPolicies { get; init; } = [];

    /// <summary>The service control policies of the account; empty means that none limits it.</summary>
    public ImmutableArray<AttachedPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>Tags of the user or role, overridden by those of the session.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The organization of the account, when one was declared (<c>aws:PrincipalOrgID</c>).</summary>
    public string? OrganizationId { get; init; }

    /// <summary>When the session began (<c>aws:TokenIssueTime</c>); null for long-term credentials.</summary>
    public DateTimeOffset? TokenIssueTime { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>The tags that travel on when this session assumes another role.</summary>
    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The identity provider of a web identity, as a trust policy names it under <c>Federated</c>.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>Further condition keys that came with it, such as <c>{issuer}:sub</c> of a web identity.</summary>
    public ImmutableDictionary<string, string> Claims { get; init; } = NoTags;

    /// <summary>The root principal of an account; it has every identity permission.</summary>
    public static Principal Root(string account) => new()
    {
        Kind = PrincipalKind.Root, Account = account, Arn = $"arn:aws:iam::{account}:root", UserId = account,
    };

    public override string ToString() => Arn;
}
