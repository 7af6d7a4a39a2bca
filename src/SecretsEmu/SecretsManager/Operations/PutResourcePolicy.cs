using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Attaches a resource policy, replacing the one before.</summary>
/// <remarks>Source: API reference, PutResourcePolicy (secretsmanager.md 4.12).</remarks>
internal sealed class PutResourcePolicy : IChange<PutResourcePolicyRequest, Found<Secret>, PutResourcePolicyResponse>
{
    public Plan<Found<Secret>> Plan(PutResourcePolicyRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.PutResourcePolicy, state, context, request);

    public PutResourcePolicyResponse Apply(
        Found<Secret> found, PutResourcePolicyRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        var policy = PolicyRules.Parse(request.ResourcePolicy!, context);
        if (PublicPolicy.LocksEveryoneOut(policy))
        {
            throw SecretsManagerErrors.PolicyLocksEveryoneOut.AsException();
        }

        if (request.BlockPublicPolicy is true && PublicPolicy.IsPublic(policy))
        {
            throw SecretsManagerErrors.PublicPolicyBlocked.AsException();
        }

        unit.Put(secret with { ResourcePolicy = new PolicyText(request.ResourcePolicy!, policy), LastChangedDate = context.Now });
        return new() { Arn = secret.Arn, Name = secret.Name };
    }
}

internal sealed class PutResourcePolicyRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>A JSON policy of 1 to 20480 characters; comes back as given.</summary>
    [NotNull, Length(1, 20480)] public string? ResourcePolicy { get; init; }

    /// <summary>Whether a policy that lets everybody in is refused; false when absent.</summary>
    public bool? BlockPublicPolicy { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:blockpublicpolicy" => ConditionValue.Of(BlockPublicPolicy),
        _ => null,
    };
}

internal sealed class PutResourcePolicyResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }
}
