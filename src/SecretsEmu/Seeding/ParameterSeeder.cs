using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Makes the parameters of seed documents, as PutParameter would. One whose name exists is left wholly alone.</summary>
internal sealed class ParameterSeeder(SecureStrings secureStrings, string defaultAccount, string defaultRegion)
{
    /// <summary>The value of a version that the file gives none: of an export without values.</summary>
    public const string NoValue = "(no value)";

    /// <exception cref="FileException">Two entries are about the same parameter, or one cannot be made; nothing was made.</exception>
    public List<(string Arn, bool IsMade)> Make(IEnumerable<SeedParameter> seeds, UnitOfWork unit, DateTimeOffset now)
    {
        var parameters = new List<(string Arn, bool IsMade)>();
        var seen = new HashSet<(Scope, string)>();
        foreach (var seed in seeds)
        {
            var scope = new Scope(seed.Account ?? defaultAccount, seed.Region ?? defaultRegion);
            if (!seen.Add((scope, seed.Name)))
            {
                throw seed.Node.Error($"the parameter {seed.Name} of account {scope.Account}, region {scope.Region} is seeded twice.");
            }

            var exists = unit.State.Find(SsmTables.Parameters, scope, seed.Name) is not null;
            if (!exists)
            {
                SeedRules.Require(seed.Node, () => unit.Put(Parameter(seed, scope, unit, now)));
            }

            parameters.Add((ParameterNames.ArnOf(scope, seed.Name), !exists));
        }

        return parameters;
    }

    private SsmParameter Parameter(SeedParameter seed, Scope scope, UnitOfWork unit, DateTimeOffset now)
    {
        // The user's own file: nobody is asked.
        var context = new RequestContext(Principal.Root(scope.Account), scope.Region, "seed", Unquestioned.Instance) { Now = now };
        var arn = ParameterNames.ArnOf(scope, seed.Name);
        ParameterNames.RequireWithinLength(arn);
        var versions = ImmutableArray.CreateBuilder<SsmParameterVersion>();
        foreach (var version in seed.Versions)
        {
            versions.Add(VersionOf(seed, version.Value, seed.FirstVersion + versions.Count, versions.LastOrDefault(), scope, unit, context));
        }

        // Older values may be from before the pattern.
        if (seed.Versions[^1].Value is { } latest)
        {
            AllowedPatterns.Require(seed.AllowedPattern, latest);
        }

        return new()
        {
            Name = seed.Name,
            Arn = arn,
            Scope = scope,
            Tags = Tag.Merge([], seed.Tags),
            Versions = versions.ToImmutable(),
            Labels = seed.Versions.Select((version, i) => (version.Labels, Version: seed.FirstVersion + i))
                .Aggregate(ParameterLabels.None, (labels, version) => labels.With(version.Version, version.Labels)),
        };
    }

    private SsmParameterVersion VersionOf(
        SeedParameter seed, string? given, long number, SsmParameterVersion? before, Scope scope, UnitOfWork unit, RequestContext context)
    {
        var value = given ?? NoValue;
        var policies = seed.Policies is { } json ? ParameterPolicies.Parse(json) : [];
        var tier = ParameterTiers.Resolve(seed.Tier, before, value, !policies.IsEmpty, unit.State, scope);
        var keyId = seed.Type == ParameterTypes.SecureString ? seed.KmsKeyId ?? SecureStrings.Service.DefaultAlias : null;
        return new()
        {
            Version = number,
            Type = seed.Type,
            Value = keyId is null ? new(value) : secureStrings.Seal(value, keyId, tier, seed.Name, scope, unit, context),
            KeyId = keyId,
            Description = seed.Description,
            AllowedPattern = seed.AllowedPattern,
            Tier = tier,
            Policies = policies,
            LastModifiedDate = context.Now,
            LastModifiedUser = context.Caller.Arn,
        };
    }
}
