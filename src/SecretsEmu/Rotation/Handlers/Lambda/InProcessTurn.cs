namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>The right of one .NET function to run in this process, with its environment variables and its console in place until it is disposed.</summary>
/// <remarks>
/// Environment variables belong to the process: two functions that run at once would read each other's endpoint and credentials. So
/// one runs at a time, over all functions and all emulators of the process, which is why the lock is static: what it guards is too.
/// Who needs more at once declares kind process, or isolation. Other code of the process that reads one of these variables
/// meanwhile sees the function's value. Source of the rule: integrations.md 1.10, and AWS's own test tool does likewise.
/// </remarks>
internal sealed class InProcessTurn : IDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private readonly List<(string Name, string? Value)> _before = [];
    private readonly IDisposable _console;

    private InProcessTurn(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in FunctionEnvironment.InTheWay.Where(name => !variables.ContainsKey(name)))
        {
            Set(name, null);
        }

        foreach (var (name, value) in variables)
        {
            Set(name, value);
        }

        _console = FunctionConsole.Open();
    }

    /// <exception cref="OperationCanceledException">Asked for while others had their turn.</exception>
    public static async Task<InProcessTurn> Take(IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation);
        return new(variables);
    }

    public void Dispose()
    {
        _console.Dispose();
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        OneAtATime.Release();
    }

    private void Set(string name, string? value)
    {
        _before.Add((name, Environment.GetEnvironmentVariable(name)));
        Environment.SetEnvironmentVariable(name, value);
    }
}
