using System.ComponentModel;
using System.Diagnostics;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>One process that runs a function, one invocation at a time, until it ends or is killed.</summary>
/// <remarks>
/// The process has our end of a pipe as its standard input, on which nothing is ever written: its end tells the drivers that the
/// server is gone, however it went.
/// </remarks>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    // A process that has ended may have left a child behind that holds its outputs open.
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);

    // What a process wrote before its first invocation, and how much of that goes into an error.
    private const int MostEarlyLines = 1000;
    private const int MostTraceLines = 20;

    // The server's own secret: what wraps all its keys (Tool/Settings/EnvironmentTwins.cs).
    private const string RootKeyVariable = "SECRETS_EMU_ROOT_KEY";

    private readonly Lock _gate = new();
    private readonly List<string> _early = [];
    private readonly RuntimeApi _runtime;
    private readonly string _path;
    private readonly RuntimeConversation _conversation;
    private readonly TimeProvider _time;
    private readonly Process _process;
    private readonly Task<int> _exited;
    private readonly OutputLines _output;
    private readonly OutputLines _error;
    private readonly Task _pumps;
    private InvocationLog? _log;
    private volatile bool _isBusy;
    private int _disposed;

    private ExecutionEnvironment(RuntimeApi runtime, string path, RuntimeConversation conversation, TimeProvider time, Process process)
    {
        (_runtime, _path, _conversation, _time, _process) = (runtime, path, conversation, time, process);
        _output = new(process.StandardOutput.BaseStream, Log);
        _error = new(process.StandardError.BaseStream, Log);
        _pumps = Task.WhenAll(Task.Run(_output.Pump), Task.Run(_error.Pump));
        _exited = CodeOf(process);
    }

    /// <summary>Whether it can take another invocation: it lives, and none is left behind in it.</summary>
    public bool IsUsable => !_isBusy && !_exited.IsCompleted && _disposed == 0;

    /// <summary>Starts the process; completes when it asks for work.</summary>
    /// <exception cref="HandlerException">There is no such program, it ended at once, or it says that the function cannot be loaded.</exception>
    public static async Task<ExecutionEnvironment> Start(
        ProcessSettings settings, FunctionIdentity identity, RuntimeApi runtime, TimeProvider time, CancellationToken cancellation)
    {
        var (path, conversation) = runtime.Open();
        ExecutionEnvironment environment;
        try
        {
            environment = new(runtime, path, conversation, time, Start(settings, identity, path));
        }
        catch
        {
            runtime.Close(path);
            throw;
        }

        try
        {
            await Task.WhenAny(conversation.Ready, environment._exited).WaitAsync(cancellation);
            if (!conversation.Ready.IsCompleted)
            {
                throw await environment.EndedEarly(settings);
            }

            await conversation.Ready;
            return environment;
        }
        catch
        {
            await environment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one invocation to its end. When it is given up, or the process ends, the environment is of no more use.</summary>
    /// <exception cref="HandlerException">The function failed, or its process ended.</exception>
    /// <exception cref="OperationCanceledException">It was given up; the process and all that it started were killed.</exception>
    public async Task Invoke(Invocation invocation, CancellationToken cancellation)
    {
        _isBusy = true;
        SwitchLog(new InvocationLog(invocation.Log));
        var logEnds = Task.WhenAll(_output.EndOf(invocation.RequestId), _error.EndOf(invocation.RequestId));
        var ending = _conversation.Begin(invocation);
        try
        {
            await Task.WhenAny(ending, _exited).WaitAsync(cancellation);
            if (!ending.IsCompleted)
            {
                await ReadToTheEnd();
                throw new HandlerException("Runtime.ExitError", $"RequestId: {invocation.RequestId} Error: {ReasonOf(await _exited)}");
            }

            var end = await ending;
            if (end.EndsLog)
            {
                await Task.WhenAny(logEnds, _exited).WaitAsync(cancellation);
            }

            _isBusy = false;
            if (end.Failure is { } failure)
            {
                throw failure;
            }
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the process and all that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or a child of it did meanwhile.
        }

        await _exited;
        await ReadToTheEnd();
        _runtime.Close(_path);
        _process.Dispose();
    }

    private static Process Start(ProcessSettings settings, FunctionIdentity identity, string path)
    {
        if (!Directory.Exists(settings.Folder))
        {
            throw new HandlerException("Runtime.InvalidWorkingDir", $"The folder of the function {settings.Name}, {settings.Folder}, does not exist.");
        }

        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            WorkingDirectory = settings.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in FunctionEnvironment.InTheWay.Append(RootKeyVariable))
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in FunctionEnvironment.Of(settings, identity))
        {
            start.Environment[name] = value;
        }

        // A proxy that the developer needs elsewhere must not come between the function and this machine.
        foreach (var name in (string[])["NO_PROXY", "no_proxy"])
        {
            start.Environment[name] = string.Join(',', ((string?[])[start.Environment.TryGetValue(name, out var kept) ? kept : null, new Uri(identity.Endpoint).Host]).Where(host => host is { Length: > 0 }));
        }

        start.Environment["_HANDLER"] = settings.Handler;
        start.Environment["LAMBDA_TASK_ROOT"] = settings.Folder;
        // Host and port without a scheme, as Lambda has it.
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = new Uri(identity.Endpoint).Authority + path;
        start.FileName = ExecutablePath.Find(settings.Name, settings.Command[0], settings.Folder, start.Environment.TryGetValue("PATH", out var folders) ? folders ?? "" : "");
        foreach (var argument in settings.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new HandlerException("Runtime.InvalidEntrypoint", $"The function {settings.Name} cannot start: {start.FileName} cannot be run ({failure.Message}).", inner: failure);
        }
    }

    private static async Task<int> CodeOf(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private async Task<HandlerException> EndedEarly(ProcessSettings settings)
    {
        var code = await _exited;
        await ReadToTheEnd();
        lock (_gate)
        {
            return new(
                "Runtime.ExitError", $"The process of the function {settings.Name} ended before it asked for its first event: {ReasonOf(code)}.",
                _early.Count == 0 ? null : string.Join('\n', _early.TakeLast(MostTraceLines)));
        }
    }

    // As AWS words it. .NET tells a signal as 128 and its number.
    private static string ReasonOf(int code)
    {
        var signal = OperatingSystem.IsWindows() ? null : (code - 128) switch
        {
            6 => "aborted",
            9 => "killed",
            11 => "segmentation fault",
            15 => "terminated",
            _ => null,
        };
        return code == 0
            ? "Runtime exited without providing a reason"
            : $"Runtime exited with error: {(signal is null ? $"exit status {code}" : $"signal: {signal}")}";
    }

    private async Task ReadToTheEnd()
    {
        try
        {
            await _pumps.WaitAsync(OutputPatience, _time);
        }
        catch (TimeoutException)
        {
            // What comes later belongs to nobody.
        }
    }

    private void SwitchLog(InvocationLog log)
    {
        lock (_gate)
        {
            // What was written before the first invocation has no other log.
            _early.ForEach(log.Add);
            _early.Clear();
            _log = log;
        }
    }

    private void Log(string line)
    {
        lock (_gate)
        {
            if (_log is { } log)
            {
                log.Add(line);
            }
            else
            {
                _early.Add(line.Length > 1000 ? line[..1000] : line);
                if (_early.Count > MostEarlyLines)
                {
                    _early.RemoveAt(0);
                }
            }
        }
    }
}
