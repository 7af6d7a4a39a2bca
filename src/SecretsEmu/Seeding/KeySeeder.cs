using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>A key of a seed as it is in the end.</summary>
/// <param name="IsMade">False for one that was there and was left alone.</param>
internal sealed record SeededKey(KmsKey Key, bool IsMade);

/// <summary>Makes the KMS keys of seed documents, with their aliases and grants. A key that exists is left wholly alone.</summary>
internal sealed class KeySeeder(KeySeeds seeds, IRandom random, string defaultAccount, string defaultRegion)
{
    // What a replica shares with its primary.
    private static readonly string[] OfPrimary = ["spec", "usage", "rotation", "material", "materials"];

    /// <summary>Makes them all, and enabled at first, so that secrets can come under them.</summary>
    /// <exception cref="FileException">Two entries are about the same key or alias, an alias is another key's, or a replica has no primary.</exception>
    public List<SeededKey> Make(IEnumerable<SeedKey> keys, UnitOfWork unit, DateTimeOffset now)
    {
        var seeded = new List<SeededKey>();
        var seen = new HashSet<(Scope, string)>();
        // Primaries first: a replica comes from one.
        foreach (var seed in keys.OrderBy(IsReplica))
        {
            var scope = ScopeOf(seed);
            RequireOnce(seed, scope, seen);
            if (Existing(seed, scope, unit.State) is { } existing)
            {
                seeded.Add(new(existing, IsMade: false));
                continue;
            }

            var key = KeyOf(seed, scope, unit.State, now);
            unit.Put(KmsTables.Keys, scope, key with { State = KeyState.Enabled });
            if (key.NextRotationDate is not null)
            {
                unit.Schedule(KmsDue.RotationOf(key));
            }

            PutAliases(seed, key, unit, now);
            PutGrants(seed, key, unit, now);
            seeded.Add(new(key, IsMade: true));
        }

        return seeded;
    }

    private KmsKey KeyOf(SeedKey seed, Scope scope, Snapshot state, DateTimeOffset now)
    {
        var id = seed.Id ?? (seed.PrimaryRegion is null ? random.Uuid() : random.MultiRegionKeyId());
        var primary = IsReplica(seed) ? PrimaryOf(seed, scope, state) : null;
        var arn = KeyArn.Of(scope.Region, scope.Account, id);
        return new KmsKey
        {
            KeyId = id,
            Arn = arn,
            Description = seed.Description,
            CreationDate = now,
            KeySpec = primary?.KeySpec ?? seed.Spec.Name,
            KeyUsage = primary?.KeyUsage ?? seed.Usage,
            State = seed.IsEnabled ? KeyState.Enabled : KeyState.Disabled,
            Policy = seed.Policy is { } policy ? PolicyText.OfResource(policy) : KeyPolicies.Default(scope.Account, scope.Region),
            Tags = seed.Tags,
            PrimaryRegion = id.StartsWith(KeyId.MultiRegionPrefix, StringComparison.Ordinal) ? seed.PrimaryRegion ?? scope.Region : null,
            RotationPeriodInDays = seed.RotationPeriodInDays,
            NextRotationDate = seed.RotationPeriodInDays is { } days ? now.AddDays(days) : null,
            Materials = primary is null ? MaterialsOf(seed, arn, now) : [.. seeds.Replicate(primary, arn)],
        };
    }

    private ImmutableArray<KeyMaterial> MaterialsOf(SeedKey seed, string arn, DateTimeOffset now)
    {
        if (seed.Materials.Count == 0)
        {
            return [seeds.Generate(arn, seed.Spec) with { CreationDate = now }];
        }

        // A seed does not say how a later one came to be; an automatic one counts towards no quota.
        return [.. seed.Materials.Select((material, i) => seeds.Import(arn, material.Id, material.Content) with
        {
            CreationDate = now, Rotation = i == 0 ? RotationType.None : RotationType.Automatic,
        })];
    }

    private static KmsKey PrimaryOf(SeedKey seed, Scope scope, Snapshot state)
    {
        if (OfPrimary.FirstOrDefault(name => seed.Node.Find(name) is not null) is { } shared)
        {
            throw seed.Node.Find(shared)!.Error($"a replica has its {shared} from its primary.");
        }

        var id = seed.Id ?? throw seed.Node.Error("a replica needs the id of its primary.");
        return state.Find(KmsTables.Keys, scope with { Region = seed.PrimaryRegion! }, id) is { IsPrimary: true } primary
            ? primary
            : throw seed.Node.Find("primaryRegion")!.Error($"the key {id} has no primary in {seed.PrimaryRegion}.");
    }

    private static void PutAliases(SeedKey seed, KmsKey key, UnitOfWork unit, DateTimeOffset now)
    {
        foreach (var alias in seed.Aliases)
        {
            if (unit.State.Find(KmsTables.Aliases, key.Scope, alias) is not null)
            {
                throw seed.Node.Error($"the alias {alias} of {Words(key.Scope)} is another key's.");
            }

            unit.Put(KmsTables.Aliases, key.Scope, new KmsAlias(alias, key.KeyId) { CreationDate = now, LastUpdatedDate = now });
        }
    }

    private void PutGrants(SeedKey seed, KmsKey key, UnitOfWork unit, DateTimeOffset now)
    {
        foreach (var grant in seed.Grants)
        {
            SeedRules.Require(grant.Node, () => GrantRules.RequireSupported(grant.Operations, key));
            unit.Put(KmsTables.Grants, key.Scope, new KmsGrant
            {
                GrantId = grant.Id ?? random.HexId(),
                KeyId = key.KeyId,
                KeyArn = key.Arn,
                Name = grant.Name,
                CreationDate = now,
                GranteePrincipal = grant.GranteePrincipal,
                RetiringPrincipal = grant.RetiringPrincipal,
                IssuingAccount = $"arn:{Scope.PartitionOf(key.Scope.Region)}:iam::{key.Scope.Account}:root",
                Operations = grant.Operations,
                EncryptionContextSubset = grant.Subset,
                EncryptionContextEquals = grant.Exact,
                GrantTokens = [],
            });
        }
    }

    // Without an id the first alias says which key it is, so that seeding twice changes nothing.
    private static KmsKey? Existing(SeedKey seed, Scope scope, Snapshot state) =>
        (seed.Id ?? state.Find(KmsTables.Aliases, scope, seed.Aliases[0])?.TargetKeyId) is { } id ? state.Find(KmsTables.Keys, scope, id) : null;

    private static void RequireOnce(SeedKey seed, Scope scope, HashSet<(Scope, string)> seen)
    {
        if (seed.Id is { } id && !seen.Add((scope, id)))
        {
            throw seed.Node.Error($"the key {id} of {Words(scope)} is seeded twice.");
        }

        if (seed.Aliases.FirstOrDefault(alias => !seen.Add((scope, alias))) is { } twice)
        {
            throw seed.Node.Error($"the alias {twice} of {Words(scope)} is seeded twice.");
        }
    }

    private static string Words(Scope scope) => $"account {scope.Account}, region {scope.Region}";

    private Scope ScopeOf(SeedKey seed) => new(seed.Account ?? defaultAccount, seed.Region ?? defaultRegion);

    private bool IsReplica(SeedKey seed) => seed.PrimaryRegion is { } primary && primary != (seed.Region ?? defaultRegion);
}
