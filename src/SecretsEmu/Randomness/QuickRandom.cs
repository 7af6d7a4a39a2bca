namespace SecretsEmu.Randomness;

/// <summary>For request ids, which are no secrets: it needs none of the machine's cryptography, which would cost a first answer some thirty milliseconds.</summary>
internal sealed class QuickRandom : IRandom
{
    public void Fill(Span<byte> bytes) => Random.Shared.NextBytes(bytes);

    public int Index(int exclusiveMax) => Random.Shared.Next(exclusiveMax);
}
