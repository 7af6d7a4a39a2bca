using SecretsEmu.Access;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The condition keys of each action, and that a member which is absent gives none (kms-iam-sts.md 4.8).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretConditionKeysTests
{
    private readonly SecretUnderKeys _state = new();

    [Test]
    public void A_secret_gives_its_ARN_its_region_and_its_tags()
    {
        var keys = OfDescribe(SecretUnderKeys.Secret() with { Tags = [new("Team", "db"), new("env", "prod")] });

        keys.Find("secretsmanager:SecretId").ShouldBe([SecretUnderKeys.SecretArn]);
        keys.Find("SECRETSMANAGER:secretprimaryregion").ShouldBe(["us-east-1"]);
        keys.Find("aws:ResourceTag/Team").ShouldBe(["db"]);
        keys.Find("aws:resourcetag/TEAM").ShouldBe(["db"]);
        keys.Find("secretsmanager:ResourceTag/env").ShouldBe(["prod"]);
        keys.Find("aws:ResourceTag/other").ShouldBeNull();
    }

    [TestCase("secretsmanager:resource/AllowRotationLambdaArn")]
    [TestCase("secretsmanager:resource/Type")]
    [TestCase("secretsmanager:AttributePrefix")]
    [TestCase("secretsmanager:VersionStage")]
    [TestCase("aws:RequestTag/Team")]
    [TestCase("aws:TagKeys")]
    public void What_neither_the_secret_nor_the_request_has_is_absent(string key) => OfDescribe(SecretUnderKeys.Secret()).Find(key).ShouldBeNull();

    [Test]
    public void A_secret_that_does_not_exist_has_the_same_keys_but_for_its_tags()
    {
        var keys = new DescribeSecret(new AccessNotes()).Plan(new() { SecretId = "db" }, Snapshot.Empty, SecretUnderKeys.Context).Targets[0].Keys;

        keys.Find("secretsmanager:SecretId").ShouldBe(["arn:aws:secretsmanager:us-east-1:111111111111:secret:db"]);
        keys.Find("secretsmanager:SecretPrimaryRegion").ShouldBe(["us-east-1"]);
        keys.Find("aws:ResourceTag/Team").ShouldBeNull();
    }

    [Test]
    public void CreateSecret_gives_its_members_and_no_SecretId()
    {
        var request = new CreateSecretRequest
        {
            Name = "db", Description = "the first", KmsKeyId = "alias/app", ForceOverwriteReplicaSecret = true, Type = "partner",
            AddReplicaRegions = [new() { Region = "eu-west-1" }, new() { Region = "eu-west-2" }],
            Tags = [new() { Key = "Team", Value = "db" }, new() { Key = "env", Value = "prod" }],
        };

        var keys = Plan(request)[0].Keys;

        keys.Find("secretsmanager:Name").ShouldBe(["db"]);
        keys.Find("secretsmanager:Description").ShouldBe(["the first"]);
        keys.Find("secretsmanager:KmsKeyId").ShouldBe(["alias/app"]);
        keys.Find("secretsmanager:ForceOverwriteReplicaSecret").ShouldBe(["true"]);
        keys.Find("secretsmanager:Type").ShouldBe(["partner"]);
        keys.Find("secretsmanager:AddReplicaRegions").ShouldBe(["eu-west-1", "eu-west-2"]);
        keys.Find("aws:RequestTag/team").ShouldBe(["db"]);
        keys.Find("aws:TagKeys").ShouldBe(["Team", "env"]);
        keys.Find("secretsmanager:SecretId").ShouldBeNull();
        keys.Find("secretsmanager:SecretPrimaryRegion").ShouldBeNull();
    }

    [Test]
    public void CreateSecret_without_optional_members_gives_its_name_alone()
    {
        var keys = Plan(new() { Name = "db" }).ShouldHaveSingleItem().Keys;

        foreach (var key in new[] { "Description", "KmsKeyId", "KmsKeyArn", "ForceOverwriteReplicaSecret", "Type", "AddReplicaRegions" })
        {
            keys.Find($"secretsmanager:{key}").ShouldBeNull();
        }

        keys.Find("aws:TagKeys").ShouldBeNull();
        keys.Find("aws:RequestTag/team").ShouldBeNull();
    }

    [Test]
    public void CreateSecret_with_tags_and_replicas_needs_their_permissions_too()
    {
        var targets = Plan(new() { Name = "db", Tags = [new() { Key = "a", Value = "b" }], AddReplicaRegions = [new() { Region = "eu-west-1" }] });

        targets.Select(target => target.Action).ShouldBe(
            ["secretsmanager:CreateSecret", "secretsmanager:TagResource", "secretsmanager:ReplicateSecretToRegions"]);
        targets.Select(target => target.Arn).Distinct().ShouldHaveSingleItem().ShouldStartWith("arn:aws:secretsmanager:us-east-1:111111111111:secret:db-");
        targets.Select(target => target.Shown).ShouldAllBe(shown => shown == "db");
    }

    [Test]
    public void The_ARN_of_a_key_is_that_of_the_key_whatever_it_was_called()
    {
        var key = _state.Key();
        _state.Alias("alias/app", key);

        foreach (var keyId in new[] { key.KeyId, key.Arn, "alias/app", "arn:aws:kms:us-east-1:111111111111:alias/app" })
        {
            Plan(new() { Name = "db", KmsKeyId = keyId })[0].Keys.Find("secretsmanager:KmsKeyArn").ShouldBe([key.Arn]);
        }

        Plan(new() { Name = "db", KmsKeyId = "alias/none" })[0].Keys.Find("secretsmanager:KmsKeyArn").ShouldBe(
            ["arn:aws:kms:us-east-1:111111111111:alias/none"]);
        Plan(new() { Name = "db", KmsKeyId = "" })[0].Keys.Find("secretsmanager:KmsKeyArn").ShouldBe(
            ["arn:aws:kms:us-east-1:111111111111:alias/aws/secretsmanager"]);
    }

    [Test]
    public void Each_action_gives_the_keys_of_its_members()
    {
        _state.Unit.Put(SecretUnderKeys.Secret());
        var (state, context) = (_state.Unit.State, SecretUnderKeys.Context);
        var read = new GetSecretValue(_state.Envelope, new AccessNotes()).Plan(new() { SecretId = "db", VersionId = "v", VersionStage = "s" }, state, context);
        var move = new UpdateSecretVersionStage().Plan(new() { SecretId = "db", VersionStage = "s" }, state, context);
        var delete = new DeleteSecret(_state.Rotations, new SeededRandom(1)).Plan(
            new() { SecretId = "db", RecoveryWindowInDays = 7, ForceDeleteWithoutRecovery = false }, state, context);
        var policy = new PutResourcePolicy().Plan(new() { SecretId = "db", ResourcePolicy = "{}", BlockPublicPolicy = true }, state, context);
        var tag = new TagResource().Plan(new() { SecretId = "db", Tags = [new() { Key = "Team", Value = "db" }] }, state, context);
        var untag = new UntagResource().Plan(new() { SecretId = "db", TagKeys = ["Team"] }, state, context);
        var update = new UpdateSecret(_state.Versions, _state.Rotations).Plan(new() { SecretId = "db", Description = "new", KmsKeyId = "alias/app" }, state, context);

        read.Targets[0].Keys.Find("secretsmanager:VersionId").ShouldBe(["v"]);
        read.Targets[0].Keys.Find("secretsmanager:VersionStage").ShouldBe(["s"]);
        move.Targets[0].Keys.Find("secretsmanager:VersionStage").ShouldBe(["s"]);
        delete.Targets[0].Keys.Find("secretsmanager:RecoveryWindowInDays").ShouldBe(["7"]);
        delete.Targets[0].Keys.Find("secretsmanager:ForceDeleteWithoutRecovery").ShouldBe(["false"]);
        policy.Targets[0].Keys.Find("secretsmanager:BlockPublicPolicy").ShouldBe(["true"]);
        tag.Targets[0].Keys.Find("aws:RequestTag/Team").ShouldBe(["db"]);
        tag.Targets[0].Keys.Find("aws:TagKeys").ShouldBe(["Team"]);
        untag.Targets[0].Keys.Find("aws:TagKeys").ShouldBe(["Team"]);
        untag.Targets[0].Keys.Find("aws:RequestTag/Team").ShouldBeNull();
        update.Targets[0].Keys.Find("secretsmanager:Description").ShouldBe(["new"]);
        update.Targets[0].Keys.Find("secretsmanager:KmsKeyId").ShouldBe(["alias/app"]);
        update.Targets[0].Keys.Find("secretsmanager:KmsKeyArn").ShouldBe(["arn:aws:kms:us-east-1:111111111111:alias/app"]);
    }

    [Test]
    public void ValidateResourcePolicy_needs_the_permission_to_attach_it_too()
    {
        _state.Unit.Put(SecretUnderKeys.Secret());

        var named = new ValidateResourcePolicy().Plan(new() { SecretId = "db", ResourcePolicy = "{}" }, _state.Unit.State, SecretUnderKeys.Context);
        var unnamed = new ValidateResourcePolicy().Plan(new() { ResourcePolicy = "{}" }, _state.Unit.State, SecretUnderKeys.Context);

        named.Targets.Select(target => (target.Action, target.Arn)).ShouldBe(
            [("secretsmanager:ValidateResourcePolicy", SecretUnderKeys.SecretArn), ("secretsmanager:PutResourcePolicy", SecretUnderKeys.SecretArn)]);
        unnamed.Targets.Select(target => (target.Action, target.Arn)).ShouldBe(
            [("secretsmanager:ValidateResourcePolicy", "*"), ("secretsmanager:PutResourcePolicy", "*")]);
    }

    private IConditionKeys OfDescribe(Secret secret)
    {
        _state.Unit.Put(secret);
        return new DescribeSecret(new AccessNotes()).Plan(new() { SecretId = "db" }, _state.Unit.State, SecretUnderKeys.Context).Targets.ShouldHaveSingleItem().Keys;
    }

    private IReadOnlyList<Target> Plan(CreateSecretRequest request) =>
        new CreateSecret(_state.Versions, _state.Envelope, new AccessNotes(), new SeededRandom(1)).Plan(request, _state.Unit.State, SecretUnderKeys.Context).Targets;
}
