using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>Writes a value into a version of a secret: the rules that CreateSecret, PutSecretValue and UpdateSecret share (secretsmanager.md 3.2, 4.13).</summary>
internal sealed class VersionWriter(Envelope envelope)
{
    // About 100 versions; what is younger than a day is never removed (secretsmanager.md 3.2, I7).
    private const int VersionQuota = 100;
    private static readonly TimeSpan YoungestRemovable = TimeSpan.FromHours(24);

    /// <summary>The secret with the value in it, or the same secret when the version holds this value already.</summary>
    /// <exception cref="AwsErrorException">The token names a version with another value, or a quota is reached.</exception>
    public Secret Write(Secret secret, string token, SecretValue value, IReadOnlyCollection<string> stages, UnitOfWork unit, RequestContext context)
    {
        var existing = secret.FindVersion(token);
        if (existing?.Value is not null)
        {
            return Holds(secret, existing, value, unit.State, context)
                ? secret
                : throw SecretsManagerErrors.TokenInUse(token, secret.Arn).AsException();
        }

        var labels = secret.Labels.WithWrite(token, stages, isFirstVersion: secret.Versions.IsEmpty);
        if (labels.Count > StagingLabels.Quota)
        {
            throw SecretsManagerErrors.LabelQuotaExceeded.AsException();
        }

        var version = new SecretVersion
        {
            VersionId = token, CreatedDate = context.Now, Value = envelope.Seal(value, secret, token, unit, context),
        };
        var versions = existing is null ? secret.Versions.Add(version) : secret.Versions.Replace(existing, version);
        return secret with { Labels = labels, Versions = Prune(versions, labels, context.Now), LastChangedDate = context.Now };
    }

    /// <summary>Whether a version holds exactly this value: what makes a repeated token a success without effect.</summary>
    public bool Holds(Secret secret, SecretVersion version, SecretValue? value, Snapshot state, RequestContext context) =>
        value is not null && version.Value is { } stored && envelope.Open(stored, secret.Arn, version.VersionId, state, context).IsSameAs(value);

    private static ImmutableArray<SecretVersion> Prune(ImmutableArray<SecretVersion> versions, StagingLabels labels, DateTimeOffset now)
    {
        while (versions.Length > VersionQuota)
        {
            var oldest = versions.FirstOrDefault(version =>
                labels.IsDeprecated(version.VersionId) && now - version.CreatedDate >= YoungestRemovable);
            versions = oldest is null
                ? throw SecretsManagerErrors.VersionQuotaExceeded.AsException()
                : versions.Remove(oldest);
        }

        return versions;
    }
}
