using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Says what is wrong with a policy without attaching it. Only a text that cannot be read is an error; the rest is data.</summary>
/// <remarks>Source: API reference, ValidateResourcePolicy (secretsmanager.md 4.23).</remarks>
internal sealed class ValidateResourcePolicy
    : IRead<ValidateResourcePolicyRequest, Found<Secret>, ValidateResourcePolicyResponse>
{
    // Inferred: the names of the checks are documented nowhere (secretsmanager.md 9, question 18).
    private const string BroadAccess = "REFLEXIVE_PRINCIPAL_CHECK";
    private const string Lockout = "LOCKOUT_PREVENTION";

    // Both permissions: who may not attach the policy learns nothing about it either (kms-iam-sts.md 4.8).
    public Plan<Found<Secret>> Plan(ValidateResourcePolicyRequest request, Snapshot state, RequestContext context)
    {
        if (request.SecretId is not { } id)
        {
            return new(
                default,
                Target.WithoutResource(Actions.ValidateResourcePolicy, context.Caller.Account),
                Target.WithoutResource(Actions.PutResourcePolicy, context.Caller.Account));
        }

        var plan = SecretPlan.Find(id, Actions.ValidateResourcePolicy, state, context);
        return plan with { Targets = [.. plan.Targets, .. SecretPlan.Find(id, Actions.PutResourcePolicy, state, context).Targets] };
    }

    public ValidateResourcePolicyResponse Answer(
        Found<Secret> found, ValidateResourcePolicyRequest request, Snapshot state, RequestContext context)
    {
        if (request.SecretId is not null)
        {
            found.OrThrow(SecretsManagerErrors.SecretNotFound);
        }

        var policy = PolicyRules.Parse(request.ResourcePolicy!, context);
        var errors = new List<ValidationErrorsEntry>();
        if (PublicPolicy.IsPublic(policy))
        {
            errors.Add(new() { CheckName = BroadAccess, ErrorMessage = SecretsManagerErrors.PublicPolicyBlocked.Message! });
        }

        if (PublicPolicy.LocksEveryoneOut(policy))
        {
            errors.Add(new() { CheckName = Lockout, ErrorMessage = SecretsManagerErrors.PolicyLocksEveryoneOut.Message! });
        }

        return new() { PolicyValidationPassed = errors.Count == 0, ValidationErrors = errors };
    }
}

internal sealed class ValidateResourcePolicyRequest
{
    /// <summary>The secret that the policy is meant for, which must exist; optional. 1 to 2048 characters.</summary>
    [Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>A JSON policy of 1 to 20480 characters.</summary>
    [NotNull, Length(1, 20480)] public string? ResourcePolicy { get; init; }
}

internal sealed class ValidateResourcePolicyResponse
{
    public required bool PolicyValidationPassed { get; init; }

    /// <summary>Empty when the policy passed.</summary>
    public required IReadOnlyList<ValidationErrorsEntry> ValidationErrors { get; init; }
}

internal sealed class ValidationErrorsEntry
{
    public required string CheckName { get; init; }

    public required string ErrorMessage { get; init; }
}
