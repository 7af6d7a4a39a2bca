using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Makes what seed documents describe, all in one unit: keys, then secrets and parameters. A secret whose name exists is left wholly alone.</summary>
internal sealed class Seeder(Envelope envelope, SecureStrings secureStrings, KeySeeds keys, IRandom random, string defaultAccount, string defaultRegion)
{
    private readonly ParameterSeeder _parameterSeeder = new(secureStrings, defaultAccount, defaultRegion);
    private readonly KeySeeder _keySeeder = new(keys, random, defaultAccount, defaultRegion);

    /// <exception cref="FileException">Two entries are about the same thing, or one cannot be made beside what exists; nothing was made.</exception>
    public SeedReport Apply(IReadOnlyList<SeedDocument> documents, UnitOfWork unit, DateTimeOffset now)
    {
        var keys = _keySeeder.Make(documents.SelectMany(document => document.Keys), unit, now);
        var secrets = MakeSecrets(documents.SelectMany(document => document.Secrets), unit, now);
        var parameters = _parameterSeeder.Make(documents.SelectMany(document => document.Parameters), unit, now);
        foreach (var (key, _) in keys.Where(seeded => seeded is { IsMade: true, Key.State: KeyState.Disabled }))
        {
            unit.Put(KmsTables.Keys, key.Scope, key);
        }

        var arns = keys.Select(seeded => (seeded.Key.Arn, seeded.IsMade)).Concat(secrets).Concat(parameters).ToLookup(entry => entry.IsMade, entry => entry.Arn);
        return new SeedReport([.. arns[true]], [.. arns[false]]);
    }

    private List<(string Arn, bool IsMade)> MakeSecrets(IEnumerable<SeedSecret> seeds, UnitOfWork unit, DateTimeOffset now)
    {
        var secrets = new List<(string Arn, bool IsMade)>();
        var seen = new HashSet<(Scope, string)>();
        foreach (var seed in seeds)
        {
            var scope = new Scope(seed.Account ?? defaultAccount, seed.Region ?? defaultRegion);
            if (!seen.Add((scope, seed.Name)))
            {
                throw seed.Node.Error($"the secret {seed.Name} of account {scope.Account}, region {scope.Region} is seeded twice.");
            }

            if (unit.State.Find(SecretsManagerTables.Secrets, scope, seed.Name) is { } existing)
            {
                secrets.Add((existing.Arn, false));
                continue;
            }

            var secret = Make(seed, scope, unit, now);
            unit.Put(secret);
            secrets.Add((secret.Arn, true));
        }

        return secrets;
    }

    private Secret Make(SeedSecret seed, Scope scope, UnitOfWork unit, DateTimeOffset now)
    {
        var arn = SecretArn.For(scope.Region, scope.Account, seed.Name, seed.ArnSuffix ?? random.ArnSuffix());
        var ids = seed.Versions.Select(version => version.VersionId ?? random.Uuid()).ToList();
        var secret = new Secret
        {
            Arn = arn,
            Name = seed.Name,
            Description = seed.Description is { Length: > 0 } description ? description : null,
            KmsKeyId = seed.KmsKeyId is { } keyId ? SecretKey.Kept(keyId, scope) : null,
            OwningService = seed.OwningService,
            Tags = TagsOf(seed),
            ResourcePolicy = seed.Policy is { } policy ? PolicyText.OfResource(policy) : null,
            CreatedDate = now,
            LastChangedDate = now,
            Labels = LabelsOf(seed.Versions, ids),
        };
        // The user's own file: nobody is asked.
        var context = new RequestContext(Principal.Root(scope.Account), scope.Region, "seed", Unquestioned.Instance) { Now = now };
        if (secret.KmsKeyId is not null)
        {
            SeedRules.Require(seed.Node.Find("kmsKeyId")!, () => envelope.RequireUsableKey(secret, unit, context));
        }

        var versions = seed.Versions.Select((version, i) => new SecretVersion
        {
            VersionId = ids[i], CreatedDate = now, Value = envelope.Seal(version.Value, secret, ids[i], unit, context),
        });
        if (seed.Replicas.Count > 0)
        {
            SeedRules.Require(seed.Node.Find("replicas")!, () => Replicas.RequireRegions([.. seed.Replicas.Select(replica => replica.Region)], scope.Region));
        }

        var made = secret with { Versions = [.. versions], Replicas = ImmutableArray<Replica>.Empty.Add(seed.Replicas, overwrites: false, scope.Account) };
        return seed.Rotation is { } rotation ? WithRotation(made, rotation, unit, context) : made;
    }

    // What a service owns has the tag that says so from the first.
    private static ImmutableArray<SecretTag>? TagsOf(SeedSecret seed) =>
        seed.OwningService is { } service ? TagRules.Merge([TagRules.OfOwner(service)], seed.Tags ?? [])
        : seed.Tags is { } tags ? TagRules.Merge([], tags)
        : null;

    // As RotateSecret leaves it, but nothing begins: the first window counts from now.
    private static Secret WithRotation(Secret secret, SeedRotation seed, UnitOfWork unit, RequestContext context)
    {
        if (seed.Function is { } function)
        {
            SeedRules.Require(seed.Node.Find("function")!, () => RotationFunctions.RequireArn(function, context));
        }

        var configured = secret with { Rotation = new SecretRotation { IsEnabled = seed.IsEnabled, LambdaArn = seed.Function, Rules = seed.Rules } };
        return seed.IsEnabled ? RotationWindows.Replan(configured, context.Now, unit) : configured;
    }

    // Without stages the versions are a history: each was current once.
    private static StagingLabels LabelsOf(IReadOnlyList<SeedVersion> versions, List<string> ids) =>
        versions.All(version => version.Stages is null)
            ? ids.Aggregate(StagingLabels.None, (labels, id) => labels.WithNewCurrent(id))
            : StagingLabels.Of(versions.SelectMany((version, i) => (version.Stages ?? []).Select(label => new StagedLabel(label, ids[i]))));
}
