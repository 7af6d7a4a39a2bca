using SecretsEmu.Access;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>What a call needs, found without making it: the secret's side, then the key's.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretPermissionsTests
{
    private readonly SecretUnderKeys _state = new();

    [Test]
    public void A_read_needs_the_secret_and_the_key_of_the_version()
    {
        var key = _state.Key();
        _state.Unit.Put(_state.Write(SecretUnderKeys.Secret(key.Arn), "one"));

        Of("secretsmanager:GetSecretValue", "db").ShouldBe(
            [("secretsmanager:GetSecretValue", SecretUnderKeys.SecretArn, null), ("kms:Decrypt", key.Arn, "secretsmanager")]);
    }

    [Test]
    public void A_write_needs_a_data_key_and_an_update_of_the_key_the_new_one()
    {
        var (key, other) = (_state.Key(), _state.Key());
        _state.Unit.Put(_state.Write(SecretUnderKeys.Secret(key.Arn), "one"));

        Of("secretsmanager:PutSecretValue", "db").ShouldBe(
            [("secretsmanager:PutSecretValue", SecretUnderKeys.SecretArn, null), ("kms:GenerateDataKey", key.Arn, "secretsmanager")]);
        Of("secretsmanager:UpdateSecret", "db").ShouldBe(
            [("secretsmanager:UpdateSecret", SecretUnderKeys.SecretArn, null), ("kms:GenerateDataKey", key.Arn, "secretsmanager")]);
        Of("secretsmanager:UpdateSecret", "db", ("secretsmanager:KmsKeyId", other.KeyId)).ShouldBe(
            [
                ("secretsmanager:UpdateSecret", SecretUnderKeys.SecretArn, null),
                ("kms:GenerateDataKey", other.Arn, "secretsmanager"), ("kms:Decrypt", other.Arn, "secretsmanager"),
            ]);
    }

    [Test]
    public void A_creation_needs_both_on_the_key_also_on_a_default_key_that_nobody_made_yet()
    {
        var needed = new SecretPermissions().For("secretsmanager:CreateSecret", "new", Snapshot.Empty, SecretUnderKeys.Context, NoConditionKeys.Instance);

        needed.Select(one => one.Target.Action).ShouldBe(["secretsmanager:CreateSecret", "kms:GenerateDataKey", "kms:Decrypt"]);
        needed[0].Target.Arn.ShouldBe("arn:aws:secretsmanager:us-east-1:111111111111:secret:new-??????");
        needed[0].Target.Shown.ShouldBe("new");
        needed[1].Target.ResourcePolicy!.Text.Text.ShouldContain("auto-secretsmanager-2");
    }

    [Test]
    public void A_creation_with_a_key_and_tags_needs_theirs()
    {
        var key = _state.Key();

        Of("secretsmanager:CreateSecret", "new", ("secretsmanager:KmsKeyId", key.KeyId), ("aws:TagKeys", "Team")).Select(one => (one.Action, one.Arn)).ShouldBe(
            [
                ("secretsmanager:CreateSecret", "arn:aws:secretsmanager:us-east-1:111111111111:secret:new-??????"),
                ("secretsmanager:TagResource", "arn:aws:secretsmanager:us-east-1:111111111111:secret:new-??????"),
                ("kms:GenerateDataKey", key.Arn), ("kms:Decrypt", key.Arn),
            ]);
    }

    [Test]
    public void A_missing_secret_needs_its_ARN_without_and_with_a_suffix_and_no_key() =>
        Of("secretsmanager:GetSecretValue", "none").Select(one => one.Arn).ShouldBe(
            ["arn:aws:secretsmanager:us-east-1:111111111111:secret:none", "arn:aws:secretsmanager:us-east-1:111111111111:secret:none-??????"]);

    [Test]
    public void What_touches_no_value_needs_no_key()
    {
        _state.Unit.Put(_state.Write(SecretUnderKeys.Secret(), "one"));

        Of("secretsmanager:DescribeSecret", SecretUnderKeys.SecretArn).ShouldBe([("secretsmanager:DescribeSecret", SecretUnderKeys.SecretArn, null)]);
        Of("secretsmanager:RotateSecret", "db").ShouldBe([("secretsmanager:RotateSecret", SecretUnderKeys.SecretArn, null)]);
        Of("secretsmanager:ListSecrets", "*").ShouldBe([("secretsmanager:ListSecrets", "*", null)]);
        Of("secretsmanager:ValidateResourcePolicy", "db").Select(one => one.Action).ShouldBe(
            ["secretsmanager:ValidateResourcePolicy", "secretsmanager:PutResourcePolicy"]);
    }

    [Test]
    public void A_batch_needs_its_own_permission_and_those_of_each_read()
    {
        var key = _state.Key();
        _state.Unit.Put(_state.Write(SecretUnderKeys.Secret(key.Arn), "one"));

        Of("secretsmanager:BatchGetSecretValue", "db").Select(one => (one.Action, one.Arn)).ShouldBe(
            [("secretsmanager:BatchGetSecretValue", "*"), ("secretsmanager:GetSecretValue", SecretUnderKeys.SecretArn), ("kms:Decrypt", key.Arn)]);
    }

    private IEnumerable<(string Action, string Arn, string? Via)> Of(string action, string secretId, params (string Key, string Value)[] keys) =>
        new SecretPermissions().For(action, secretId, _state.Unit.State, SecretUnderKeys.Context, new Given(keys))
            .Select(one => (one.Target.Action, one.Target.Arn, one.Context.Via));

    private sealed class Given((string Key, string Value)[] keys) : IConditionKeys
    {
        public IReadOnlyList<string>? Find(string key) =>
            keys.Where(one => one.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value).ToList() is [_, ..] values ? values : null;
    }
}
