using System.Reflection;
using System.Runtime.Loader;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>
/// The way between the host, which references no package of Lambda, and the copy of Amazon.Lambda.Core that a function brings: its
/// ILambdaContext and ILambdaLogger are implemented here, and its static LambdaLogger is pointed at the log of the step that runs.
/// </summary>
internal sealed class LambdaBridge
{
    public const string CoreName = "Amazon.Lambda.Core";
    public const string ContextName = "Amazon.Lambda.Core.ILambdaContext";

    private static readonly HashSet<string> Computed = ["RemainingTime"];
    private static readonly HashSet<string> Replaced = ["Serializer"];

    private readonly Type? _context;
    private readonly Type? _logger;
    private volatile FunctionLog? _current;

    private LambdaBridge(Assembly core)
    {
        if (core.GetType(ContextName) is { } context)
        {
            _context = ForeignInterface.WithProperties(context, Computed, Replaced);
            _logger = ForeignInterface.WithLog(context.GetProperty("Logger")!.PropertyType);
        }

        RedirectLambdaLogger(core);
    }

    /// <summary>Builds the way to the Amazon.Lambda.Core that a function sees; null when it has none, since a function can do without.</summary>
    public static LambdaBridge? To(Assembly function)
    {
        var context = AssemblyLoadContext.GetLoadContext(function)!;
        try
        {
            return new(context.LoadFromAssemblyName(new(CoreName)));
        }
        catch (FileNotFoundException missing) when (missing.FileName?.Split(',')[0] == CoreName)
        {
            return null;
        }
    }

    /// <summary>Sends what LambdaLogger logs from now on to another step's log.</summary>
    public void Follow(FunctionLog log) => _current = log;

    /// <summary>The context of one invocation, of the function's own type.</summary>
    /// <param name="invocation">The step.</param>
    /// <param name="variables">The function's environment, which says the rest.</param>
    /// <param name="log">Where the context's logger writes.</param>
    /// <param name="serializer">What the property Serializer of newer versions gives.</param>
    /// <param name="wall">Tells what remains of the time.</param>
    public object NewContext(
        Invocation invocation, IReadOnlyDictionary<string, string> variables, FunctionLog log, FunctionSerializer? serializer, TimeProvider wall)
    {
        var logger = Activator.CreateInstance(_logger!)!;
        Set(logger, "Write", (Action<string?, Exception?, string?, object?[]?>)log.Write);
        var context = Activator.CreateInstance(_context!)!;
        Set(context, "AwsRequestId", invocation.RequestId);
        Set(context, "FunctionName", variables.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME"));
        Set(context, "FunctionVersion", variables.GetValueOrDefault("AWS_LAMBDA_FUNCTION_VERSION"));
        Set(context, "InvokedFunctionArn", invocation.FunctionArn);
        Set(context, "Logger", logger);
        Set(context, "LogGroupName", variables.GetValueOrDefault("AWS_LAMBDA_LOG_GROUP_NAME"));
        Set(context, "LogStreamName", variables.GetValueOrDefault("AWS_LAMBDA_LOG_STREAM_NAME"));
        Set(context, "MemoryLimitInMB", int.TryParse(variables.GetValueOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out var memory) ? memory : 0);
        Set(context, "RemainingTime", () => invocation.Deadline - wall.GetUtcNow());
        Set(context, "Serializer", serializer?.Instance);
        return context;
    }

    // Older versions have fewer members.
    private static void Set(object target, string name, object? value)
    {
        if (target.GetType().GetField(name) is { } field && (value is null || field.FieldType.IsInstanceOfType(value)))
        {
            field.SetValue(target, value);
        }
    }

    private static void Set(object target, string name, Func<TimeSpan> value) => Set(target, name, (object)value);

    // The fields that Lambda's own runtime sets, by the same means; older versions have only the first.
    private void RedirectLambdaLogger(Assembly core)
    {
        var logger = core.GetType("Amazon.Lambda.Core.LambdaLogger");
        Redirect("_loggingAction", (Action<string?>)(message => _current?.Write(null, null, message, null)));
        Redirect("_loggingWithLevelAction", (Action<string?, string?, object?[]?>)((level, message, arguments) => _current?.Write(level, null, message, arguments)));
        Redirect("_loggingWithLevelAndExceptionAction", (Action<string?, Exception?, string?, object?[]?>)(
            (level, exception, message, arguments) => _current?.Write(level, exception, message, arguments)));

        void Redirect(string name, Delegate to)
        {
            if (logger?.GetField(name, BindingFlags.NonPublic | BindingFlags.Static) is { IsInitOnly: false } field && field.FieldType == to.GetType())
            {
                field.SetValue(null, to);
            }
        }
    }
}
