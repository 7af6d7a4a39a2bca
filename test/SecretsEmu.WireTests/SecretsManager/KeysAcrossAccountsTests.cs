using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;
using static SecretsEmu.WireTests.SecretsManager.AccessWorld;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>A secret read from another account needs five things, and each one missing has its own answer (kms-iam-sts.md 3.4).</summary>
public sealed class KeysAcrossAccountsTests
{
    private static readonly string ReadsSecrets = Allow("secretsmanager:*");
    private static readonly string UsesKeys = Allow("kms:*");

    [Test]
    public async Task With_all_five_another_account_reads_writes_deletes_and_restores()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, await KeyFor(world));

        (await world.App.GetValue(arn)).Text("SecretString").ShouldBe("one");
        (await world.App.PutValue(arn, "two", token: Version(2))).Status.ShouldBe(200);
        (await world.App.Delete(arn, new JsonObject { ["RecoveryWindowInDays"] = 7 })).Status.ShouldBe(200);
        (await world.App.Restore(arn)).Status.ShouldBe(200);
        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task Not_under_the_default_key()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, null);

        (await world.App.GetValue(arn)).ShouldBeError(
            "InvalidRequestException",
            "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.");
    }

    [Test]
    public async Task Not_without_the_secrets_policy()
    {
        await using var world = await Shared();
        var arn = await world.Secret("db", await KeyFor(world));

        (await world.App.GetValue(arn)).ShouldBeError("AccessDeniedException", Denied(
            Other, "secretsmanager:GetSecretValue", arn, "because no resource-based policy allows the secretsmanager:GetSecretValue action"));
    }

    [Test]
    public async Task Not_without_the_callers_own_permission_on_the_secret()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, await KeyFor(world));
        await world.Describe(Other, UsesKeys);

        (await world.App.GetValue(arn)).ShouldBeError("AccessDeniedException", Denied(
            Other, "secretsmanager:GetSecretValue", arn, "because no identity-based policy allows the secretsmanager:GetSecretValue action"));
    }

    [Test]
    public async Task Not_without_the_keys_policy()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, await world.Key());

        (await world.App.GetValue(arn)).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await world.App.PutValue(arn, "two")).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
    }

    [Test]
    public async Task Not_without_the_callers_own_permission_on_the_key()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, await KeyFor(world));
        await world.Describe(Other, ReadsSecrets);

        (await world.App.GetValue(arn)).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
    }

    [Test]
    public async Task A_value_that_the_caller_cannot_encrypt_moves_no_label()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, await KeyFor(world));
        await world.Describe(Other, ReadsSecrets, Allow("kms:Decrypt"));

        (await world.App.PutValue(arn, "two", token: Version(2))).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");

        (await world.Root.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
        (await world.App.GetValue(arn)).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Another_account_moves_the_secret_from_the_default_key_and_cannot_read_what_was_there()
    {
        await using var world = await Shared();
        var arn = await SecretUnder(world, null);

        (await world.App.Update(arn, new JsonObject { ["KmsKeyId"] = await KeyFor(world) })).Status.ShouldBe(200);

        (await world.App.GetValue(arn)).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_key_of_another_account_that_does_not_decrypt_for_the_caller_is_no_key_for_his_secrets()
    {
        await using var world = await Shared();
        var key = await world.Key(For(Owner, "kms:*"), For(Other, "kms:GenerateDataKey"));

        (await world.App.Create("mine", "one", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await world.App.Create("mine", "one", more: new JsonObject { ["KmsKeyId"] = await KeyFor(world) })).Status.ShouldBe(200);
        (await world.App.GetValue("mine")).Text("SecretString").ShouldBe("one");
    }

    // The user of the other account may do everything with secrets and keys that let him.
    private static async Task<AccessWorld> Shared()
    {
        var world = await Start();
        await world.Describe(Other, ReadsSecrets, UsesKeys);
        return world;
    }

    private static Task<string> KeyFor(AccessWorld world) => world.Key(For(Owner, "kms:*"), For(Other, "kms:*"));

    private static async Task<string> SecretUnder(AccessWorld world, string? key)
    {
        var arn = await world.Secret("db", key, token: Version(1));
        await world.Root.LetIn("db", Other);
        return arn;
    }
}
