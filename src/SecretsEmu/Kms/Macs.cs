using System.Security.Cryptography;

namespace SecretsEmu.Kms;

/// <summary>The codes of HMAC keys (RFC 2104).</summary>
internal static class Macs
{
    /// <param name="algorithm">One of the key's MAC algorithms.</param>
    /// <param name="key">In clear.</param>
    /// <param name="message">1 to 4096 bytes.</param>
    public static byte[] Compute(string algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message) => algorithm switch
    {
        "HMAC_SHA_224" => HmacSha224.HashData(key, message),
        "HMAC_SHA_256" => HMACSHA256.HashData(key, message),
        "HMAC_SHA_384" => HMACSHA384.HashData(key, message),
        _ => HMACSHA512.HashData(key, message),
    };
}
