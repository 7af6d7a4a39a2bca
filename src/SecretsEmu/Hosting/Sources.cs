using SecretsEmu.Randomness;

namespace SecretsEmu.Hosting;

/// <summary>The one place where the machine's clock and chance enter; everything else is given them.</summary>
internal sealed record Sources(TimeProvider Wall, IRandom Random, IRandom RequestIds)
{
    public static Sources Of(SecretsEmulatorOptions options) => new(
        options.TimeProvider ?? TimeProvider.System,
        options.RandomSeed is { } seed ? new SeededRandom(seed) : new CryptographicRandom(),
        // Its own sequence: how many requests came before must not change the next ARN.
        options.RandomSeed is { } other ? new SeededRandom(other + 1) : new QuickRandom());
}
