namespace Amazon.Lambda.Core;

/// <summary>The function's log.</summary>
public interface ILambdaLogger
{
    void Log(string message);
    void LogLine(string message);

    // Later versions of the package added these with a body. The two with arguments that come first here call themselves in the package too.
    void Log(string level, string message) => LogLine(message);
    void Log(LogLevel level, string message) => Log(level.ToString(), message);
    void Log(string level, string message, params object[] args) => Log(level, message, args);
    void Log(string level, Exception exception, string message, params object[] args) => Log(level, message, args);
    void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);
    void Log(LogLevel level, Exception exception, string message, params object[] args) => Log(level.ToString(), exception, message, args);
    void LogTrace(string message) => Log(LogLevel.Trace.ToString(), message);
    void LogTrace(string message, params object[] args) => Log(LogLevel.Trace.ToString(), message, args);
    void LogDebug(string message) => Log(LogLevel.Debug.ToString(), message);
    void LogDebug(string message, params object[] args) => Log(LogLevel.Debug.ToString(), message, args);
    void LogInformation(string message) => Log(LogLevel.Information.ToString(), message);
    void LogInformation(string message, params object[] args) => Log(LogLevel.Information.ToString(), message, args);
    void LogWarning(string message) => Log(LogLevel.Warning.ToString(), message);
    void LogWarning(string message, params object[] args) => Log(LogLevel.Warning.ToString(), message, args);
    void LogError(string message) => Log(LogLevel.Error.ToString(), message);
    void LogError(string message, params object[] args) => Log(LogLevel.Error.ToString(), message, args);
    void LogError(Exception exception, string message, params object[] args) => Log(LogLevel.Error.ToString(), exception, message, args);
    void LogCritical(string message) => Log(LogLevel.Critical.ToString(), message);
    void LogCritical(string message, params object[] args) => Log(LogLevel.Critical.ToString(), message, args);
}

/// <summary>How grave a line is.</summary>
public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}
