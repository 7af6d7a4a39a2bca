using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>Writes a value into a version of a secret: the rules that CreateSecret, PutSecretValue and UpdateSecret share (secretsmanager.md 3.2, 4.13).</summary>
internal sealed class VersionWriter(Envelope envelope, EventLog events)
{
    // About 100 versions; what is younger than a day is never removed (secretsmanager.md 3.2, I7).
    private const int VersionQuota = 100;
    private static readonly TimeSpan YoungestRemovable = TimeSpan.FromHours(24);

    private static readonly string[] RewrappedLabels = [StagingLabels.Current, StagingLabels.Previous, StagingLabels.Pending];

    /// <summary>The rules that come before KMS, and the labels that the secret has after the write; null when the version holds this value already.</summary>
    /// <exception cref="AwsErrorException">The token names a version with another value, or the secret has too many labels.</exception>
    public StagingLabels? Plan(Secret secret, string token, SecretValue value, IReadOnlyCollection<string> stages, Snapshot state, RequestContext context)
    {
        if (secret.FindVersion(token) is { Value: not null } existing)
        {
            return Holds(secret, existing, value, state, context) ? null : throw SecretsManagerErrors.TokenInUse(token, secret.Arn).AsException();
        }

        var labels = secret.Labels.WithWrite(token, stages, isFirstVersion: secret.Versions.IsEmpty);
        return labels.Count > StagingLabels.Quota ? throw SecretsManagerErrors.LabelQuotaExceeded.AsException() : labels;
    }

    /// <summary>The secret with the value in it and the labels that <see cref="Plan"/> answered.</summary>
    /// <exception cref="AwsErrorException">The secret's key cannot be used, or its quota of versions is reached.</exception>
    public Secret Write(Secret secret, string token, SecretValue value, StagingLabels labels, UnitOfWork unit, RequestContext context)
    {
        var existing = secret.FindVersion(token);
        var version = new SecretVersion
        {
            VersionId = token, CreatedDate = context.Now, Value = envelope.Seal(value, secret, token, unit, context),
        };
        var versions = existing is null ? secret.Versions.Add(version) : secret.Versions.Replace(existing, version);
        return secret with { Labels = labels, Versions = Prune(secret, versions, labels, unit, context.Now), LastChangedDate = context.Now };
    }

    /// <summary>The secret with the version that a rotation is to fill; one that is there already only gets its label (secretsmanager.md 3.2, I8).</summary>
    /// <param name="value">The copy that a test is made with; null for a version without a value.</param>
    /// <exception cref="AwsErrorException">There is no room for another version or label.</exception>
    public Secret AddPending(Secret secret, string token, EncryptedValue? value, UnitOfWork unit, DateTimeOffset now)
    {
        var labels = secret.Labels.Attach(StagingLabels.Pending, token);
        if (labels.Count > StagingLabels.Quota)
        {
            throw SecretsManagerErrors.LabelQuotaExceeded.AsException();
        }

        if (secret.FindVersion(token) is not null)
        {
            return secret with { Labels = labels };
        }

        var versions = secret.Versions.Add(new SecretVersion { VersionId = token, CreatedDate = now, Value = value });
        return secret with { Labels = labels, Versions = Prune(secret, versions, labels, unit, now), LastChangedDate = now };
    }

    /// <summary>
    /// The secret under another key, tried first. Versions that AWS's own labels point at become readable under it too;
    /// others keep their old key alone (kms-iam-sts.md 3.1).
    /// </summary>
    /// <param name="keyId">As the secret is to keep it; null for the default key.</param>
    /// <exception cref="AwsErrorException">The new key cannot be used, or not by this caller.</exception>
    public Secret ChangeKey(Secret secret, string? keyId, UnitOfWork unit, RequestContext context)
    {
        var changed = secret with { KmsKeyId = keyId, LastChangedDate = context.Now };
        var keyArn = envelope.RequireUsableKey(changed, unit, context);
        foreach (var label in RewrappedLabels)
        {
            if (changed.FindStage(label) is { Value: { } value } version)
            {
                var rewrapped = envelope.Rewrap(value, keyArn, secret.Arn, version.VersionId, unit.State, context);
                changed = changed with { Versions = changed.Versions.Replace(version, version with { Value = rewrapped }) };
            }
        }

        return changed;
    }

    /// <summary>Whether a version holds exactly this value: what makes a repeated token a success without effect.</summary>
    public bool Holds(Secret secret, SecretVersion version, SecretValue? value, Snapshot state, RequestContext context) =>
        value is not null && version.Value is { } stored && envelope.Open(stored, secret.Arn, version.VersionId, state, context).IsSameAs(value);

    private ImmutableArray<SecretVersion> Prune(Secret secret, ImmutableArray<SecretVersion> versions, StagingLabels labels, UnitOfWork unit, DateTimeOffset now)
    {
        while (versions.Length > VersionQuota)
        {
            var oldest = versions.FirstOrDefault(version =>
                labels.IsDeprecated(version.VersionId) && now - version.CreatedDate >= YoungestRemovable);
            versions = oldest is null
                ? throw SecretsManagerErrors.VersionQuotaExceeded.AsException()
                : versions.Remove(oldest);
            events.Add(unit, EventNames.SecretVersionDeletion, secret.Arn, now);
        }

        return versions;
    }
}
