using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Microsoft.Extensions.Time.Testing;
using RotationApp;
using SecretsEmu.Hosting;

namespace RotationAppTests;

/// <summary>An emulator whose secret prod/db rotates every 30 days, the database, and the app: all in a test's own folder.</summary>
internal sealed class World : IAsyncDisposable
{
    private const string Name = "prod/db";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly DirectoryInfo _folder;
    private readonly SecretsEmulator _emulator;
    private readonly AmazonSecretsManagerClient _secrets;
    private readonly FakeTimeProvider _time = new();

    private World(DirectoryInfo folder, SecretsEmulator emulator)
    {
        (_folder, _emulator) = (folder, emulator);
        _secrets = new AmazonSecretsManagerClient(
            new BasicAWSCredentials("test", "test"), new AmazonSecretsManagerConfig { ServiceURL = emulator.Url.ToString(), AuthenticationRegion = emulator.Region });
        Secret = new LoginSecret(_secrets, Name, _time, Lifetime);
        Database = new Database(Path.Combine(folder.FullName, "users.json"));
        // On a clock that stands still no pause would end: it tries again at once, and its patience never does.
        App = new OrdersApp(Secret, Database, _time, pause: TimeSpan.Zero, patience: TimeSpan.FromSeconds(30));
    }

    public LoginSecret Secret { get; }

    public Database Database { get; }

    public OrdersApp App { get; }

    /// <param name="users">Those who take turns, with blanks between; the secret begins with the first.</param>
    public static async Task<World> StartAsync(string users)
    {
        var folder = Directory.CreateTempSubdirectory("rotation-app-");
        var database = Path.Combine(folder.FullName, "users.json");
        await File.WriteAllTextAsync(database, """{"app":"not-a-real-password"}""");
        var handlers = Path.Combine(folder.FullName, "handlers.json");
        await File.WriteAllTextAsync(handlers, new JsonObject
        {
            ["functions"] = new JsonObject
            {
                ["rotate-db"] = new JsonObject
                {
                    ["kind"] = "plugin",
                    ["assembly"] = typeof(World).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RotationPlugin").Value,
                    ["settings"] = new JsonObject { ["database"] = database, ["users"] = users },
                },
            },
        }.ToJsonString());

        var emulator = await SecretsEmulator.StartAsync(new SecretsEmulatorOptions { Handlers = handlers, RequireHandlers = true });
        await emulator.SeedAsync(new JsonObject
        {
            ["secrets"] = new JsonArray(new JsonObject
            {
                ["name"] = Name,
                ["json"] = new JsonObject { ["username"] = "app", ["password"] = "not-a-real-password" },
                ["rotation"] = new JsonObject { ["function"] = emulator.RotationFunctions.Single(), ["automaticallyAfterDays"] = 30 },
            }),
        }.ToJsonString());
        return new World(folder, emulator);
    }

    /// <summary>Lets 30 days pass in no time: the schedule fires once, and the rotation has ended when this returns.</summary>
    public async Task<string> RotateAsync() => string.Join(", ", (await _emulator.Clock.AdvanceAsync(TimeSpan.FromDays(30))).Select(fired => fired.Outcome));

    /// <summary>Makes what the app remembers too old.</summary>
    public void LetLifetimePass() => _time.Advance(Lifetime);

    /// <summary>Begins a rotation that waits before its last step; completes when it does.</summary>
    public async Task PauseBeforeFinishSecretAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _emulator.Url };
        using var begin = new StringContent($$"""{"secret":"{{Name}}","pauseBefore":"finishSecret"}""", null, "application/json");
        using var begun = await http.PostAsync(new Uri("_emulator/rotations", UriKind.Relative), begin, cancellationToken);
        begun.EnsureSuccessStatusCode();
        while ((string?)JsonNode.Parse(await http.GetStringAsync(new Uri($"_emulator/rotations?secret={Name}", UriKind.Relative), cancellationToken))!["pausedBefore"] != "finishSecret")
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets the rotation that waits end.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _emulator.Url };
        using var word = new StringContent($$"""{"secret":"{{Name}}","action":"continue"}""", null, "application/json");
        using var answer = await http.PostAsync(new Uri("_emulator/rotations/resume", UriKind.Relative), word, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await _emulator.RotationsEndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _secrets.Dispose();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
