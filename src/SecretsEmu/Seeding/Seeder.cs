using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Makes what seed documents describe, all in one unit. A secret whose name exists is left wholly alone.</summary>
internal sealed class Seeder(Envelope envelope, IRandom random, string defaultAccount, string defaultRegion)
{
    /// <exception cref="FileException">Two entries are about the same secret; nothing was made.</exception>
    public SeedReport Apply(IReadOnlyList<SeedDocument> documents, UnitOfWork unit, DateTimeOffset now)
    {
        var (created, leftAlone) = (new List<string>(), new List<string>());
        var seen = new HashSet<(Scope, string)>();
        foreach (var seed in documents.SelectMany(document => document.Secrets))
        {
            var scope = new Scope(seed.Account ?? defaultAccount, seed.Region ?? defaultRegion);
            if (!seen.Add((scope, seed.Name)))
            {
                throw seed.Node.Error($"the secret {seed.Name} of account {scope.Account}, region {scope.Region} is seeded twice.");
            }

            if (unit.State.Find(SecretsManagerTables.Secrets, scope, seed.Name) is { } existing)
            {
                leftAlone.Add(existing.Arn);
                continue;
            }

            var secret = Make(seed, scope, unit, now);
            unit.Put(secret);
            created.Add(secret.Arn);
        }

        return new SeedReport(created, leftAlone);
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
            Tags = seed.Tags is null ? null : TagRules.Merge([], seed.Tags),
            ResourcePolicy = seed.Policy is { } policy ? PolicyText.OfResource(policy) : null,
            CreatedDate = now,
            LastChangedDate = now,
            Labels = LabelsOf(seed.Versions, ids),
        };
        // The user's own file: nobody is asked.
        var context = new RequestContext(Principal.Root(scope.Account), scope.Region, "seed", Unquestioned.Instance) { Now = now };
        var versions = seed.Versions.Select((version, i) => new SecretVersion
        {
            VersionId = ids[i], CreatedDate = now, Value = envelope.Seal(version.Value, secret, ids[i], unit, context),
        });
        return secret with { Versions = [.. versions] };
    }

    // Without stages the versions are a history: each was current once.
    private static StagingLabels LabelsOf(IReadOnlyList<SeedVersion> versions, List<string> ids) =>
        versions.All(version => version.Stages is null)
            ? ids.Aggregate(StagingLabels.None, (labels, id) => labels.WithNewCurrent(id))
            : StagingLabels.Of(versions.SelectMany((version, i) => (version.Stages ?? []).Select(label => new StagedLabel(label, ids[i]))));
}
