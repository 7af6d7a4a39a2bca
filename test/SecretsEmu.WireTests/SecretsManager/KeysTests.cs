using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>A secret under a customer's key: what is shown of it, a change of key, and keys that cannot be used (kms-iam-sts.md 3).</summary>
public sealed class KeysTests
{
    private const string EncryptionFailure =
        "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state. For more information, see Key state: Effect on your KMS key.";

    private const string DecryptionFailure = "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";

    [Test]
    public async Task The_key_is_shown_as_it_was_given()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        var id = key.Split('/')[1];
        await world.Secret("by-arn", key, token: Version(1));
        await world.Secret("by-id", id);

        (await world.Root.Describe("by-arn")).Text("KmsKeyId").ShouldBe(key);
        (await world.Root.Describe("by-id")).Text("KmsKeyId").ShouldBe(id);
        var listed = await world.Root.Call("ListSecrets", []);
        listed.Json.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("KmsKeyId").GetString()).ShouldBe([key, id]);
        (await KeyIds(world, "by-id")).ShouldBe([key]);
        (await world.Root.GetValue("by-id")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_change_of_key_keeps_every_value_readable()
    {
        await using var world = await AccessWorld.Start();
        var (old, key) = (await world.Key(), await world.Key());
        await world.Secret("db", old, token: Version(1));
        await world.Root.PutValue("db", "two", token: Version(2));
        await world.Root.PutValue("db", "three", token: Version(3));

        var answer = await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = key });

        answer.Has("VersionId").ShouldBeFalse();
        (await world.Root.Describe("db")).Text("KmsKeyId").ShouldBe(key);
        (await KeyIds(world, "db")).ShouldBe([old, key, old, key, old]);
        foreach (var (version, value) in new[] { (1, "one"), (2, "two"), (3, "three") })
        {
            (await world.Root.GetValue("db", Version(version))).Text("SecretString").ShouldBe(value);
        }
    }

    [Test]
    public async Task An_update_of_key_and_value_writes_under_the_new_key()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        await world.Secret("db", token: Version(1));

        await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = key, ["SecretString"] = "two" }, Version(2));

        (await KeyIds(world, "db")).ShouldBe([key, "DefaultEncryptionKey", key]);
        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task An_empty_key_goes_back_to_the_default_key()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        await world.Secret("db", key);

        await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = "" });

        (await world.Root.Describe("db")).Has("KmsKeyId").ShouldBeFalse();
        (await KeyIds(world, "db")).ShouldBe(["DefaultEncryptionKey", key]);
    }

    [Test]
    public async Task The_same_key_once_more_changes_nothing()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        await world.Secret("db", key);
        var before = await world.Root.Describe("db");

        await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = key });

        (await world.Root.Describe("db")).Body.ShouldBe(before.Body);
    }

    [TestCase("no-key", "Invalid keyId 'no-key'")]
    [TestCase("app", "Invalid keyId 'app'")]
    [TestCase("alias/app", "Alias arn:aws:kms:us-east-1:111111111111:alias/app is not found.")]
    [TestCase("arn:aws:kms:eu-west-1:111111111111:alias/app", "Invalid arn eu-west-1")]
    [TestCase("1234abcd-12ab-34cd-56ef-1234567890ab", "Key 'arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist")]
    public async Task What_names_no_key_is_refused_and_nothing_is_stored(string keyId, string sentence)
    {
        await using var world = await AccessWorld.Start();
        await world.Secret("db", token: Version(1));

        var created = await world.Root.Create("new", "one", more: new JsonObject { ["KmsKeyId"] = keyId });
        var empty = await world.Root.Create("empty", more: new JsonObject { ["KmsKeyId"] = keyId });
        var updated = await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = keyId, ["SecretString"] = "two", ["Description"] = "new" });

        foreach (var answer in new[] { created, empty, updated })
        {
            answer.ShouldBeError("InvalidParameterException", $"The operation failed because of an invalid KMS key: {sentence}");
        }

        foreach (var name in new[] { "new", "empty" })
        {
            (await world.Root.Describe(name)).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }

        (await world.Root.Describe("db")).Has("Description").ShouldBeFalse();
        (await world.Root.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
    }

    [TestCase("alias/aws/ssm")]
    [TestCase("arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [TestCase("arn:aws:kms:us-east-1:222222222222:alias/aws/secretsmanager")]
    public async Task A_key_of_another_service_or_account_is_not_allowed(string keyId)
    {
        await using var world = await AccessWorld.Start();

        var answer = await world.Root.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = keyId });

        answer.ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
    }

    [Test]
    public async Task An_asymmetric_key_is_refused_in_KMSs_words()
    {
        await using var world = await AccessWorld.Start();
        var key = (await world.Kms("CreateKey", new JsonObject { ["KeySpec"] = "RSA_2048", ["KeyUsage"] = "SIGN_VERIFY" }))
            .Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;

        var answer = await world.Root.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = key });

        answer.ShouldBeError(
            "InvalidParameterException",
            $"The operation failed because of an invalid KMS key: {key} key usage is SIGN_VERIFY which is not valid for GenerateDataKey.");
    }

    [TestCase("DisableKey", "EnableKey", null)]
    [TestCase("ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey")]
    public async Task A_key_out_of_use_closes_the_secret_until_it_is_enabled_again(string close, string open, string? enable)
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        await world.Secret("db", key, token: Version(1));

        await world.Kms(close, new JsonObject { ["KeyId"] = key });

        (await world.Root.GetValue("db")).ShouldBeError("DecryptionFailure", DecryptionFailure);
        (await world.Root.PutValue("db", "two", token: Version(2))).ShouldBeError("EncryptionFailure", EncryptionFailure);
        (await world.Root.Update("db", new JsonObject { ["SecretString"] = "two", ["Description"] = "new" }, Version(2))).ShouldBeError(
            "EncryptionFailure", EncryptionFailure);
        (await world.Root.Create("new", "one", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("EncryptionFailure", EncryptionFailure);
        (await world.Root.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray("db") })).Body.ShouldBe(
            $$"""{"Errors":[{"ErrorCode":"DecryptionFailure","Message":"{{DecryptionFailure}}","SecretId":"db"}],"SecretValues":[]}""");
        (await world.Root.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
        (await world.Root.Describe("db")).Has("Description").ShouldBeFalse();

        await world.Kms(open, new JsonObject { ["KeyId"] = key });
        if (enable is not null)
        {
            await world.Kms(enable, new JsonObject { ["KeyId"] = key });
        }

        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_disabled_new_key_leaves_the_old_one_to_read_with()
    {
        await using var world = await AccessWorld.Start();
        var (old, key) = (await world.Key(), await world.Key());
        await world.Secret("db", old);
        await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = key });

        await world.Kms("DisableKey", new JsonObject { ["KeyId"] = key });

        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task An_old_key_out_of_use_does_not_stop_the_change_and_its_versions_stay_closed()
    {
        await using var world = await AccessWorld.Start();
        var (old, key) = (await world.Key(), await world.Key());
        await world.Secret("db", old);
        await world.Kms("DisableKey", new JsonObject { ["KeyId"] = old });

        var answer = await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = key });

        answer.Status.ShouldBe(200);
        (await KeyIds(world, "db")).ShouldBe([old]);
        (await world.Root.GetValue("db")).ShouldBeError("DecryptionFailure", DecryptionFailure);
    }

    [Test]
    public async Task An_alias_is_shown_as_its_ARN_and_an_update_follows_it_to_its_new_key()
    {
        await using var world = await AccessWorld.Start();
        var (old, key) = (await world.Key(), await world.Key());
        await world.Kms("CreateAlias", new JsonObject { ["AliasName"] = "alias/app", ["TargetKeyId"] = old.Split('/')[1] });
        await world.Secret("db", "alias/app");
        await world.Kms("UpdateAlias", new JsonObject { ["AliasName"] = "alias/app", ["TargetKeyId"] = key.Split('/')[1] });

        await world.Root.Update("db", new JsonObject { ["KmsKeyId"] = "alias/app" });

        (await world.Root.Describe("db")).Text("KmsKeyId").ShouldBe("arn:aws:kms:us-east-1:111111111111:alias/app");
        (await KeyIds(world, "db")).ShouldBe([key, old]);
    }

    [Test]
    public async Task Every_key_of_a_version_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        var options = new Hosting.SecretsEmulatorOptions { DataFolder = folder.Path };
        string key;
        await using (var emulator = await Emulator.Start(options: options))
        {
            key = (await emulator.Client.Send("kms", "{}", ("X-Amz-Target", "TrentService.CreateKey"))).Json
                .GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;
            await emulator.Secrets.Create("db", "one");
            await emulator.Secrets.Update("db", new JsonObject { ["KmsKeyId"] = key });
        }

        await using var again = await Emulator.Start(options: options);

        (await again.Secrets.Describe("db")).Text("KmsKeyId").ShouldBe(key);
        (await again.Secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "db" })).Json.GetProperty("Versions")[0]
            .GetProperty("KmsKeyIds").GetRawText().ShouldBe($"[\"{key}\",\"DefaultEncryptionKey\"]");
        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    /// <summary>The keys of all versions, oldest version first.</summary>
    private static async Task<IEnumerable<string?>> KeyIds(AccessWorld world, string id)
    {
        var answer = await world.Root.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = id, ["IncludeDeprecated"] = true });
        return answer.Json.GetProperty("Versions").EnumerateArray()
            .SelectMany(version => version.GetProperty("KmsKeyIds").EnumerateArray().Select(key => key.GetString()));
    }
}
