using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Cancels a scheduled deletion: the secret can be read and changed again.</summary>
/// <remarks>Source: API reference, RestoreSecret (secretsmanager.md 4.16). A secret that is not scheduled stays as it is.</remarks>
internal sealed class RestoreSecret(Rotations rotations) : IChange<RestoreSecretRequest, Found<Secret>, RestoreSecretResponse>
{
    public Plan<Found<Secret>> Plan(RestoreSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.RestoreSecret, state, context);

    public RestoreSecretResponse Apply(Found<Secret> found, RestoreSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary();
        if (secret.IsScheduledForDeletion)
        {
            unit.Put(rotations.AfterRestore(secret with { DeletedDate = null, DeletionDate = null }, unit, context.Now));
            unit.Unschedule(SecretDue.PurgeOf(secret).Key);
        }

        return new() { Arn = secret.Arn, Name = secret.Name };
    }
}

internal sealed class RestoreSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

internal sealed class RestoreSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }
}
