using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Schedules a secret for deletion at the end of a recovery window, or deletes it at once.</summary>
/// <remarks>Source: API reference, DeleteSecret (secretsmanager.md 4.5).</remarks>
internal sealed class DeleteSecret(Rotations rotations, IRandom random)
    : IChange<DeleteSecretRequest, Found<Secret>, DeleteSecretResponse>, IValidate<DeleteSecretRequest>
{
    private const int DefaultWindowInDays = 30;

    // The window's range comes first, also with force (field, secretsmanager.md 2.2).
    public void Validate(DeleteSecretRequest request)
    {
        if (request.RecoveryWindowInDays is < 7 or > 30)
        {
            throw SecretsManagerErrors.RecoveryWindowOutOfRange.AsException();
        }

        if (request is { ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: not null })
        {
            throw SecretsManagerErrors.ForceDeleteWithRecoveryWindow.AsException();
        }
    }

    public Plan<Found<Secret>> Plan(DeleteSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.DeleteSecret, state, context, request);

    public DeleteSecretResponse Apply(Found<Secret> found, DeleteSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        if (found.Record?.RequirePrimary() is { Replicas.IsEmpty: false } replicated)
        {
            throw SecretsManagerErrors.HasReplicas(replicated.Arn, string.Join(", ", replicated.Replicas.Select(replica => replica.Region))).AsException();
        }

        if (request.ForceDeleteWithoutRecovery is true)
        {
            return Force(found.Record, request.SecretId!, unit, context);
        }

        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound);
        if (secret.IsScheduledForDeletion)
        {
            throw SecretsManagerErrors.AlreadyScheduledForDeletion.AsException();
        }

        secret.RequireUnmanaged();
        var window = TimeSpan.FromDays(request.RecoveryWindowInDays ?? DefaultWindowInDays);
        var scheduled = rotations.BeginDeletion(secret, unit, context.Now) with { DeletedDate = context.Now, DeletionDate = context.Now + window };
        unit.Put(scheduled);
        unit.Schedule(SecretDue.PurgeOf(scheduled));
        return new() { Arn = secret.Arn, DeletionDate = scheduled.DeletionDate.Value, Name = secret.Name };
    }

    // A secret that is not there succeeds with an invented ARN (recorded, secretsmanager.md 4.5).
    private DeleteSecretResponse Force(Secret? secret, string secretId, UnitOfWork unit, RequestContext context)
    {
        if (secret is null)
        {
            var arn = SecretId.Parse(secretId).Kind == SecretIdKind.Name
                ? SecretArn.For(context.Region, context.Caller.Account, secretId, random.ArnSuffix())
                : secretId;
            return new() { Arn = arn, DeletionDate = context.Now, Name = secretId };
        }

        secret.RequireUnmanaged();
        rotations.Remove(secret, unit, context.Now);
        unit.Unschedule(SecretDue.PurgeOf(secret).Key);
        return new() { Arn = secret.Arn, DeletionDate = context.Now, Name = secret.Name };
    }
}

internal sealed class DeleteSecretRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>7 to 30 days; 30 when absent. The model has no bound, the service has.</summary>
    public long? RecoveryWindowInDays { get; init; }

    public bool? ForceDeleteWithoutRecovery { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:forcedeletewithoutrecovery" => ConditionValue.Of(ForceDeleteWithoutRecovery),
        "secretsmanager:recoverywindowindays" => ConditionValue.Of(RecoveryWindowInDays),
        _ => null,
    };
}

internal sealed class DeleteSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    /// <summary>When the secret goes for good.</summary>
    public required DateTimeOffset DeletionDate { get; init; }

    public required string Name { get; init; }
}
