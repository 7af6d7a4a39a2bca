using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.SecretsManager;

/// <summary>The rotation functions that there are. Their code is somebody else's matter.</summary>
internal interface IFunctionDirectory
{
    /// <summary>Whether a function of this name is here, and its own policy; a null policy lets Secrets Manager invoke it.</summary>
    /// <param name="name">Without the qualifier.</param>
    (bool IsKnown, PolicyText? Policy) Find(string name);
}

/// <summary>What RotateSecret asks of a function before anything is stored (secretsmanager.md 4.18, kms-iam-sts.md 4.8).</summary>
internal sealed class RotationFunctions(IFunctionDirectory directory)
{
    private const string InvokeFunction = "lambda:InvokeFunction";

    private static readonly Principal Service = new()
    {
        Kind = PrincipalKind.Service, Account = "", Arn = "secretsmanager.amazonaws.com", UserId = "secretsmanager.amazonaws.com",
    };

    /// <summary>The name in a function's ARN; null for what is no such ARN.</summary>
    public static string? NameOf(string arn) => FunctionArn.Parse(arn)?.Name;

    /// <exception cref="AwsErrorException">No function's ARN, or one of another region.</exception>
    public static void RequireArn(string arn, RequestContext context)
    {
        if (FunctionArn.Parse(arn) is not { } parsed || parsed.Region != context.Region)
        {
            throw SecretsManagerErrors.InvalidRotationLambdaArn(context.Region, context.Caller.Account).AsException();
        }
    }

    /// <summary>The permission that the caller needs beside that on the secret. A function without a policy of its own trusts every account.</summary>
    public Target InvokeBy(string arn, RequestContext context)
    {
        var policy = PolicyOf(arn);
        return new()
        {
            Action = InvokeFunction,
            Kind = ResourceKind.Function,
            Arn = arn,
            Account = policy is null ? context.Caller.Account : FunctionArn.Parse(arn)!.Account,
            Shown = arn,
            ResourcePolicy = policy,
        };
    }

    /// <summary>Whether the function is here and its policy lets Secrets Manager invoke it.</summary>
    public bool MayBeInvoked(string arn, Secret secret, RequestContext context)
    {
        var (isKnown, _) = directory.Find(NameOf(arn)!);
        if (!isKnown)
        {
            context.Hint = $"no handler is called {NameOf(arn)}; --handlers names them, and --lambda-endpoint takes any other";
            return false;
        }

        if (PolicyOf(arn) is not { } policy)
        {
            return true;
        }

        var target = new Target
        {
            Action = InvokeFunction, Kind = ResourceKind.Function, Arn = arn, Account = FunctionArn.Parse(arn)!.Account, Shown = arn, ResourcePolicy = policy,
            Keys = new ServiceKeys(secret),
        };
        var allowed = Evaluator.Decide(Service, target, new GlobalKeys(context with { Caller = Service }, target)).IsAllowed;
        context.Hint = allowed ? context.Hint : $"the policy of {NameOf(arn)} in its handler's settings does not allow {InvokeFunction} to {Service.Arn}";
        return allowed;
    }

    private AttachedPolicy? PolicyOf(string arn) =>
        directory.Find(NameOf(arn)!).Policy is { } text ? new AttachedPolicy(PolicyKind.Resource, $"policy of function {NameOf(arn)}", text) : null;

    // What a service says when it acts for itself: on whose behalf.
    private sealed class ServiceKeys(Secret secret) : IConditionKeys
    {
        public IReadOnlyList<string>? Find(string key) => key.ToLowerInvariant() switch
        {
            "aws:sourcearn" => [secret.Arn],
            "aws:sourceaccount" => [secret.Scope.Account],
            _ => null,
        };
    }
}

/// <summary>The ARN of a Lambda function, with or without a version or alias behind it.</summary>
internal sealed record FunctionArn(string Region, string Account, string Name)
{
    private const int LongestName = 64;

    /// <summary>Null for what is none.</summary>
    public static FunctionArn? Parse(string text) =>
        text.Split(':') is ["arn", var partition, "lambda", var region, var account, "function", var name, .. var qualifier]
        && partition == State.Scope.PartitionOf(region)
        && region.Length > 0 && account.Length == 12 && !account.AsSpan().ContainsAnyExceptInRange('0', '9')
        && name.Length is > 0 and <= LongestName && name.All(IsOfName)
        && qualifier is [] or [{ Length: > 0 }]
            ? new(region, account, name)
            : null;

    public static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
