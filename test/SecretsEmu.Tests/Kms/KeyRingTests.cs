using System.Security.Cryptography;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Kms;

public sealed class KeyRingTests
{
    private const string Arn = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";

    private static readonly RootKey Root = new([.. Enumerable.Repeat((byte)1, 32)]);

    [Test]
    public void New_material_has_an_id_of_32_bytes_and_is_wrapped()
    {
        var ring = new KeyRing(Root, new SeededRandom(1));

        var material = ring.Generate(Arn);

        material.Id.ShouldMatch("^[0-9a-f]{64}$");
        material.Wrapped.Length.ShouldBe(32 + 28);
        material.Wrapped.AsSpan().IndexOf(ring.Open(KeyOf(material), material)).ShouldBe(-1);
    }

    [Test]
    public void Another_ring_under_the_same_root_key_opens_it()
    {
        var ring = new KeyRing(Root, new SeededRandom(1));
        var material = ring.Generate(Arn);

        var opened = new KeyRing(Root, new SeededRandom(2)).Open(KeyOf(material), material);

        opened.SequenceEqual(ring.Open(KeyOf(material), material)).ShouldBeTrue();
    }

    [Test]
    public void No_two_materials_are_the_same()
    {
        var ring = new KeyRing(Root, new SeededRandom(1));
        var (one, other) = (ring.Generate(Arn), ring.Generate(Arn));

        one.Id.ShouldNotBe(other.Id);
        ring.Open(KeyOf(one), one).SequenceEqual(ring.Open(KeyOf(other), other)).ShouldBeFalse();
    }

    [Test]
    public void Another_root_key_does_not_open_it()
    {
        var material = new KeyRing(Root, new SeededRandom(1)).Generate(Arn);
        var other = new KeyRing(new RootKey([.. Enumerable.Repeat((byte)2, 32)]), new SeededRandom(1));

        Should.Throw<CryptographicException>(() => other.Open(KeyOf(material), material).Length);
    }

    [Test]
    public void Material_moved_to_another_key_or_id_is_refused()
    {
        var ring = new KeyRing(Root, new SeededRandom(1));
        var material = ring.Generate(Arn);
        var fresh = new KeyRing(Root, new SeededRandom(2));
        var renamed = material with { Id = new string('0', 64) };

        Should.Throw<CryptographicException>(() => fresh.Open(KeyOf(material) with { Arn = Arn + "x" }, material).Length);
        Should.Throw<CryptographicException>(() => fresh.Open(KeyOf(renamed), renamed).Length);
    }

    [Test]
    public void A_root_key_has_32_bytes_and_tells_nothing_but_a_fingerprint()
    {
        Should.Throw<ArgumentException>(() => new RootKey(new byte[31]));
        Should.Throw<ArgumentException>(() => new RootKey(new byte[33]));
        Root.ToString().ShouldBe("***");
        Root.Fingerprint.ShouldMatch("^[0-9a-f]{64}$");
        new RootKey([.. Enumerable.Repeat((byte)1, 32)]).Fingerprint.ShouldBe(Root.Fingerprint);
        new RootKey([.. Enumerable.Repeat((byte)2, 32)]).Fingerprint.ShouldNotBe(Root.Fingerprint);
    }

    private static KmsKey KeyOf(KeyMaterial material) => new()
    {
        KeyId = Arn[^36..], Arn = Arn, Description = "", CreationDate = DateTimeOffset.UnixEpoch,
        Policy = KeyPolicies.Default("111122223333", "us-east-1"), Materials = [material],
    };
}
