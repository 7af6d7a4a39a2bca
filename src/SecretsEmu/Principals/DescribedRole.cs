using System.Collections.Immutable;
using SecretsEmu.Access;

namespace SecretsEmu.Principals;

/// <summary>A role of the principals file.</summary>
internal sealed record DescribedRole
{
    /// <summary>What a session may last unless the role says more: one hour.</summary>
    public const int DefaultMaxSessionDuration = 3600;

    /// <summary>What a role may say at most: twelve hours.</summary>
    public const int LongestMaxSessionDuration = 43200;

    public required string Account { get; init; }

    public required string Name { get; init; }

    /// <summary>With the path: <c>arn:aws:iam::111122223333:role/team/app</c>.</summary>
    public required string Arn { get; init; }

    /// <summary><c>AROA…</c>, 21 characters, the same for the same ARN.</summary>
    public string RoleId => UniqueId.OfRole(Arn);

    /// <summary>Who may assume it.</summary>
    public required PolicyText Trust { get; init; }

    /// <summary>Inline and managed policies.</summary>
    public ImmutableArray<AttachedPolicy> IdentityPolicies { get; init; } = [];

    public AttachedPolicy? Boundary { get; init; }

    /// <summary>The longest session, 3600 to 43200 seconds.</summary>
    public int MaxSessionDurationSeconds { get; init; } = DefaultMaxSessionDuration;

    public ImmutableDictionary<string, string> Tags { get; init; } = Principal.NoTags;
}
