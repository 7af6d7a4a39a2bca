using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>Handlers that tell what they find around them.</summary>
public class Surroundings
{
    public void Context(ILambdaContext context) => context.Logger.LogLine(string.Join('|',
        context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.InvokedFunctionArn, context.LogGroupName, context.LogStreamName,
        context.MemoryLimitInMB, context.RemainingTime.TotalSeconds, context.ClientContext is null, context.Identity is null, context.TenantId is null,
        context.TraceId is null, context.Serializer?.GetType().Name));

    public void Levels(ILambdaContext context)
    {
        var log = context.Logger;
        log.Log("plain");
        log.LogLine("line");
        log.LogTrace("trace");
        log.LogDebug("debug");
        log.LogInformation("info");
        log.LogInformation("{Count} users of {Database}", 2, "orders");
        log.LogWarning("{1} before {0}", "b", "a");
        log.LogError(new InvalidOperationException("closed"), "failed {Step}", "setSecret");
        log.LogCritical("critical");
        log.Log("MyLevel", "own level");
        log.Log(LogLevel.Warning, "by level");
        log.LogInformation("{{braces}} and {None}");
        LambdaLogger.Log("static");
        LambdaLogger.Log(LogLevel.Error, "static error {Code}", 7);
        LambdaLogger.Log(LogLevel.Error, new InvalidOperationException("static"), "with exception");
    }

    public void Variables()
    {
        foreach (var name in (string[])["AWS_REGION", "AWS_ENDPOINT_URL", "AWS_LAMBDA_FUNCTION_NAME", "_HANDLER", "OWN", "AWS_PROFILE"])
        {
            LambdaLogger.Log($"{name}={Environment.GetEnvironmentVariable(name)}");
        }
    }

    public async Task Print()
    {
        Console.WriteLine("printed");
        Console.Write("in ");
        Console.Write('p');
        await Task.Yield();
        Console.WriteLine("arts");
        Console.Error.WriteLine("to error");
        Console.Write("unfinished");
    }
}
