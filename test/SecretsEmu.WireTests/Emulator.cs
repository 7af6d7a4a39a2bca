using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests;

/// <summary>A running emulator for one test: a free port, a wall clock that stands still, chance from a seed.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private Emulator(SecretsEmulator server, FakeTimeProvider wall)
    {
        (Server, Wall) = (server, wall);
        Client = new SigningClient(server.Url, wall);
        Secrets = new SecretsClient(Client);
        Kms = new KmsClient(Client);
        Ssm = new SsmClient(Client);
    }

    public SecretsEmulator Server { get; }

    /// <summary>The wall clock; the test moves it.</summary>
    public FakeTimeProvider Wall { get; }

    /// <summary>Signs for account 000000000000 in us-east-1.</summary>
    public SigningClient Client { get; }

    /// <summary>The same in the words of Secrets Manager.</summary>
    public SecretsClient Secrets { get; }

    /// <summary>The same in the words of KMS.</summary>
    public KmsClient Kms { get; }

    /// <summary>The same in the words of Parameter Store.</summary>
    public SsmClient Ssm { get; }

    /// <param name="at">The wall clock, and so the emulator's.</param>
    /// <param name="options">Everything else; in memory when absent.</param>
    public static async Task<Emulator> Start(string at = "2026-01-31T08:00:00Z", int seed = 7, SecretsEmulatorOptions? options = null)
    {
        var wall = new FakeTimeProvider(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        var server = await SecretsEmulator.StartAsync((options ?? new()) with { TimeProvider = wall, RandomSeed = seed });
        return new Emulator(server, wall);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
