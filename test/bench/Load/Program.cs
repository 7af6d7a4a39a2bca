using System.Net.Sockets;
using System.Runtime.InteropServices;
using SecretsEmu.Bench.Load;
using SecretsEmu.Bench.Load.Scenarios;

// load --tool PATH --bare PATH --plugins DIR --work DIR [--moto PATH] [--json FILE] [--seconds N] [--rounds N] [--secrets N] [--requests N] [--rotated N] [SCENARIO...]
var scenarios = new Dictionary<string, Func<Settings, IEnumerable<Figure>>>
{
    ["startup"] = Startup.Run,
    ["read"] = Read.Run,
    ["get-parameter"] = GetParameter.Run,
    ["agent"] = Agent.Run,
    ["write"] = Write.Run,
    ["replication"] = Replication.Run,
    ["mixed"] = Mixed.Run,
    ["scale"] = Scale.Run,
    ["memory"] = Memory.Run,
    ["access"] = Access.Run,
    ["strict"] = Strict.Run,
    ["kms"] = Kms.Run,
    ["task-definition"] = TaskDefinition.Run,
    ["rotation-time"] = RotationTime.Run,
    ["rotation-clock"] = RotationClock.Run,
    ["rotation-idle"] = RotationIdle.Run,
    ["rotation-reload"] = RotationReload.Run,
};

using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => ServerProcess.KillAll());
using var onInt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => ServerProcess.KillAll());
try
{
    var settings = new Settings(args);
    var named = settings.Scenarios.Count > 0 ? settings.Scenarios : [.. scenarios.Keys];
    if (named.FirstOrDefault(name => !Of(name).Any()) is { } unknown)
    {
        throw new ArgumentException($"Unknown scenario {unknown}; there are {string.Join(", ", scenarios.Keys)}.");
    }

    var figures = new List<Figure>();
    var report = new Report(figures); // Before the first run: it notes the machine's load.
    var failed = false;
    foreach (var name in named.SelectMany(Of))
    {
        Console.Error.WriteLine($"{name}...");
        try
        {
            figures.AddRange(scenarios[name](settings));
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            // A server died or fell silent. The figures of the other scenarios took minutes and stay good.
            await Console.Error.WriteLineAsync(error.Message);
            figures.Add(new Figure(name, "ended early", null, "", Note: error.Message.Split('\n')[0]));
            failed = true;
        }
    }

    Console.Write(report.Markdown());
    if (settings.Json is { } file)
    {
        report.WriteJson(file);
    }

    return failed ? 1 : 0;
}
catch (Exception error) when (error is ArgumentException or FormatException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
finally
{
    ServerProcess.KillAll();
}

// A scenario, or a group by the first word of its scenarios.
IEnumerable<string> Of(string name) => scenarios.Keys.Where(key => key == name || key.StartsWith($"{name}-", StringComparison.Ordinal));
