using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Kms;

/// <summary>What KMS answers to an encryption: it names its key and refuses every change (kms-iam-sts.md 2.6).</summary>
public sealed class CiphertextBlobTests
{
    private static readonly byte[] ClearKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("a data key of 32 bytes, in clear");
    private static readonly KeyMaterial Material = new(new string('a', 64), []);
    private static readonly EncryptionContext Context = new(("SecretARN", "arn"), ("SecretVersionId", "v1"));

    private static readonly KmsKey Key = new()
    {
        KeyId = "11111111-2222-3333-4444-555555555555",
        Arn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
        Description = "",
        CreationDate = DateTimeOffset.UnixEpoch,
        Policy = KeyPolicies.Default("111122223333", "us-east-1"),
        Materials = [Material],
    };

    [Test]
    public void It_begins_as_AWS_s_do_in_base64()
    {
        var blob = Encrypt();

        Convert.ToBase64String(blob).ShouldStartWith("AQICAH");
    }

    [Test]
    public void It_names_account_key_and_material_and_nothing_of_the_plaintext()
    {
        var blob = Encrypt();

        Convert.ToHexStringLower(blob[..6]).ShouldBe("010202007801");
        Encoding.ASCII.GetString(blob[6..18]).ShouldBe("111122223333");
        Parse(blob).KeyId.ShouldBe("11111111-2222-3333-4444-555555555555");
        Parse(blob).MaterialId.ShouldBe(new string('a', 64));
        blob.AsSpan().IndexOf(Plaintext).ShouldBe(-1);
        blob.AsSpan().IndexOf(ClearKey).ShouldBe(-1);
    }

    [Test]
    public void The_same_key_and_context_open_it()
    {
        var opened = Parse(Encrypt()).Decrypt(ClearKey, new EncryptionContext(("SecretVersionId", "v1"), ("SecretARN", "arn")));

        opened.ShouldBe(Plaintext);
    }

    [Test]
    public void Two_of_the_same_plaintext_differ()
    {
        var random = new SeededRandom(1);

        CiphertextBlob.Encrypt(Key, Material, ClearKey, Plaintext, Context, random)
            .ShouldNotBe(CiphertextBlob.Encrypt(Key, Material, ClearKey, Plaintext, Context, random));
    }

    [Test]
    public void Every_changed_byte_is_refused()
    {
        var blob = Encrypt();

        for (var at = 0; at < blob.Length; at++)
        {
            var changed = blob.ToArray();
            changed[at] ^= 0x01;
            Opens(changed, Context).ShouldBeFalse($"byte {at}");
        }
    }

    [Test]
    public void Every_shorter_one_is_refused()
    {
        var blob = Encrypt();

        for (var length = 0; length < blob.Length; length++)
        {
            Opens(blob[..length], Context).ShouldBeFalse($"length {length}");
        }
    }

    [Test]
    public void An_appended_byte_is_refused()
    {
        Opens([.. Encrypt(), 0], Context).ShouldBeFalse();
    }

    [Test]
    public void Another_key_is_refused()
    {
        var other = ClearKey.ToArray();
        other[0] ^= 1;

        Should.Throw<CryptographicException>(() => Parse(Encrypt()).Decrypt(other, Context));
    }

    [Test]
    public void Another_context_is_refused()
    {
        var blob = Encrypt();

        Opens(blob, new()).ShouldBeFalse();
        Opens(blob, new(("SecretARN", "arn"))).ShouldBeFalse();
        Opens(blob, new(("SecretARN", "arn"), ("SecretVersionId", "v2"))).ShouldBeFalse();
        Opens(blob, new(("secretARN", "arn"), ("SecretVersionId", "v1"))).ShouldBeFalse();
        Opens(blob, new(("SecretARN", "arn"), ("SecretVersionId", "v1"), ("more", ""))).ShouldBeFalse();
    }

    [TestCase("")]
    [TestCase("AQICAHg=")]
    [TestCase("bm8gY2lwaGVydGV4dA==")]
    public void Other_bytes_are_refused(string base64)
    {
        Should.Throw<CryptographicException>(() => Parse(Convert.FromBase64String(base64)).KeyId);
    }

    private static byte[] Encrypt() => CiphertextBlob.Encrypt(Key, Material, ClearKey, Plaintext, Context, new SeededRandom(1));

    private static CiphertextBlob Parse(byte[] bytes) => CiphertextBlob.TryParse(bytes, out var blob) ? blob : throw new CryptographicException();

    private static bool Opens(byte[] blob, EncryptionContext context)
    {
        try
        {
            // As the door does: the blob names the key and the material, and another one is not there.
            var parsed = Parse(blob);
            return parsed.KeyId == Key.KeyId && parsed.MaterialId == Material.Id && parsed.Decrypt(ClearKey, context).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
