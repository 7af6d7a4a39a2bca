namespace SecretsEmu.Randomness;

/// <summary>The only source of chance: cryptographic in production, seeded in tests. Safe to use from several threads.</summary>
internal interface IRandom
{
    /// <summary>Fills the span with random bytes.</summary>
    void Fill(Span<byte> bytes);

    /// <summary>A whole number from 0 up to, not including, <paramref name="exclusiveMax"/>, each equally likely.</summary>
    int Index(int exclusiveMax);
}
