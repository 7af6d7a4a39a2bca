using System.Collections.Immutable;
using SecretsEmu.Files;
using SecretsEmu.Kms;

namespace SecretsEmu.Seeding;

/// <summary>A KMS key to make, with its aliases and grants. What is null is chosen when it is made.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="Id">A UUID, or <c>mrk-</c> and 32 hex digits; null only beside an alias, which then says whether the key is there already.</param>
/// <param name="PrimaryRegion">Of a multi-Region key; another region than the key's own makes it a replica.</param>
/// <param name="Aliases">With their prefix.</param>
/// <param name="Spec">A replica has its primary's.</param>
/// <param name="Usage">As the model writes it.</param>
/// <param name="Policy">The text of the key policy; null for the default one.</param>
/// <param name="IsEnabled">False for a key that is disabled once the secrets under it are made.</param>
/// <param name="RotationPeriodInDays">Null while automatic rotation is off.</param>
/// <param name="Materials">Oldest first; empty for a random one, and for a replica, which has its primary's.</param>
internal sealed record SeedKey(
    FileNode Node, string? Id, string? Account, string? Region, string? PrimaryRegion, IReadOnlyList<string> Aliases, string Description,
    KeySpecFacts Spec, string Usage, string? Policy, bool IsEnabled, ImmutableArray<KeyTag> Tags, int? RotationPeriodInDays,
    IReadOnlyList<SeedMaterial> Materials, IReadOnlyList<SeedGrant> Grants);

/// <summary>Key material in clear.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="Id">64 hex digits, as in ciphertext that was made with it; null for one that follows from key id and material.</param>
internal sealed record SeedMaterial(FileNode Node, string? Id, byte[] Content)
{
    public override string ToString() => Node.ToString();
}

/// <summary>A grant to make.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="Id">64 hex digits.</param>
/// <param name="Subset">Pairs that the request's encryption context must contain.</param>
/// <param name="Exact">Pairs that the request's encryption context must equal.</param>
internal sealed record SeedGrant(
    FileNode Node, string? Id, string GranteePrincipal, string? RetiringPrincipal, string? Name, ImmutableArray<string> Operations,
    ImmutableDictionary<string, string>? Subset, ImmutableDictionary<string, string>? Exact);
