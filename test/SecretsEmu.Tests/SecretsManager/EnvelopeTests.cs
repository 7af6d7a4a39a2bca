using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>A data key of its own for each version, bound to the secret and the version (kms-iam-sts.md 3.1).</summary>
public sealed class EnvelopeTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf";
    private const string OtherArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:other-AbCdEf";
    private const string V1 = "11111111-1111-1111-1111-111111111111";
    private const string V2 = "22222222-2222-2222-2222-222222222222";

    private static readonly RequestContext Context = new(Principal.Root("000000000000"), "us-east-1", "test", Unquestioned.Instance);

    private readonly Envelope _envelope = EnvelopeOf(rootKey: 1, seed: 1);
    private readonly UnitOfWork _unit = new(Snapshot.Empty);

    [Test]
    public void What_was_sealed_opens()
    {
        var text = Seal(SecretValue.Of("my_secret"), Arn, V1);
        var bytes = Seal(SecretValue.Of([0, 1, 2, 255]), Arn, V2);

        _envelope.Open(text, Arn, V1, _unit.State, Context).AsString.ShouldBe("my_secret");
        _envelope.Open(bytes, Arn, V2, _unit.State, Context).AsBinary.ShouldBe([0, 1, 2, 255]);
    }

    [Test]
    public void Two_equal_values_have_different_ciphertext_and_different_data_keys()
    {
        var one = Seal(SecretValue.Of("my_secret"), Arn, V1);
        var other = Seal(SecretValue.Of("my_secret"), Arn, V1);

        one.Ciphertext.ShouldNotBe(other.Ciphertext);
        one.DataKeys[0].CiphertextBlob.ShouldNotBe(other.DataKeys[0].CiphertextBlob);
        one.Ciphertext.Length.ShouldBe("my_secret".Length + 28);
    }

    [Test]
    public void A_value_does_not_open_as_another_version_or_another_secret()
    {
        var value = Seal(SecretValue.Of("my_secret"), Arn, V1);

        ShouldFail(value, Arn, V2);
        ShouldFail(value, OtherArn, V1);
    }

    [Test]
    public void Swapped_ciphertexts_or_data_keys_do_not_open()
    {
        var one = Seal(SecretValue.Of("one"), Arn, V1);
        var two = Seal(SecretValue.Of("two"), Arn, V2);

        ShouldFail(one with { Ciphertext = two.Ciphertext }, Arn, V1);
        ShouldFail(one with { DataKeys = two.DataKeys }, Arn, V1);
        ShouldFail(two, Arn, V1);
    }

    [Test]
    public void A_changed_bit_anywhere_does_not_open()
    {
        var value = Seal(SecretValue.Of("one"), Arn, V1);

        for (var at = 0; at < value.Ciphertext.Length; at++)
        {
            ShouldFail(value with { Ciphertext = value.Ciphertext.SetItem(at, (byte)(value.Ciphertext[at] ^ 0x80)) }, Arn, V1);
        }

        var key = value.DataKeys[0];
        for (var at = 0; at < key.CiphertextBlob.Length; at++)
        {
            var changed = key with { CiphertextBlob = key.CiphertextBlob.SetItem(at, (byte)(key.CiphertextBlob[at] ^ 0x80)) };
            ShouldFail(value with { DataKeys = [changed] }, Arn, V1);
        }
    }

    [Test]
    public void Without_its_KMS_key_it_does_not_open()
    {
        var value = Seal(SecretValue.Of("one"), Arn, V1);

        Should.Throw<AwsErrorException>(() => _envelope.Open(value, Arn, V1, Snapshot.Empty, Context)).Error.ShouldBe(SecretsManagerErrors.DecryptionFailed);
    }

    [Test]
    public void Under_another_root_key_it_does_not_open()
    {
        var value = Seal(SecretValue.Of("one"), Arn, V1);
        var other = EnvelopeOf(rootKey: 2, seed: 1);

        Should.Throw<AwsErrorException>(() => other.Open(value, Arn, V1, _unit.State, Context)).Error.ShouldBe(SecretsManagerErrors.DecryptionFailed);
    }

    [Test]
    public void The_default_key_of_an_account_and_region_is_made_once()
    {
        Seal(SecretValue.Of("one"), Arn, V1);
        Seal(SecretValue.Of("two"), OtherArn, V1);
        Seal(SecretValue.Of("three"), Arn.Replace("us-east-1", "cn-north-1", StringComparison.Ordinal).Replace("arn:aws:", "arn:aws-cn:", StringComparison.Ordinal), V1);

        var key = _unit.State.Rows(KmsTables.Keys, new Scope("000000000000", "us-east-1")).InOrder.ShouldHaveSingleItem();
        key.Arn.ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{key.KeyId}");
        key.Description.ShouldBe("Default key that protects my Secrets Manager data when no other key is defined");
        _unit.State.Find(KmsTables.Aliases, new Scope("000000000000", "us-east-1"), "alias/aws/secretsmanager")!.TargetKeyId.ShouldBe(key.KeyId);
        _unit.State.Rows(KmsTables.Keys, new Scope("000000000000", "cn-north-1")).InOrder.ShouldHaveSingleItem().Arn.ShouldStartWith("arn:aws-cn:kms:cn-north-1:");
    }

    [Test]
    public void Values_and_data_keys_print_as_stars()
    {
        SecretValue.Of("my_secret").ToString().ShouldBe("***");
        new DataKey([1], [2], "arn").ToString().ShouldBe("***");
    }

    [Test]
    public void Sameness_is_of_kind_and_content()
    {
        SecretValue.Of("a").IsSameAs(SecretValue.Of("a")).ShouldBeTrue();
        SecretValue.Of("a").IsSameAs(SecretValue.Of("A")).ShouldBeFalse();
        SecretValue.Of("a").IsSameAs(SecretValue.Of("a "u8.ToArray())).ShouldBeFalse();
        SecretValue.Of("a").IsSameAs(SecretValue.Of("a"u8.ToArray())).ShouldBeFalse();
    }

    private EncryptedValue Seal(SecretValue value, string arn, string versionId) =>
        _envelope.Seal(value, SecretOf(arn), versionId, _unit, Context with { Region = arn.Split(':')[3] });

    private void ShouldFail(EncryptedValue value, string arn, string versionId) =>
        Should.Throw<AwsErrorException>(() => _envelope.Open(value, arn, versionId, _unit.State, Context)).Error.ShouldBe(SecretsManagerErrors.DecryptionFailed);

    private static Secret SecretOf(string arn) => new()
    {
        Arn = arn, Name = "db", CreatedDate = DateTimeOffset.UnixEpoch, LastChangedDate = DateTimeOffset.UnixEpoch,
    };

    private static Envelope EnvelopeOf(byte rootKey, int seed)
    {
        var random = new SeededRandom(seed);
        return new Envelope(new KmsDoor(new KeyRing(new RootKey([.. Enumerable.Repeat(rootKey, 32)]), random), random), random);
    }
}
