namespace Amazon.Lambda.Core;

/// <summary>The function's log for code that has no context at hand. The host replaces the fields, whose names are those of the package.</summary>
public static class LambdaLogger
{
    private static Action<string> _loggingAction = Console.WriteLine;
    private static Action<string, string, object[]> _loggingWithLevelAction = (level, message, args) => Console.WriteLine($"{level}: {message}");
    private static Action<string, Exception, string, object[]> _loggingWithLevelAndExceptionAction =
        (level, exception, message, args) => Console.WriteLine($"{level}: {message}\n{exception}");

    public static void Log(string message) => _loggingAction(message);

    public static void Log(string level, string message, params object[] args) => _loggingWithLevelAction(level, message, args);

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        _loggingWithLevelAndExceptionAction(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) => Log(level.ToString(), exception, message, args);
}
