using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Takes the resource policy off a secret; succeeds also when there is none.</summary>
/// <remarks>Source: API reference, DeleteResourcePolicy (secretsmanager.md 4.4).</remarks>
internal sealed class DeleteResourcePolicy : IChange<DeleteResourcePolicyRequest, Found<Secret>, DeleteResourcePolicyResponse>
{
    public Plan<Found<Secret>> Plan(DeleteResourcePolicyRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.DeleteResourcePolicy, state, context);

    public DeleteResourcePolicyResponse Apply(
        Found<Secret> found, DeleteResourcePolicyRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        if (secret.ResourcePolicy is not null)
        {
            unit.Put(secret with { ResourcePolicy = null, LastChangedDate = context.Now });
        }

        return new() { Arn = secret.Arn, Name = secret.Name };
    }
}

internal sealed class DeleteResourcePolicyRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

internal sealed class DeleteResourcePolicyResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }
}
