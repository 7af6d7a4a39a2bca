using System.Text;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>What a key policy must be before a key gets it (kms-iam-sts.md 2.5).</summary>
internal static class KeyPolicyRules
{
    /// <summary>The one name that a key policy can have.</summary>
    public const string Name = "default";

    public const int LargestInBytes = 32768;

    private const string ServiceRolePath = "aws-service-role/";

    /// <summary>The key under another policy. Why a policy cannot be read goes to the log.</summary>
    /// <param name="key">The key as it is.</param>
    /// <param name="text">The policy as it was given.</param>
    /// <param name="bypassLockoutSafetyCheck">Whether the caller may lock itself out.</param>
    /// <param name="state">Where the key is.</param>
    /// <param name="context">Who asks.</param>
    /// <exception cref="AwsErrorException">MalformedPolicyDocumentException, or LimitExceededException.</exception>
    public static KmsKey WithPolicy(this KmsKey key, string text, bool? bypassLockoutSafetyCheck, Snapshot state, RequestContext context)
    {
        if (Encoding.UTF8.GetByteCount(text) > LargestInBytes)
        {
            throw KmsErrors.PolicyTooLarge.AsException();
        }

        var changed = key with { Policy = new PolicyText(text, Parse(text, context)) };
        RequirePrincipals(changed.Policy.Document, state);
        if (bypassLockoutSafetyCheck is not true)
        {
            RequireNotLockedOut(changed, state, context);
        }

        return changed;
    }

    /// <exception cref="AwsErrorException">NotFoundException: a key has one policy, called default.</exception>
    public static void RequireName(string? policyName)
    {
        if (policyName is not (null or Name))
        {
            throw KmsErrors.NoSuchPolicy.AsException();
        }
    }

    private static PolicyDocument Parse(string text, RequestContext context)
    {
        try
        {
            return PolicyDocument.Parse(text);
        }
        catch (PolicySyntaxException syntax)
        {
            context.Hint = syntax.Message;
            throw (syntax.Problem == PolicyProblem.Syntax ? KmsErrors.PolicySyntaxError : KmsErrors.InvalidPrincipals).AsException();
        }
    }

    // Only where somebody described the account: of others nothing is known. AWS makes its own roles when it needs them.
    private static void RequirePrincipals(PolicyDocument policy, Snapshot state)
    {
        if (policy.Statements.SelectMany(statement => statement.Principal?.Aws ?? []).Any(IsMissing))
        {
            throw KmsErrors.InvalidPrincipals.AsException();
        }

        bool IsMissing(string principal) =>
            PrincipalArn.Parse(principal) is { Service: "iam" } arn
            && state.Account(arn.Account) is not null
            && arn.Kind switch
            {
                "role" => !arn.Rest.StartsWith(ServiceRolePath, StringComparison.Ordinal) && state.Role(arn.Account, arn.Name)?.Arn != principal,
                "user" => state.User(arn.Account, arn.Name)?.Arn != principal,
                _ => false,
            };
    }

    // Asked of the policies alone: a refusal here is no answer to a question of the caller's, so nothing is recorded.
    private static void RequireNotLockedOut(KmsKey changed, Snapshot state, RequestContext context)
    {
        var target = KmsTarget.Of(KmsActions.PutKeyPolicy, changed, state, context, null, null);
        if (!Evaluator.Decide(context.Caller, target, new GlobalKeys(context, target)).IsAllowed)
        {
            throw KmsErrors.PolicyLocksOut.AsException();
        }
    }
}
