using System.Security.Cryptography;

namespace SecretsEmu.Randomness;

/// <summary>The operating system's generator.</summary>
internal sealed class CryptographicRandom : IRandom
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    public int Index(int exclusiveMax) => RandomNumberGenerator.GetInt32(exclusiveMax);
}
