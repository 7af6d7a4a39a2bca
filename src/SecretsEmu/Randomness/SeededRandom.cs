namespace SecretsEmu.Randomness;

/// <summary>The same sequence for the same seed, so that a test can name the ARNs and passwords it expects. Never for real secrets.</summary>
internal sealed class SeededRandom(int seed) : IRandom
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> bytes)
    {
        lock (_lock)
        {
            _random.NextBytes(bytes);
        }
    }

    public int Index(int exclusiveMax)
    {
        lock (_lock)
        {
            return _random.Next(exclusiveMax);
        }
    }
}
