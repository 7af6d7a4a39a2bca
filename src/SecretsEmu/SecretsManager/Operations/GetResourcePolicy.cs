using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The resource policy of a secret, as it was given.</summary>
/// <remarks>Source: API reference, GetResourcePolicy (secretsmanager.md 4.8).</remarks>
internal sealed class GetResourcePolicy : IRead<GetResourcePolicyRequest, Found<Secret>, GetResourcePolicyResponse>
{
    public Plan<Found<Secret>> Plan(GetResourcePolicyRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.GetResourcePolicy, state, context);

    public GetResourcePolicyResponse Answer(
        Found<Secret> found, GetResourcePolicyRequest request, Snapshot state, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequireActive();
        return new() { Arn = secret.Arn, Name = secret.Name, ResourcePolicy = secret.ResourcePolicy?.Text };
    }
}

internal sealed class GetResourcePolicyRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

internal sealed class GetResourcePolicyResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>A JSON string; absent when there is no policy.</summary>
    public string? ResourcePolicy { get; init; }
}
