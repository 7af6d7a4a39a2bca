using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Kms;

namespace SecretsEmu.Tests.Kms;

/// <summary>SHA-224 and the codes of HMAC keys against published vectors.</summary>
public sealed class MacsTests
{
    // FIPS 180 examples, and NIST's monobit messages around a block.
    [TestCase("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [TestCase("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [TestCase("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    public void SHA_224_is_that_of_FIPS_180(string message, string hash) =>
        Convert.ToHexStringLower(HmacSha224.Hash(Encoding.ASCII.GetBytes(message))).ShouldBe(hash);

    // RFC 4231, cases 1, 2 and 6: an ordinary key, a short one, one longer than a block.
    [TestCase("HMAC_SHA_224", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22")]
    [TestCase("HMAC_SHA_224", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44")]
    [TestCase("HMAC_SHA_256", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [TestCase("HMAC_SHA_384", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649")]
    [TestCase("HMAC_SHA_512", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public void Codes_are_those_of_RFC_4231(string algorithm, string key, string message, string code) =>
        Convert.ToHexStringLower(Macs.Compute(algorithm, Convert.FromHexString(key), Convert.FromHexString(message))).ShouldBe(code);

    [Test]
    public void A_key_longer_than_a_block_is_hashed_first()
    {
        var key = Enumerable.Repeat((byte)0xaa, 131).ToArray();
        var message = Encoding.ASCII.GetBytes("Test Using Larger Than Block-Size Key - Hash Key First");

        Convert.ToHexStringLower(Macs.Compute("HMAC_SHA_224", key, message)).ShouldBe("95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e");
        Macs.Compute("HMAC_SHA_256", key, message).ShouldBe(HMACSHA256.HashData(key, message));
    }
}
