using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.SecretsManager;

/// <summary>What a resource policy must be before it is attached to a secret (secretsmanager.md 4.12).</summary>
internal static class PolicyRules
{
    /// <summary>Reads a policy; the reason why it cannot be read goes to the log.</summary>
    /// <exception cref="AwsErrorException">MalformedPolicyDocumentException with AWS's sentence.</exception>
    public static PolicyDocument Parse(string text, RequestContext context)
    {
        try
        {
            return PolicyDocument.Parse(text);
        }
        catch (PolicySyntaxException syntax)
        {
            context.Hint = syntax.Message;
            throw ErrorOf(syntax.Problem).AsException();
        }
    }

    private static AwsError ErrorOf(PolicyProblem problem) => problem switch
    {
        PolicyProblem.UnsupportedPrincipal => SecretsManagerErrors.UnsupportedPrincipal,
        PolicyProblem.UnsupportedServicePrincipal => SecretsManagerErrors.UnsupportedServicePrincipal,
        _ => SecretsManagerErrors.PolicySyntaxError,
    };
}
