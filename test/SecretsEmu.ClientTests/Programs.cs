using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace SecretsEmu.ClientTests;

/// <summary>How a program ended.</summary>
internal sealed record Finished(int Code, string Output, string Error)
{
    public Finished ShouldSucceed()
    {
        Code.ShouldBe(0, $"{Output}{Error}");
        return this;
    }
}

/// <summary>Other programs, and the tool, with nothing of the developer's own settings.</summary>
internal static class Programs
{
    // Never waited for in full: only so that a hanging program fails its own test rather than the run.
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const string ToolVariable = "SECRETS_EMU_TOOL";

    public static string Root { get; } =
        Path.GetFullPath(typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Root").Value!);

    public static string Here { get; } = Path.Combine(Root, "test", "SecretsEmu.ClientTests");

    /// <summary>The installed tool.</summary>
    public static string Tool
    {
        get
        {
            var named = Environment.GetEnvironmentVariable(ToolVariable);
            if (string.IsNullOrEmpty(named))
            {
                throw new InvalidOperationException($"{ToolVariable} must name the installed secrets-emu: see test/SecretsEmu.ClientTests/README.md.");
            }

            var path = Path.GetFullPath(named, Root);
            return File.Exists(path) ? path : throw new InvalidOperationException($"{ToolVariable} names {path}, which does not exist.");
        }
    }

    /// <summary>Runs a program to its end. Its HOME is empty and the tool is on its PATH.</summary>
    public static async Task<Finished> Run(
        string program, IEnumerable<string> args, IEnumerable<KeyValuePair<string, string>>? environment = null, string? folder = null)
    {
        using var home = new TemporaryFolder();
        var start = Prepare(program, args);
        start.WorkingDirectory = folder ?? home.Path;
        start.Environment["HOME"] = home.Path;
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Patience);
            return new Finished(process.ExitCode, await output, await error);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static Task<Finished> RunTool(params string[] args) => Run(Tool, args);

    /// <summary>Runs a script that stops at the first thing that goes wrong.</summary>
    public static async Task<Finished> RunBash(string script, params (string Name, string Value)[] environment) =>
        await Run("bash", ["-euo", "pipefail", "-c", script], environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    public static ProcessStartInfo Prepare(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSomebodysSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        // Where install-clients puts Python's clients if nothing else would have them.
        string[] folders = [Path.GetDirectoryName(Tool)!, Path.Combine(Here, ".venv", "bin"), start.Environment["PATH"] ?? ""];
        start.Environment["PATH"] = string.Join(Path.PathSeparator, folders);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        // The tool's host looks for the runtime there before it looks in the usual places.
        start.Environment["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"));
        return start;
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception absent)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be run: {absent.Message}. Run test/SecretsEmu.ClientTests/install-clients first.", absent);
        }
    }

    private static bool IsSomebodysSetting(string name) =>
        name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("SECRETS_EMU_", StringComparison.Ordinal)
        || name.StartsWith("BOTO", StringComparison.Ordinal) || name is "NODE_OPTIONS" or "PYTHONPATH" or "BASH_ENV";
}

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("secrets-emu-client-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
