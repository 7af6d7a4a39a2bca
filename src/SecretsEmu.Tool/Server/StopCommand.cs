using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Server;

/// <summary><c>secrets-emu stop</c>: a clean stop, seen through to its end.</summary>
internal static class StopCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(1);

    public static Command Create(TimeProvider time)
    {
        var command = new Verb("stop", "Stop a server and wait until it is gone") { ToolSettings.Timeout, ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => Run(parse, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, TimeProvider time)
    {
        var url = ToolSettings.Url.Of(parse);
        var timeout = ToolSettings.Timeout.Of(parse);
        using var server = new ServerClient(url, TimeSpan.FromSeconds(5));
        var info = await server.Info();
        using var process = url.IsLoopback ? Find(info.Pid) : null;
        await server.Post("/_emulator/shutdown", ServerJson.Default.StopAnswer);

        var began = time.GetTimestamp();
        var spoken = TimeSpan.Zero;
        // The port closes first; the data folder is free when the process is gone.
        while (await server.IsReady() is not null || Runs(process))
        {
            var waited = time.GetElapsedTime(began);
            if (waited >= timeout)
            {
                throw new ToolException(ExitCodes.NoServer, string.Create(
                    CultureInfo.InvariantCulture, $"The server at {server.Url}, pid {info.Pid}, still runs after {timeout.TotalSeconds:0.###} s."));
            }

            if (waited - spoken >= BetweenWords)
            {
                spoken = waited;
                Terminal.ErrorLine(string.Create(CultureInfo.InvariantCulture, $"Waiting for pid {info.Pid} to finish since {waited.TotalSeconds:0} s."));
            }

            await Task.Delay(BetweenLooks, time, CancellationToken.None);
        }

        Terminal.Line(ToolSettings.Json.Of(parse)
            ? JsonSerializer.Serialize(new Stopped(server.Url, info.Pid, true), ServerJson.Default.Stopped)
            : $"Stopped secrets-emu at {server.Url}, pid {info.Pid}.");
        return ExitCodes.Ok;
    }

    // A server in a container has a pid of its own world; here that number is somebody else.
    private static Process? Find(int pid)
    {
        try
        {
            var process = Process.GetProcessById(pid);
            if (process.ProcessName is "secrets-emu" or "dotnet")
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // No such process here.
        }

        return null;
    }

    private static bool Runs(Process? process) => process is not null && !process.HasExited && !IsZombie(process.Id);

    // Ended, but its parent has not asked yet how: so it stays for as long as the parent likes, a shell script for one.
    private static bool IsZombie(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{pid}/stat") is var stat && stat[stat.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
