using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Changes the description, the value, or both together; a value becomes the current version.</summary>
/// <remarks>Source: API reference, UpdateSecret (secretsmanager.md 4.23).</remarks>
internal sealed class UpdateSecret(VersionWriter versions)
    : IChange<UpdateSecretRequest, Found<Secret>, UpdateSecretResponse>, IValidate<UpdateSecretRequest>
{
    public void Validate(UpdateSecretRequest request)
    {
        WriteRules.RequireToken(request.ClientRequestToken);
        WriteRules.AtMostOneValue(request.SecretString, request.SecretBinary);
    }

    public Plan<Found<Secret>> Plan(UpdateSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.UpdateSecret, state, context);

    public UpdateSecretResponse Apply(Found<Secret> found, UpdateSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequireActive();
        var value = SecretValue.Of(request.SecretString, request.SecretBinary);
        var updated = secret;
        if (value is not null)
        {
            secret.RequireKeyFor(context.Caller.Account);
            updated = versions.Write(secret, request.ClientRequestToken!, value, [], unit, context);
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
}

internal sealed class UpdateSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Makes a retry harmless and becomes the version id; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>At most 2048 characters; an empty one clears it, an absent one keeps it.</summary>
    [Length(2048)] public string? Description { get; init; }

    /// <summary>At most 2048 characters; empty means the service's default key.</summary>
    [Length(0, 2048), CustomerKey] public string? KmsKeyId { get; init; }

    /// <summary>1 to 65536 bytes.</summary>
    [Length(1, 65536), Sensitive] public byte[]? SecretBinary { get; init; }

    /// <summary>1 to 65536 bytes of UTF-8.</summary>
    [Utf8Length(1, 65536), Sensitive] public string? SecretString { get; init; }

    [Length(0, 256), NotEmulated("secrets of an external Type")] public string? Type { get; init; }
}

internal sealed class UpdateSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>Only when a value was given.</summary>
    public string? VersionId { get; init; }
}
