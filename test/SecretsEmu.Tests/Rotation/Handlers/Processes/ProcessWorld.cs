using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Hosting;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Processes;

namespace SecretsEmu.Tests.Rotation.Handlers.Processes;

/// <summary>A server with the Runtime API, and a folder with a function: <c>test/RuntimeFunction</c>, which does what its handler's name says.</summary>
internal sealed class ProcessWorld : IAsyncDisposable
{
    private readonly HttpServer _server;

    private ProcessWorld() => _server = new HttpServer(IPAddress.Loopback, 0, Runtime.Answer);

    public RuntimeApi Runtime { get; } = new(new SeededRandom(7));

    public string Folder { get; } = Directory.CreateTempSubdirectory("secrets-emu-test-").FullName;

    public FunctionIdentity Identity => new(_server.Url.ToString().TrimEnd('/'), "eu-west-1", "ASIAEXAMPLE", "secret", "session");

    public static async Task<ProcessWorld> Start()
    {
        var world = new ProcessWorld();
        await world._server.StartAsync(CancellationToken.None);
        return world;
    }

    public static ImmutableArray<string> Command { get; } =
    [
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        Path.GetFullPath(typeof(ProcessWorld).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RuntimeFunction").Value!),
    ];

    public ProcessHandler Function(string handler, params (string Name, string Value)[] environment) => Function(new ProcessSettings
    {
        Name = "orders", Folder = Folder, Command = Command, Handler = handler,
        Environment = environment.ToImmutableSortedDictionary(variable => variable.Name, variable => variable.Value),
    });

    public ProcessHandler Function(ProcessSettings settings) => new(settings, Identity, Runtime, new FakeTimeProvider());

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
