using System.Reflection;

namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>What a function threw, as what its author needs to see of it.</summary>
internal static class FunctionFailure
{
    /// <param name="exception">As it came out of the function.</param>
    /// <param name="file">The function's own assembly.</param>
    /// <remarks>The exception itself is not kept: its type would keep the function's load context alive.</remarks>
    public static HandlerException Of(Exception exception, string file)
    {
        var thrown = Unwrap(exception);
        return thrown is HandlerException ours
            ? ours
            : new(thrown.GetType().FullName!, IsOfLoading(thrown) ? LoadFailure.Of(file, thrown).Message : thrown.Message, TraceOf(thrown));
    }

    /// <summary>The failure of code that must run before the first step: its sentence says what that was.</summary>
    /// <param name="exception">As it came out of the function.</param>
    /// <param name="file">The function's own assembly.</param>
    /// <param name="what">Such as <c>The constructor of Orders.Rotation</c>.</param>
    public static HandlerException Before(Exception exception, string file, string what)
    {
        var thrown = Unwrap(exception);
        return IsOfLoading(thrown) ? LoadFailure.Of(file, thrown) : new(thrown.GetType().FullName!, $"{what} in {file} threw: {thrown.Message}", TraceOf(thrown));
    }

    // Wrappers of .NET's own making, which say only that something was thrown.
    private static Exception Unwrap(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException or AggregateException { InnerExceptions.Count: 1 }
        && exception.InnerException is { } inner
            ? Unwrap(inner)
            : exception;

    private static string? TraceOf(Exception thrown) =>
        thrown.InnerException is { } cause ? $"{thrown.StackTrace}\nCaused by {cause}" : thrown.StackTrace;

    // What an assembly lacks shows when the code that needs it first runs. The function's own errors of these types look otherwise:
    // a file of data has no version, and only the runtime says of a member that it was not found.
    private static bool IsOfLoading(Exception thrown) => thrown switch
    {
        FileNotFoundException missing => IsAssembly(missing.FileName),
        FileLoadException other => IsAssembly(other.FileName),
        BadImageFormatException malformed => IsAssembly(malformed.FileName),
        DllNotFoundException or EntryPointNotFoundException => false,
        TypeLoadException => true,
        MissingMemberException => thrown.Message.Contains("not found: '", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsAssembly(string? name) => name?.Contains(", Version=", StringComparison.Ordinal) == true;
}
