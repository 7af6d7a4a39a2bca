using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Changes the description, the KMS key, the value, or all together; a value becomes the current version, under the new key.</summary>
/// <remarks>Source: API reference, UpdateSecret (secretsmanager.md 4.23).</remarks>
internal sealed class UpdateSecret(VersionWriter versions, Rotations rotations)
    : IChange<UpdateSecretRequest, Found<Secret>, UpdateSecretResponse>, IValidate<UpdateSecretRequest>
{
    public void Validate(UpdateSecretRequest request)
    {
        WriteRules.RequireToken(request.ClientRequestToken);
        WriteRules.AtMostOneValue(request.SecretString, request.SecretBinary);
    }

    public Plan<Found<Secret>> Plan(UpdateSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.UpdateSecret, state, context, request);

    public UpdateSecretResponse Apply(Found<Secret> found, UpdateSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound);
        if (!IsForReplicas(request))
        {
            secret.RequirePrimary();
        }

        secret.RequireActive().RequireUnmanaged();
        var value = SecretValue.Of(request.SecretString, request.SecretBinary);
        var keyId = request.KmsKeyId is { } given ? SecretKey.Kept(given, secret.Scope) : secret.KmsKeyId;
        StagingLabels? labels = null;
        if (value is not null)
        {
            (secret with { KmsKeyId = keyId }).RequireKeyFor(context);
            labels = versions.Plan(secret, request.ClientRequestToken!, value, [], unit.State, context);
        }

        var updated = secret;
        if (IsNewKey(request.KmsKeyId, keyId, secret))
        {
            updated = ChangeKey(updated, keyId, unit, context);
        }

        if (labels is not null)
        {
            updated = rotations.AfterWrite(secret, versions.Write(updated, request.ClientRequestToken!, value!, labels, unit, context), unit, context.Now);
        }

        if (request.Description is { } description)
        {
            updated = updated with { Description = description.Length == 0 ? null : description, LastChangedDate = context.Now };
        }

        if (!ReferenceEquals(updated, secret))
        {
            unit.Put(updated);
        }

        return new() { Arn = secret.Arn, Name = secret.Name, VersionId = value is null ? null : request.ClientRequestToken };
    }

    // All that a replica has of its own is its key (secretsmanager.md 4.17).
    private static bool IsForReplicas(UpdateSecretRequest request) =>
        request is { KmsKeyId: not null, Description: null, SecretString: null, SecretBinary: null };

    // The key of a replica shows in its primary's status; all else of it, its date too, stays the primary's.
    private Secret ChangeKey(Secret secret, string? keyId, UnitOfWork unit, RequestContext context)
    {
        var changed = versions.ChangeKey(secret, keyId, unit, context);
        if (secret.ReplicaOf is not { } region)
        {
            return changed;
        }

        if (unit.State.SecretByArn(secret.ArnIn(region)) is { } primary && primary.Replicas.Find(secret.Scope.Region) is { } replica)
        {
            unit.Put(primary with { Replicas = primary.Replicas.Replace(replica, replica with { KmsKeyId = keyId }) });
        }

        return changed with { LastChangedDate = secret.LastChangedDate };
    }

    // The same key once more changes nothing, but for an alias, which may point elsewhere by now (Inferred).
    private static bool IsNewKey(string? given, string? keyId, Secret secret) =>
        given is not null && (keyId != secret.KmsKeyId || (keyId is not null && SecretKey.IsAlias(keyId)));
}

internal sealed class UpdateSecretRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Makes a retry harmless and becomes the version id; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>At most 2048 characters; an empty one clears it, an absent one keeps it.</summary>
    [Length(2048)] public string? Description { get; init; }

    /// <summary>At most 2048 characters: a key id, an alias, or the ARN of one. Empty means the service's default key; an absent one keeps the key.</summary>
    [Length(0, 2048)] public string? KmsKeyId { get; init; }

    /// <summary>1 to 65536 bytes.</summary>
    [Length(1, 65536), Sensitive] public byte[]? SecretBinary { get; init; }

    /// <summary>1 to 65536 bytes of UTF-8.</summary>
    [Utf8Length(1, 65536), Sensitive] public string? SecretString { get; init; }

    [Length(0, 256), NotEmulated("secrets of an external Type")] public string? Type { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:description" => ConditionValue.Of(Description),
        "secretsmanager:kmskeyid" => ConditionValue.Of(KmsKeyId),
        "secretsmanager:type" => ConditionValue.Of(Type),
        _ => null,
    };
}

internal sealed class UpdateSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>Only when a value was given.</summary>
    public string? VersionId { get; init; }
}
