using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>Multi-Region keys: ReplicateKey and UpdatePrimaryRegion over the wire (kms-iam-sts.md 2.5).</summary>
public sealed class MultiRegionTests
{
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("hello");

    [Test]
    public async Task A_multi_Region_key_is_a_primary_without_replicas_at_first()
    {
        await using var emulator = await Emulator.Start();

        var id = await emulator.Kms.CreateKey(("MultiRegion", true));

        id.ShouldMatch("^mrk-[0-9a-f]{32}$");
        var metadata = await Describe(emulator.Kms, id);
        metadata.GetProperty("MultiRegion").GetBoolean().ShouldBeTrue();
        metadata.GetProperty("MultiRegionConfiguration").ToString().ShouldBe(
            $$"""{"MultiRegionKeyType":"PRIMARY","PrimaryKey":{"Arn":"{{Arn("us-east-1", id)}}","Region":"us-east-1"},"ReplicaKeys":[]}""");
    }

    [Test]
    public async Task A_replica_has_the_id_and_material_of_its_primary_and_nothing_else()
    {
        await using var emulator = await Emulator.Start();
        var tags = new JsonArray(new JsonObject { ["TagKey"] = "a", ["TagValue"] = "b" });
        var id = await emulator.Kms.CreateKey(("MultiRegion", true), ("Description", "the primary"), ("Tags", tags));
        var there = emulator.Kms.As(region: "eu-west-1");

        var answer = await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));

        answer.Members().ShouldBe(["ReplicaKeyMetadata", "ReplicaPolicy", "ReplicaTags"]);
        answer.Json.GetProperty("ReplicaTags").ToString().ShouldBe("[]");
        answer.Text("ReplicaPolicy").ShouldContain("key-default-1");
        var created = answer.Json.GetProperty("ReplicaKeyMetadata");
        created.EnumerateObject().Select(member => member.Name).ShouldBe(
        [
            "AWSAccountId", "Arn", "CreationDate", "CustomerMasterKeySpec", "Description", "Enabled", "EncryptionAlgorithms", "KeyId", "KeyManager",
            "KeySpec", "KeyState", "KeyUsage", "MultiRegion", "MultiRegionConfiguration", "Origin",
        ]);
        created.GetProperty("KeyId").GetString().ShouldBe(id);
        created.GetProperty("Arn").GetString().ShouldBe(Arn("eu-west-1", id));
        created.GetProperty("KeyState").GetString().ShouldBe("Creating");
        created.GetProperty("Enabled").GetBoolean().ShouldBeFalse();
        created.GetProperty("Description").GetString().ShouldBe("");
        created.GetProperty("MultiRegionConfiguration").ToString().ShouldBe(
            $$"""{"MultiRegionKeyType":"REPLICA","PrimaryKey":{"Arn":"{{Arn("us-east-1", id)}}","Region":"us-east-1"},"ReplicaKeys":[{"Arn":"{{Arn("eu-west-1", id)}}","Region":"eu-west-1"}]}""");

        var (primary, replica) = (await Describe(emulator.Kms, id), await Describe(there, id));
        replica.GetProperty("KeyState").GetString().ShouldBe("Enabled");
        replica.GetProperty("CurrentKeyMaterialId").GetString().ShouldBe(primary.GetProperty("CurrentKeyMaterialId").GetString());
        primary.GetProperty("MultiRegionConfiguration").GetProperty("ReplicaKeys").ToString().ShouldBe($$"""[{"Arn":"{{Arn("eu-west-1", id)}}","Region":"eu-west-1"}]""");
    }

    [Test]
    public async Task A_replica_can_have_a_description_a_policy_and_tags_of_its_own()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}""";

        var answer = await emulator.Kms.Call(
            "ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"), ("Description", "there"), ("Policy", Policy),
            ("Tags", new JsonArray(new JsonObject { ["TagKey"] = "a", ["TagValue"] = "b" })));

        answer.Json.GetProperty("ReplicaKeyMetadata").GetProperty("Description").GetString().ShouldBe("there");
        answer.Text("ReplicaPolicy").ShouldBe(Policy);
        answer.Json.GetProperty("ReplicaTags").ToString().ShouldBe("""[{"TagKey":"a","TagValue":"b"}]""");
    }

    [Test]
    public async Task What_one_region_encrypts_the_other_decrypts()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));

        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
        var decrypted = await there.Call("Decrypt", ("CiphertextBlob", blob));
        var named = await there.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", id));

        decrypted.Bytes("Plaintext").ShouldBe(Plaintext);
        decrypted.Text("KeyId").ShouldBe(Arn("eu-west-1", id));
        named.Bytes("Plaintext").ShouldBe(Plaintext);
    }

    [Test]
    public async Task Related_asymmetric_and_HMAC_keys_are_the_same_too()
    {
        await using var emulator = await Emulator.Start();
        var there = emulator.Kms.As(region: "eu-west-1");
        var signing = await emulator.Kms.CreateKey(("MultiRegion", true), ("KeySpec", "ECC_NIST_P256"), ("KeyUsage", "SIGN_VERIFY"));
        var hmac = await emulator.Kms.CreateKey(("MultiRegion", true), ("KeySpec", "HMAC_256"), ("KeyUsage", "GENERATE_VERIFY_MAC"));
        foreach (var id in new[] { signing, hmac })
        {
            (await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"))).Status.ShouldBe(200);
        }

        (await there.Call("GetPublicKey", ("KeyId", signing))).Bytes("PublicKey").ShouldBe((await emulator.Kms.Call("GetPublicKey", ("KeyId", signing))).Bytes("PublicKey"));
        var mac = (await emulator.Kms.Call("GenerateMac", ("KeyId", hmac), ("Message", Plaintext), ("MacAlgorithm", "HMAC_SHA_256"))).Bytes("Mac");
        (await there.Call("VerifyMac", ("KeyId", hmac), ("Message", Plaintext), ("MacAlgorithm", "HMAC_SHA_256"), ("Mac", mac))).Status.ShouldBe(200);
    }

    [Test]
    public async Task Only_a_primary_is_replicated_and_only_once_to_a_region()
    {
        await using var emulator = await Emulator.Start();
        var there = emulator.Kms.As(region: "eu-west-1");
        var (plain, id) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey(("MultiRegion", true)));
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));

        (await emulator.Kms.Call("ReplicateKey", ("KeyId", plain), ("ReplicaRegion", "eu-west-1"))).ShouldBeKmsError(
            "UnsupportedOperationException", $"{Arn("us-east-1", plain)} is not a multi-region primary key.");
        (await there.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "us-west-2"))).ShouldBeKmsError(
            "UnsupportedOperationException", $"{Arn("eu-west-1", id)} is not a multi-region primary key.");
        (await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"))).ShouldBeKmsError(
            "AlreadyExistsException", $"{Arn("eu-west-1", id)} already exists.");
        (await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "us-east-1"))).ShouldBeKmsError(
            "AlreadyExistsException", $"{Arn("us-east-1", id)} already exists.");
        (await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "Mars"))).ShouldBeValidationError(
            "1 validation error detected: Value 'Mars' at 'replicaRegion' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + @"^([a-z]+-){2,3}\d+$");
    }

    [Test]
    public async Task The_primary_moves_to_the_region_of_a_replica()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "us-west-2"));

        var moved = await emulator.Kms.Call("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "eu-west-1"));

        (moved.Status, moved.Body).ShouldBe((200, ""));
        foreach (var (region, kind) in new[] { ("us-east-1", "REPLICA"), ("eu-west-1", "PRIMARY"), ("us-west-2", "REPLICA") })
        {
            (await Describe(emulator.Kms.As(region: region), id)).GetProperty("MultiRegionConfiguration").ToString().ShouldBe(
                $$"""{"MultiRegionKeyType":"{{kind}}","PrimaryKey":{"Arn":"{{Arn("eu-west-1", id)}}","Region":"eu-west-1"},"ReplicaKeys":[{"Arn":"{{Arn("us-east-1", id)}}","Region":"us-east-1"},{"Arn":"{{Arn("us-west-2", id)}}","Region":"us-west-2"}]}""");
        }
    }

    [Test]
    public async Task The_primary_moves_only_to_a_replica()
    {
        await using var emulator = await Emulator.Start();
        var (plain, id) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey(("MultiRegion", true)));

        (await emulator.Kms.Call("UpdatePrimaryRegion", ("KeyId", plain), ("PrimaryRegion", "eu-west-1"))).ShouldBeKmsError(
            "UnsupportedOperationException", $"{Arn("us-east-1", plain)} is not a multi-region primary key.");
        (await emulator.Kms.Call("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "eu-west-1"))).ShouldBeKmsError(
            "NotFoundException", $"Key '{Arn("eu-west-1", id)}' does not exist");
        (await emulator.Kms.Call("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "us-east-1"))).ShouldBeKmsError(
            "UnsupportedOperationException", $"{Arn("us-east-1", id)} is not a multi-region replica key.");
    }

    [Test]
    public async Task A_rotation_of_the_primary_gives_every_replica_the_new_material()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));
        var old = (await there.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        (await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id))).Status.ShouldBe(200);
        var fresh = await emulator.Kms.Call("GenerateDataKey", ("KeyId", id), ("KeySpec", "AES_256"));

        (await there.Call("Decrypt", ("CiphertextBlob", fresh.Bytes("CiphertextBlob")))).Bytes("Plaintext").ShouldBe(fresh.Bytes("Plaintext"));
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", old))).Bytes("Plaintext").ShouldBe(Plaintext);
        (await Describe(there, id)).GetProperty("CurrentKeyMaterialId").GetString().ShouldBe(fresh.Text("KeyMaterialId"));
    }

    [Test]
    public async Task Automatic_rotation_goes_on_in_the_new_primary()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 90));
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));
        await emulator.Kms.Call("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "eu-west-1"));
        var before = (await Describe(there, id)).GetProperty("CurrentKeyMaterialId").GetString();

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(91));

        fired.Count.ShouldBe(1);
        var (here, next) = (await Describe(emulator.Kms, id), await Describe(there, id));
        next.GetProperty("CurrentKeyMaterialId").GetString().ShouldNotBe(before);
        here.GetProperty("CurrentKeyMaterialId").GetString().ShouldBe(next.GetProperty("CurrentKeyMaterialId").GetString());
        foreach (var client in new[] { emulator.Kms, there })
        {
            (await client.Call("GetKeyRotationStatus", ("KeyId", id))).Json.GetProperty("RotationPeriodInDays").GetInt32().ShouldBe(90);
        }
    }

    [Test]
    public async Task A_primary_waits_until_its_last_replica_is_gone()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));

        var scheduled = await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 8));
        scheduled.Text("KeyState").ShouldBe("PendingReplicaDeletion");
        scheduled.Has("DeletionDate").ShouldBeFalse();
        (await Describe(emulator.Kms, id)).GetProperty("PendingDeletionWindowInDays").GetInt32().ShouldBe(8);
        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).ShouldBeKmsError(
            "KMSInvalidStateException", $"{Arn("us-east-1", id)} is pending deletion.");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        (await Describe(emulator.Kms, id)).GetProperty("KeyState").GetString().ShouldBe("PendingReplicaDeletion");

        await there.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 7));
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(7));
        (await Describe(emulator.Kms, id)).GetProperty("KeyState").GetString().ShouldBe("PendingDeletion");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));

        foreach (var (client, region) in new[] { (emulator.Kms, "us-east-1"), (there, "eu-west-1") })
        {
            (await client.Call("DescribeKey", ("KeyId", id))).ShouldBeKmsError("NotFoundException", $"Key '{Arn(region, id)}' does not exist");
        }
    }

    private static string Arn(string region, string id) => $"arn:aws:kms:{region}:000000000000:key/{id}";

    private static async Task<JsonElement> Describe(KmsClient client, string id) => (await client.Call("DescribeKey", ("KeyId", id))).Json.GetProperty("KeyMetadata");
}
