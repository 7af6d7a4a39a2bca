using System.Collections.Immutable;
using SecretsEmu.Access;

namespace SecretsEmu.Principals;

/// <summary>A user of the principals file, with all that its groups bring.</summary>
internal sealed record DescribedUser
{
    public required string Account { get; init; }

    public required string Name { get; init; }

    /// <summary>With the path: <c>arn:aws:iam::111122223333:user/team/ci</c>.</summary>
    public required string Arn { get; init; }

    /// <summary><c>AIDA…</c>, 21 characters, the same for the same ARN.</summary>
    public string UserId => UniqueId.OfUser(Arn);

    /// <summary>Inline and managed policies, its groups' too.</summary>
    public ImmutableArray<AttachedPolicy> IdentityPolicies { get; init; } = [];

    public AttachedPolicy? Boundary { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = Principal.NoTags;
}
