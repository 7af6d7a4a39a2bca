using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Switches rotation off and gives up the one that runs. What is pending stays, and blocks the next RotateSecret.</summary>
/// <remarks>Source: API reference, CancelRotateSecret (secretsmanager.md 4.2).</remarks>
internal sealed class CancelRotateSecret : IChange<CancelRotateSecretRequest, Found<Secret>, CancelRotateSecretResponse>
{
    public Plan<Found<Secret>> Plan(CancelRotateSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.CancelRotateSecret, state, context);

    public CancelRotateSecretResponse Apply(Found<Secret> found, CancelRotateSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        if (secret.Rotation is not { } rotation)
        {
            throw SecretsManagerErrors.NoRotationFunction.AsException();
        }

        if (rotation.IsEnabled)
        {
            secret = Rotations.Cancel(secret, unit, context.Now);
            unit.Put(secret);
        }

        // The version of a test is gone with it.
        return new() { Arn = secret.Arn, Name = secret.Name, VersionId = Rotations.Pending(secret) };
    }
}

internal sealed class CancelRotateSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

internal sealed class CancelRotateSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>The version that was pending, which may need its labels set right; absent when none was.</summary>
    public string? VersionId { get; init; }
}
