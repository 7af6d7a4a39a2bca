using System.Reflection;
using System.Runtime.InteropServices;

namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>Why code cannot be loaded or made, in one sentence that names the file and what is missing.</summary>
internal static class LoadFailure
{
    private const string ErrorType = "Runtime.LoadError";

    /// <summary>The sentence for whatever the loader, a binding or a constructor threw.</summary>
    /// <param name="file">The function's own assembly.</param>
    /// <param name="failure">What was thrown.</param>
    public static HandlerException Of(string file, Exception failure) => failure switch
    {
        HandlerException ours => ours,
        OperationCanceledException => new HandlerException(ErrorType, $"{file} was not loaded in time.", inner: failure),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Of(file, first),
        TargetInvocationException or TypeInitializationException => FunctionFailure.Of(failure, file),
        FileNotFoundException { FileName: { } missing } when missing == file => Missing(file),
        FileNotFoundException { FileName: { } missing } => OfMissing(file, new AssemblyName(missing.Contains('/') || missing.Contains('\\') ? Path.GetFileNameWithoutExtension(missing) : missing)),
        FileLoadException { FileName: { } other } => OfMissing(file, new AssemblyName(other)),
        DirectoryNotFoundException => Missing(file),
        BadImageFormatException { FileName: { } other } when other != file => new HandlerException(ErrorType, $"{file} needs {new AssemblyName(other).Name}.dll, which is no .NET assembly.", inner: failure),
        BadImageFormatException => new HandlerException(ErrorType, $"{file} is no .NET assembly.", inner: failure),
        DllNotFoundException native => new HandlerException(ErrorType, $"{file} misses a native library: {native.Message}", inner: failure),
        TypeLoadException when failure.Message.Contains("does not have an implementation", StringComparison.Ordinal) => OtherVersion(file, failure),
        TypeLoadException { TypeName: var type } => new HandlerException(ErrorType, $"{file} needs the type {type}, which is not there: it was built against another version of an assembly than lies beside it.", inner: failure),
        MissingMemberException => OtherVersion(file, failure),
        _ => new HandlerException(ErrorType, $"{file} cannot be loaded: {failure.Message}", failure.StackTrace, failure),
    };

    /// <summary>Refuses what was built for a later .NET than runs here.</summary>
    /// <param name="assembly">The function's, in its load context.</param>
    /// <param name="file">Its file.</param>
    /// <remarks>Said at once: whether the runtime refuses the reference, and in which words, depends on what it meets first.</remarks>
    /// <exception cref="HandlerException">It was.</exception>
    public static void RefuseLaterFramework(Assembly assembly, string file)
    {
        if (assembly.GetReferencedAssemblies().FirstOrDefault(IsLaterFramework) is { } later)
        {
            throw OfMissing(file, later);
        }
    }

    private static bool IsLaterFramework(AssemblyName name) => name.Name is "System.Runtime" or "System.Private.CoreLib" && name.Version > Environment.Version;

    private static HandlerException Missing(string file) => new(ErrorType, $"{file} does not exist: build the function first.");

    private static HandlerException OtherVersion(string file, Exception failure) =>
        new(ErrorType, $"{file} was built against another version of an assembly than lies beside it: {failure.Message}", inner: failure);

    private static HandlerException OfMissing(string file, AssemblyName missing)
    {
        if (IsLaterFramework(missing))
        {
            return new HandlerException(
                ErrorType, $"{file} was built for .NET {missing.Version?.ToString(2)}, which is newer than the {RuntimeInformation.FrameworkDescription} that runs here.");
        }

        var version = missing.Version is null ? "" : $" {missing.Version}";
        return missing.Name == typeof(SecretsEmu.Plugins.IRotationPlugin).Assembly.GetName().Name
            ? new HandlerException(ErrorType, $"{file} was built against {missing.Name}{version}, which is newer than this secrets-emu: update secrets-emu, or reference an older version.")
            : new HandlerException(
                ErrorType,
                $"{file} misses the assembly {missing.Name}{version}. The build output of a library lacks its packages: use dotnet publish, or set CopyLocalLockFileAssemblies in the project.");
    }
}
