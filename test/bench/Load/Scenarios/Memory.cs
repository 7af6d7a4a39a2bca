using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>Resident memory after the start and after a million GetSecretValue at 16 connections.</summary>
internal static class Memory
{
    private const string Name = "memory";
    private const int Secrets = 100;
    private const int MotoRequests = 1_000;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(2);

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using (var ours = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings))
        {
            yield return Idle(ours, Target.NoMoreThan(75));
            LoadLoop.Run(ours.Port, RequestTemplate.CreateSecret(), 1, Secrets);
            yield return After(ours, settings.Requests, Target.NoMoreThan(110));
        }

        using (var bare = ServerProcess.Start(ServerCommand.Bare(settings.Bare), settings))
        {
            yield return Idle(bare);
            yield return After(bare, settings.Requests);
        }

        if (settings.Moto is not { } path)
        {
            yield return new Figure(Name, "moto, idle", null, "MB", Note: "moto not installed");
            yield break;
        }

        using var moto = ServerProcess.Start(ServerCommand.Moto(path), settings);
        yield return Idle(moto);
        LoadLoop.Run(moto.Port, RequestTemplate.CreateSecret(), 1, Secrets);
        yield return After(moto, MotoRequests); // A million would take it hours.
    }

    private static Figure Idle(ServerProcess server, Target? target = null)
    {
        Thread.Sleep(s_settle); // What the start still does in the background belongs to an idle server.
        return new Figure(Name, $"{server.Name}, idle", server.ResidentMegabytes, "MB", target);
    }

    private static Figure After(ServerProcess server, int requests, Target? target = null)
    {
        var load = LoadLoop.Run(server.Port, RequestTemplate.GetSecretValue(), 16, requests, number => number % Secrets);
        return new Figure(Name, string.Create(CultureInfo.InvariantCulture, $"{server.Name}, after {requests:N0} GetSecretValue"),
            server.ResidentMegabytes, "MB", target, $"{Figure.Rounded(load.RequestsPerSecond)} requests/s");
    }
}
