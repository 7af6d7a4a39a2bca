using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>A secret under a customer's key, and under another one afterwards (kms-iam-sts.md 3.1, 3.3).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeyChangeTests
{
    private const string V1 = SecretUnderKeys.Version;
    private const string V2 = "22222222-2222-2222-2222-222222222222";
    private const string V3 = "33333333-3333-3333-3333-333333333333";

    private readonly SecretUnderKeys _state = new();

    [Test]
    public void A_value_is_encrypted_under_the_secrets_key()
    {
        var key = _state.Key();

        var secret = _state.Write(SecretUnderKeys.Secret(key.Arn), "one");

        SecretUnderKeys.KeysOf(secret).ShouldBe([key.Arn]);
        _state.Read(secret).ShouldBe("one");
    }

    [Test]
    public void A_bare_id_and_an_alias_lead_to_the_key()
    {
        var key = _state.Key();
        _state.Alias("alias/app", key);

        var byId = _state.Write(SecretUnderKeys.Secret(key.KeyId), "one");
        var byAlias = _state.Write(SecretUnderKeys.Secret(KeyArn.OfAlias(SecretUnderKeys.Region, SecretUnderKeys.Account, "alias/app")), "two");

        SecretUnderKeys.KeysOf(byId).ShouldBe([key.Arn]);
        SecretUnderKeys.KeysOf(byAlias).ShouldBe([key.Arn]);
    }

    [Test]
    public void A_change_of_key_keeps_the_old_data_key_beside_the_new_one()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var secret = _state.Write(SecretUnderKeys.Secret(old.Arn), "one");

        var changed = _state.ChangeKey(secret, key);

        changed.KmsKeyId.ShouldBe(key.Arn);
        SecretUnderKeys.KeysOf(changed).ShouldBe([old.Arn, key.Arn]);
        changed.FindVersion(V1)!.Value!.Ciphertext.ShouldBe(secret.FindVersion(V1)!.Value!.Ciphertext);
        _state.Read(changed).ShouldBe("one");
    }

    [Test]
    public void Only_versions_under_AWSs_own_labels_get_the_new_key()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var secret = _state.Write(SecretUnderKeys.Secret(old.Arn), "one");
        secret = _state.Write(secret, "two", V2);
        secret = _state.Write(secret, "three", V3);
        secret = _state.Write(secret, "four", V1.Replace('1', '4'), StagingLabels.Pending);
        secret = _state.Write(secret, "five", V1.Replace('1', '5'), "mine");

        var changed = _state.ChangeKey(secret, key);

        SecretUnderKeys.KeysOf(changed, V1).ShouldBe([old.Arn]);
        SecretUnderKeys.KeysOf(changed, V2).ShouldBe([old.Arn, key.Arn]);
        SecretUnderKeys.KeysOf(changed, V3).ShouldBe([old.Arn, key.Arn]);
        SecretUnderKeys.KeysOf(changed, V1.Replace('1', '4')).ShouldBe([old.Arn, key.Arn]);
        SecretUnderKeys.KeysOf(changed, V1.Replace('1', '5')).ShouldBe([old.Arn]);
    }

    [Test]
    public void A_version_under_two_of_the_labels_is_wrapped_once()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var secret = _state.Write(SecretUnderKeys.Secret(old.Arn), "one", V1, StagingLabels.Current, StagingLabels.Pending);

        var changed = _state.ChangeKey(secret, key);

        SecretUnderKeys.KeysOf(changed).ShouldBe([old.Arn, key.Arn]);
    }

    [Test]
    public void A_key_that_comes_back_is_the_newest_again_and_stands_once()
    {
        var (one, two) = (_state.Key(), _state.Key());
        var secret = _state.Write(SecretUnderKeys.Secret(one.Arn), "one");

        var changed = _state.ChangeKey(_state.ChangeKey(secret, two), one);

        SecretUnderKeys.KeysOf(changed).ShouldBe([two.Arn, one.Arn]);
        _state.Read(changed).ShouldBe("one");
    }

    [Test]
    public void Back_to_the_default_key()
    {
        var key = _state.Key();
        var secret = _state.Write(SecretUnderKeys.Secret(key.Arn), "one");

        var changed = _state.ChangeKey(secret, null);

        changed.KmsKeyId.ShouldBeNull();
        SecretKey.Of(changed, changed.FindVersion(V1)!, _state.Unit.State).ShouldBe(["DefaultEncryptionKey", key.Arn]);
    }

    [Test]
    public void A_disabled_new_key_leaves_the_old_one_to_read_with()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var changed = _state.ChangeKey(_state.Write(SecretUnderKeys.Secret(old.Arn), "one"), key);

        _state.Put(key with { State = KeyState.Disabled });

        _state.Read(changed).ShouldBe("one");
    }

    [Test]
    public void A_disabled_old_key_leaves_the_versions_as_they_are()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var secret = _state.Write(SecretUnderKeys.Secret(old.Arn), "one");
        _state.Put(old with { State = KeyState.Disabled });

        var changed = _state.ChangeKey(secret, key);

        changed.KmsKeyId.ShouldBe(key.Arn);
        SecretUnderKeys.KeysOf(changed).ShouldBe([old.Arn]);
        ShouldFail(() => _state.Read(changed), SecretsManagerErrors.DecryptionFailed);
    }

    [TestCase(KeyState.Disabled)]
    [TestCase(KeyState.PendingDeletion)]
    [TestCase(KeyState.PendingReplicaDeletion)]
    public void A_key_that_is_out_of_use_neither_reads_nor_writes(object state)
    {
        var key = _state.Key();
        var secret = _state.Write(SecretUnderKeys.Secret(key.Arn), "one");
        _state.Put(key with { State = (KeyState)state });

        ShouldFail(() => _state.Read(secret), SecretsManagerErrors.DecryptionFailed);
        ShouldFail(() => _state.Write(secret, "two", V2), SecretsManagerErrors.EncryptionFailed);
        ShouldFail(() => _state.ChangeKey(secret, key), SecretsManagerErrors.EncryptionFailed);

        _state.Put(key);
        _state.Read(secret).ShouldBe("one");
    }

    [Test]
    public void A_key_that_is_gone_neither_reads_nor_writes()
    {
        var key = _state.Key();
        var secret = _state.Write(SecretUnderKeys.Secret(key.Arn), "one");
        _state.Remove(key);

        ShouldFail(() => _state.Read(secret), SecretsManagerErrors.DecryptionFailed);
        ShouldFail(() => _state.Write(secret, "two", V2), SecretsManagerErrors.EncryptionFailed);
        ShouldFail(() => _state.ChangeKey(secret, key), SecretsManagerErrors.InvalidKmsKey($"Key '{key.Arn}' does not exist"));
    }

    [TestCase("no key", "Invalid keyId 'no key'")]
    [TestCase("app", "Invalid keyId 'app'")]
    [TestCase("arn:aws:kms:eu-west-1:111111111111:alias/app", "Invalid arn eu-west-1")]
    [TestCase("arn:aws:kms:us-east-1:111111111111:alias/app", "Alias arn:aws:kms:us-east-1:111111111111:alias/app is not found.")]
    [TestCase(
        "99999999-12ab-34cd-56ef-1234567890ab",
        "Key 'arn:aws:kms:us-east-1:111111111111:key/99999999-12ab-34cd-56ef-1234567890ab' does not exist")]
    public void What_names_no_key_gets_KMSs_sentence(string keyId, string sentence) => ShouldFail(
        () => _state.Versions.ChangeKey(SecretUnderKeys.Secret(), keyId, _state.Unit, SecretUnderKeys.Context), SecretsManagerErrors.InvalidKmsKey(sentence));

    [Test]
    public void A_key_of_another_service_is_refused_whether_or_not_it_was_made() => ShouldFail(
        () => _state.Versions.ChangeKey(SecretUnderKeys.Secret(), "arn:aws:kms:us-east-1:111111111111:alias/aws/ssm", _state.Unit, SecretUnderKeys.Context),
        SecretsManagerErrors.KmsAccessNotAllowed);

    [Test]
    public void An_asymmetric_key_is_no_key_for_a_secret()
    {
        var key = _state.Key(spec: "RSA_2048");

        Should.Throw<AwsErrorException>(() => _state.ChangeKey(SecretUnderKeys.Secret(), key)).Error.Message!
            .ShouldStartWith($"The operation failed because of an invalid KMS key: {key.Arn} ");
    }

    [Test]
    public void Whose_every_key_fails_says_what_the_newest_says()
    {
        var (old, key) = (_state.Key(), _state.Key());
        var changed = _state.ChangeKey(_state.Write(SecretUnderKeys.Secret(old.Arn), "one"), key);
        _state.Put(old with { State = KeyState.Disabled });
        _state.Put(key with { State = KeyState.PendingDeletion });

        ShouldFail(() => _state.Read(changed), SecretsManagerErrors.DecryptionFailed);
    }

    private static void ShouldFail(Action act, AwsError error) => Should.Throw<AwsErrorException>(act).Error.ShouldBe(error);
}
