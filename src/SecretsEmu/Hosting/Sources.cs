using SecretsEmu.Randomness;

namespace SecretsEmu.Hosting;

/// <summary>The one place where the machine's clock and chance enter; everything else is given them.</summary>
internal sealed record Sources(TimeProvider Wall, IRandom Random, IRandom RequestIds)
{
    public static Sources Of(SecretsEmulatorOptions options) => new(
        options.TimeProvider ?? TimeProvider.System,
        RandomOf(options.RandomSeed),
        // Its own sequence: how many requests came before must not change the next ARN.
        RandomOf(options.RandomSeed + 1));

    private static IRandom RandomOf(int? seed) => seed is { } given ? new SeededRandom(given) : new CryptographicRandom();
}
