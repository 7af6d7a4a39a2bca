using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Kms;

/// <summary>What a symmetric key encrypted comes back for the same context, and for no other (kms-iam-sts.md 2.6).</summary>
public sealed class SymmetricCipherTests
{
    private const string Arn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

    private static readonly SeededRandom Random = new(1);
    private static readonly KeyRing Ring = new(new RootKey(new byte[RootKey.Bytes]), Random);
    private static readonly SymmetricCipher Cipher = new(Ring, Random);

    private static readonly KmsKey Key = new()
    {
        KeyId = Arn[^36..], Arn = Arn, Description = "", CreationDate = DateTimeOffset.UnixEpoch,
        Policy = KeyPolicies.Default("111122223333", "us-east-1"), Materials = [Ring.Generate(Arn)],
    };

    [Property]
    public bool Decryption_gives_back_what_was_encrypted(byte[] plaintext, FsCheck.NonNull<string> name, FsCheck.NonNull<string> value) =>
        Decrypt(Encrypt(plaintext, Context(name, value)), Context(name, value))!.SequenceEqual(plaintext);

    [Property]
    public bool Another_context_opens_nothing(
        byte[] plaintext, FsCheck.NonNull<string> name, FsCheck.NonNull<string> value, FsCheck.NonNull<string> otherName, FsCheck.NonNull<string> otherValue)
    {
        var (one, other) = (Context(name, value), Context(otherName, otherValue));

        return one.Canonical.SequenceEqual(other.Canonical) || (Decrypt(Encrypt(plaintext, one), other) is null && Decrypt(Encrypt(plaintext, one), EncryptionContext.None) is null);
    }

    [Property]
    public bool A_changed_byte_opens_nothing(byte[] plaintext, int at, byte change)
    {
        var blob = Encrypt(plaintext, EncryptionContext.None);
        blob[(int)((uint)at % blob.Length)] ^= change;

        return (Decrypt(blob, EncryptionContext.None) is null) == (change != 0);
    }

    [Test]
    public void Old_material_opens_what_it_made_and_new_material_makes_what_follows()
    {
        var rotated = Key with { Materials = Key.Materials.Add(Ring.Generate(Arn)) };
        var (before, after) = (Encrypt([1], EncryptionContext.None), Cipher.Encrypt(rotated, [2], EncryptionContext.None, "Encrypt"));

        Decrypt(before, EncryptionContext.None, rotated).ShouldBe([1]);
        Decrypt(after, EncryptionContext.None, rotated).ShouldBe([2]);
        Decrypt(after, EncryptionContext.None).ShouldBeNull();
    }

    private static byte[] Encrypt(byte[] plaintext, EncryptionContext context) => Cipher.Encrypt(Key, plaintext, context, "Encrypt");

    // Null where it is an invalid ciphertext, or another key's.
    private static byte[]? Decrypt(byte[] bytes, EncryptionContext context, KmsKey? key = null)
    {
        try
        {
            return CiphertextBlob.TryParse(bytes, out var blob) && blob.Names(Key) ? Cipher.Decrypt(key ?? Key, blob, context, "Decrypt") : null;
        }
        catch (AwsErrorException refused)
        {
            refused.Error.ShouldBe(KmsErrors.InvalidCiphertext);
            return null;
        }
    }

    private static EncryptionContext Context(FsCheck.NonNull<string> name, FsCheck.NonNull<string> value) =>
        EncryptionContext.Of(new Dictionary<string, string> { [name.Get] = value.Get });
}
