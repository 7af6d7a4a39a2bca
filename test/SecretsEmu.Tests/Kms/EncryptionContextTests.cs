using SecretsEmu.Kms;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Kms;

/// <summary>The canonical form: two contexts read alike only when they are the same (kms-iam-sts.md 2.6).</summary>
public sealed class EncryptionContextTests
{
    [Test]
    public void Each_part_stands_behind_its_length()
    {
        var context = new EncryptionContext(("a", "bc"));

        Convert.ToHexStringLower(context.Canonical).ShouldBe("0000000161" + "000000026263");
    }

    [Test]
    public void No_pairs_are_no_bytes()
    {
        new EncryptionContext().Canonical.Length.ShouldBe(0);
    }

    [Test]
    public void Where_a_key_ends_matters()
    {
        var one = new EncryptionContext(("a", "bc"));
        var other = new EncryptionContext(("ab", "c"));

        one.Canonical.SequenceEqual(other.Canonical).ShouldBeFalse();
    }

    [Test]
    public void The_order_in_which_pairs_are_given_does_not_matter()
    {
        var one = new EncryptionContext(("b", "2"), ("a", "1"), ("B", "3"));
        var other = new EncryptionContext(("B", "3"), ("b", "2"), ("a", "1"));

        Convert.ToHexStringLower(one.Canonical).ShouldBe("00000001420000000133" + "00000001610000000131" + "00000001620000000132");
        other.Canonical.SequenceEqual(one.Canonical).ShouldBeTrue();
    }

    [Test]
    public void Lengths_count_bytes_of_UTF_8()
    {
        var context = new EncryptionContext(("ü", ""));

        Convert.ToHexStringLower(context.Canonical).ShouldBe("00000002c3bc" + "00000000");
    }

    [Property]
    public bool Two_contexts_read_alike_only_when_their_pairs_are_the_same(
        FsCheck.NonNull<string> key, FsCheck.NonNull<string> value, FsCheck.NonNull<string> otherKey, FsCheck.NonNull<string> otherValue)
    {
        // Lone surrogates, which no request can carry, all become the same bytes.
        string[] parts = [Whole(key.Get), Whole(value.Get), Whole(otherKey.Get), Whole(otherValue.Get)];

        var one = new EncryptionContext((parts[0], parts[1]));
        var other = new EncryptionContext((parts[2], parts[3]));

        return one.Canonical.SequenceEqual(other.Canonical) == (parts[0] == parts[2] && parts[1] == parts[3]);
    }

    private static string Whole(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
