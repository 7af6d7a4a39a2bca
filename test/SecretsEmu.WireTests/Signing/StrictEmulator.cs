using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Signing;

/// <summary>One emulator in strict mode for requests that are refused before anything is looked up. Its wall clock says 2026-01-31T08:00:00Z.</summary>
[SetUpFixture]
public sealed class StrictEmulator
{
    internal static SecretsEmulatorOptions Options { get; } = new() { Strict = true };

    internal static Emulator Running { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => Running = await Emulator.Start(options: Options);

    [OneTimeTearDown]
    public async Task Stop() => await Running.DisposeAsync();
}
