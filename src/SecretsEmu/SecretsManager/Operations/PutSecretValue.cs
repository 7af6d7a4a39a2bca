using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Stores a value as a new version, or in the version that waits for it, and moves labels to it.</summary>
/// <remarks>Source: API reference, PutSecretValue (secretsmanager.md 4.13).</remarks>
internal sealed class PutSecretValue(VersionWriter versions, Rotations rotations)
    : IChange<PutSecretValueRequest, Found<Secret>, PutSecretValueResponse>, IValidate<PutSecretValueRequest>
{
    public void Validate(PutSecretValueRequest request)
    {
        WriteRules.RequireToken(request.ClientRequestToken);
        WriteRules.AtMostOneValue(request.SecretString, request.SecretBinary);
        if (request is { SecretString: null, SecretBinary: null })
        {
            throw SecretsManagerErrors.NoSecretValue.AsException();
        }
    }

    public Plan<Found<Secret>> Plan(PutSecretValueRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.PutSecretValue, state, context);

    public PutSecretValueResponse Apply(Found<Secret> found, PutSecretValueRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive().RequireKeyFor(context).RequireUnmanaged();
        Rotations.RequireToken(secret, request.RotationToken, unit.State);
        var value = SecretValue.Of(request.SecretString, request.SecretBinary)!;
        var written = secret;
        if (versions.Plan(secret, request.ClientRequestToken!, value, request.VersionStages ?? [], unit.State, context) is { } labels)
        {
            written = rotations.AfterWrite(secret, versions.Write(secret, request.ClientRequestToken!, value, labels, unit, context), unit, context.Now);
            unit.Put(written);
        }

        return new()
        {
            Arn = written.Arn,
            Name = written.Name,
            VersionId = request.ClientRequestToken!,
            VersionStages = written.Labels.LabelsOf(request.ClientRequestToken!),
        };
    }
}

internal sealed class PutSecretValueRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Makes a retry harmless and becomes the version id; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>1 to 65536 bytes.</summary>
    [Length(1, 65536), Sensitive] public byte[]? SecretBinary { get; init; }

    /// <summary>1 to 65536 bytes of UTF-8.</summary>
    [Utf8Length(1, 65536), Sensitive] public string? SecretString { get; init; }

    /// <summary>1 to 20 labels for the version; AWSCURRENT when absent.</summary>
    [Length(1, 20), EachLength(1, 256)] public IReadOnlyList<string>? VersionStages { get; init; }

    /// <summary>The one that the rotation function got; identifies a function of another account. Who may write is decided without it.</summary>
    [Length(36, 256), Pattern(@"^[a-zA-Z0-9\-]+$"), Sensitive] public string? RotationToken { get; init; }
}

internal sealed class PutSecretValueResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string VersionId { get; init; }

    /// <summary>All labels that the version carries now.</summary>
    public required IReadOnlyList<string> VersionStages { get; init; }
}
