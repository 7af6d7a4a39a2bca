namespace SecretsEmu.WireTests;

/// <summary>
/// One emulator for tests of requests that are refused before anything is looked up: it has no state that they could
/// meet in. Everything else starts an <see cref="Emulator"/> of its own.
/// </summary>
[SetUpFixture]
public sealed class TableEmulator
{
    internal static Emulator Running { get; private set; } = null!;

    /// <summary>Calls an operation with a body as it stands.</summary>
    internal static Task<WireAnswer> Call(string operation, string body) => Running.Client.Call(operation, body);

    [OneTimeSetUp]
    public async Task Start() => Running = await Emulator.Start();

    [OneTimeTearDown]
    public async Task Stop() => await Running.DisposeAsync();
}
