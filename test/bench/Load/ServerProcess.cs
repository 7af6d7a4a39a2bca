using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecretsEmu.Bench.Load;

/// <summary>A server under test: a child process that answers, and that is stopped by its own id.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<int, Process> s_running = new();
    private readonly Process _process;

    private ServerProcess(ServerCommand command, string log)
    {
        Name = command.Name;
        Port = FreePort();
        // The shell only redirects and is then replaced by the server. Reading the log here would cost the client's time.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", log, command.Executable, .. command.Arguments(Port)]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SECRETS_EMU_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name); // The developer's own settings are not what is measured.
        }

        var request = SignedRequests.ListSecrets(Credentials.Test); // Really signed, for a server in strict mode.
        var began = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        s_running[_process.Id] = _process;
        try
        {
            WaitForAnswer(request, began, log);
        }
        catch
        {
            Dispose();
            throw;
        }

        FirstAnswer = Stopwatch.GetElapsedTime(began);
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>From the start of the process until it had answered a ListSecrets with 200.</summary>
    public TimeSpan FirstAnswer { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MB of 1,000,000 bytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
    }

    /// <summary>Starts and waits for the first valid answer; throws with the end of the log when none comes.</summary>
    public static ServerProcess Start(ServerCommand command, Settings settings) => new(command, settings.NewLog(command.Name));

    /// <summary>For a bench that is interrupted: no server outlives it.</summary>
    public static void KillAll()
    {
        foreach (var process in s_running.Values)
        {
            process.Kill();
        }
    }

    /// <summary>Stops by SIGTERM, as a user would, and by SIGKILL if that takes too long.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // .NET 10 has no call that sends SIGTERM.
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            if (!_process.WaitForExit(s_longestStop))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        s_running.TryRemove(_process.Id, out _);
        _process.Dispose();
    }

    private void WaitForAnswer(SignedRequests request, long began, string log)
    {
        while (Stopwatch.GetElapsedTime(began) < s_longestStart && !_process.HasExited)
        {
            using var connection = new Connection(Port);
            try
            {
                connection.Exchange(request.Numbered(0));
                connection.RequireSuccess();
                return;
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                Thread.Sleep(2); // Not listening yet.
            }
        }

        throw new IOException($"{Name} gave no valid answer. Its log ends:\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}");
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
