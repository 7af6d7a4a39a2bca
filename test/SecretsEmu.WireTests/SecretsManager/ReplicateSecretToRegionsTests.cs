using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Faults;
using SecretsEmu.WireTests.Replication;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class ReplicateSecretToRegionsTests
{
    private const string InvalidRegion = "Invalid replica region.";

    // Types

    [Test]
    public async Task AddReplicaRegions_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ReplicateSecretToRegions", """{"SecretId":"db","AddReplicaRegions":"eu-west-1"}""");

        answer.ShouldBeError("SerializationException", "Unexpected field type", messageKey: "message");
    }

    // Constraints

    [TestCase("us-east-1", TestName = "The primary's own region")]
    [TestCase("eu-west-9", TestName = "A region that does not exist")]
    [TestCase("cn-north-1", TestName = "A region of another partition")]
    [TestCase("eu-west-1,eu-west-1", TestName = "A region that stands twice")]
    public async Task A_region_that_cannot_hold_a_replica_is_refused(string regions)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        (await emulator.Secrets.Replicate("db", regions.Split(','))).ShouldBeError("InvalidParameterException", InvalidRegion);
        (await emulator.Secrets.Create("other", "one", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To(regions.Split(',')) }))
            .ShouldBeError("InvalidParameterException", InvalidRegion);
        (await emulator.Secrets.Describe("other")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    // Behaviour

    [Test]
    public async Task The_answer_comes_before_the_copies_and_lists_every_region()
    {
        await using var emulator = await Emulator.Start(options: new() { ReplicationLag = TimeSpan.FromSeconds(5) });
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");

        var answer = await emulator.Secrets.Replicate("db", "eu-west-1", "ap-south-1");

        answer.Body.ShouldBe(
            $$"""{"ARN":"{{arn}}","ReplicationStatus":[{"KmsKeyId":"alias/aws/secretsmanager","Region":"eu-west-1","Status":"InProgress"},"""
            + """{"KmsKeyId":"alias/aws/secretsmanager","Region":"ap-south-1","Status":"InProgress"}]}""");
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_replica_has_the_name_and_suffix_of_its_primary_and_all_that_belongs_to_it()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create(
            "prod/db", "one", SecretsClient.Version(1),
            new JsonObject { ["Description"] = "the database", ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = "orders" }) })).Text("ARN");
        await emulator.Secrets.PutValue("prod/db", "two", token: SecretsClient.Version(2));
        await emulator.Secrets.LetIn("prod/db", "222222222222");

        await emulator.Secrets.Replicate("prod/db", "eu-west-1");
        await emulator.Replicated();

        var there = emulator.Secrets.As(region: "eu-west-1");
        var replica = await there.Describe("prod/db");
        replica.Text("ARN").ShouldBe(arn.Replace("us-east-1", "eu-west-1", StringComparison.Ordinal));
        replica.Text("PrimaryRegion").ShouldBe("us-east-1");
        replica.Has("ReplicationStatus").ShouldBeFalse();
        var primary = await emulator.Secrets.Describe("prod/db");
        primary.Text("PrimaryRegion").ShouldBe("us-east-1");
        foreach (var member in (string[])["Name", "Description", "Tags", "CreatedDate", "LastChangedDate", "VersionIdsToStages"])
        {
            replica.Json.GetProperty(member).GetRawText().ShouldBe(primary.Json.GetProperty(member).GetRawText(), member);
        }

        (await there.GetValue("prod/db")).Text("SecretString").ShouldBe("two");
        (await there.GetValue("prod/db", stage: "AWSPREVIOUS")).Text("SecretString").ShouldBe("one");
        (await there.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "prod/db" })).Text("ResourcePolicy")
            .ShouldBe((await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "prod/db" })).Text("ResourcePolicy"));
        (await emulator.Secrets.Status("prod/db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
    }

    [Test]
    public async Task CreateSecret_with_regions_answers_their_status_and_makes_them_after_it()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Create("db", "one", SecretsClient.Version(1), new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });
        await emulator.Replicated();

        Replicas.StatusIn(answer).ShouldBe(["eu-west-1 InProgress"]);
        answer.Text("VersionId").ShouldBe(SecretsClient.Version(1));
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_secret_without_a_value_is_replicated_too()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });
        await emulator.Replicated();

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db"))
            .ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
    }

    [Test]
    public async Task Every_change_of_the_primary_reaches_its_replicas()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1", "ap-south-1");

        await emulator.Secrets.PutValue("db", "two", token: SecretsClient.Version(2));
        await emulator.Secrets.PutValue("db", "three", ["mine"], SecretsClient.Version(3));
        await emulator.Secrets.MoveStage("db", "mine", from: 3, to: 2);
        await emulator.Secrets.Update("db", new JsonObject { ["Description"] = "changed" });
        await emulator.Secrets.Call("TagResource", new JsonObject { ["SecretId"] = "db", ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "b" }) });
        await emulator.Replicated();

        foreach (var region in (string[])["eu-west-1", "ap-south-1"])
        {
            var there = emulator.Secrets.As(region: region);
            (await there.GetValue("db", stage: "mine")).Text("SecretString").ShouldBe("two");
            (await there.GetValue("db", versionId: SecretsClient.Version(3))).Text("SecretString").ShouldBe("three");
            var replica = await there.Describe("db");
            replica.Text("Description").ShouldBe("changed");
            replica.Json.GetProperty("Tags").GetRawText().ShouldBe("""[{"Key":"a","Value":"b"}]""");
        }
    }

    [Test]
    public async Task A_change_is_on_its_way_for_as_long_as_the_lag_says()
    {
        await using var emulator = await Emulator.Start(options: new() { ReplicationLag = TimeSpan.FromSeconds(5) });
        await emulator.Secrets.Create("db", "one", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await emulator.Secrets.PutValue("db", "two");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(4));

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InProgress"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        fired.Single().ToString().ShouldContain("in step in eu-west-1");
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_frozen_clock_holds_no_replica_back()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.Clock.FreezeAsync();

        await emulator.CreateReplicated("db", "eu-west-1");

        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_name_that_is_taken_there_fails_in_the_status_alone()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.As(region: "eu-west-1").Create("db", "theirs");
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Replicate("db", "eu-west-1");
        await emulator.Replicated();

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Secret name db already exists in region eu-west-1."]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("theirs");
    }

    [Test]
    public async Task With_force_the_secret_in_the_way_is_replaced()
    {
        await using var emulator = await Emulator.Start();
        var theirs = (await emulator.Secrets.As(region: "eu-west-1").Create("db", "theirs")).Text("ARN");
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Replicate("db", "eu-west-1");
        await emulator.Replicated();

        await emulator.Secrets.Call(
            "ReplicateSecretToRegions",
            new JsonObject { ["SecretId"] = "db", ["AddReplicaRegions"] = Replicas.To("eu-west-1"), ["ForceOverwriteReplicaSecret"] = true });
        await emulator.Replicated();

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.As(region: "eu-west-1").GetValue(theirs)).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_replica_of_another_primary_is_not_overwritten_by_force()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var other = emulator.Secrets.As(region: "ap-south-1");
        await other.Create(
            "db", "other", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1"), ["ForceOverwriteReplicaSecret"] = true });
        await emulator.Replicated();

        (await other.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Secret db is currently replicated to eu-west-1 with a different arn."]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_region_that_is_in_step_already_stays_as_it_is()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Secrets.Replicate("db", "eu-west-1");

        Replicas.StatusIn(answer).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_replica_is_sealed_under_the_key_of_its_region_that_was_named()
    {
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.As(region: "eu-west-1").CreateKey();
        await emulator.Secrets.Create(
            "db", "one", more: new JsonObject { ["AddReplicaRegions"] = new JsonArray(new JsonObject { ["Region"] = "eu-west-1", ["KmsKeyId"] = key }) });
        await emulator.Replicated();

        (await emulator.Secrets.As(region: "eu-west-1").Describe("db")).Text("KmsKeyId").ShouldBe(key);
        (await emulator.Secrets.Describe("db")).Json.GetProperty("ReplicationStatus")[0].GetProperty("KmsKeyId").GetString().ShouldBe(key);
        await emulator.Kms.As(region: "eu-west-1").Call("DisableKey", ("KeyId", key));
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db"))
            .ShouldBeError("DecryptionFailure", "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_key_that_cannot_be_used_fails_in_the_status_and_leaves_nothing_behind()
    {
        await using var emulator = await Emulator.Start();
        var answer = await emulator.Secrets.Create(
            "db", "one",
            more: new JsonObject { ["AddReplicaRegions"] = new JsonArray(new JsonObject { ["Region"] = "eu-west-1", ["KmsKeyId"] = "00000000-0000-0000-0000-000000000001" }) });
        await emulator.Replicated();

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Access to KMS is not allowed"]);
        (await emulator.Secrets.As(region: "eu-west-1").Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task Versions_that_arrived_stay_readable_when_a_later_one_cannot_be_copied_until_it_is_tried_again()
    {
        await using var emulator = await Emulator.Start();
        var keys = emulator.Kms.As(region: "eu-west-1");
        var key = await keys.CreateKey();
        await emulator.Secrets.Create(
            "db", "one", more: new JsonObject { ["AddReplicaRegions"] = new JsonArray(new JsonObject { ["Region"] = "eu-west-1", ["KmsKeyId"] = key }) });
        await emulator.Replicated();
        await keys.Call("DisableKey", ("KeyId", key));
        await emulator.Secrets.PutValue("db", "two");
        await emulator.Replicated();
        await keys.Call("EnableKey", ("KeyId", key));

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Access to KMS is not allowed"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");

        await emulator.Secrets.Replicate("db", "eu-west-1");
        await emulator.Replicated();

        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task The_keys_are_asked_as_the_principal_who_caused_the_change()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.Key();
        var arn = await world.Secret("db", key);
        await world.Describe(
            AccessWorld.Owner, AccessWorld.Allow("secretsmanager:*"), AccessWorld.Allow("kms:GenerateDataKey"));

        var answer = await world.App.Replicate(arn, "eu-west-1");
        await world.Pass(TimeSpan.Zero);

        answer.Status.ShouldBe(200);
        (await world.Root.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Access to KMS is not allowed"]);

        await world.Describe(
            AccessWorld.Owner, AccessWorld.Allow("secretsmanager:*"),
            AccessWorld.Allow("kms:Decrypt", key, """{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}"""),
            AccessWorld.Allow("kms:GenerateDataKey", "*", """{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}"""));
        await world.App.Replicate(arn, "eu-west-1");
        await world.Pass(TimeSpan.Zero);

        (await world.Root.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
    }

    [Test]
    public async Task A_key_of_the_customer_s_in_the_replica_s_region_must_let_the_caller_encrypt()
    {
        await using var world = await AccessWorld.Start();
        var key = await world.KeyIn("eu-west-1");
        var arn = await world.Secret("db");
        var regions = new JsonObject { ["SecretId"] = arn, ["AddReplicaRegions"] = new JsonArray(new JsonObject { ["Region"] = "eu-west-1", ["KmsKeyId"] = key }) };
        await world.Describe(AccessWorld.Owner, AccessWorld.Allow("secretsmanager:*"), AccessWorld.Allow("kms:GenerateDataKey"));

        await world.App.Call("ReplicateSecretToRegions", regions);
        await world.Pass(TimeSpan.Zero);
        var without = await world.Root.Status("db");
        await world.Describe(AccessWorld.Owner, AccessWorld.Allow("secretsmanager:*"), AccessWorld.Allow("kms:GenerateDataKey"), AccessWorld.Allow("kms:Encrypt"));
        await world.App.Call("ReplicateSecretToRegions", regions);
        await world.Pass(TimeSpan.Zero);

        without.ShouldBe(["eu-west-1 Failed Replication failed: Access to KMS is not allowed"]);
        (await world.Root.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
    }

    [Test]
    public async Task Who_may_not_replicate_may_not_create_replicated_either()
    {
        await using var world = await AccessWorld.Start();
        await world.Describe(AccessWorld.Owner, AccessWorld.Allow("secretsmanager:CreateSecret"));

        var answer = await world.App.Create("db", "one", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });

        answer.ShouldBeError(
            "AccessDeniedException",
            AccessWorld.Denied(
                AccessWorld.Owner, "secretsmanager:ReplicateSecretToRegions", "db",
                "because no identity-based policy allows the secretsmanager:ReplicateSecretToRegions action"));
    }

    [Test]
    public async Task Events_of_the_primary_tell_once_what_happens_to_its_replicas_together()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1", "us-west-2");
        var made = await emulator.Events("db");
        await emulator.Down("us-west-2");
        await emulator.Secrets.PutValue("db", "two");
        await emulator.Replicated();
        var oneIsDown = await emulator.Events("db");

        await emulator.Up("us-west-2");

        made.ShouldBe("ReplicationStarted ReplicationSucceeded");
        oneIsDown.ShouldBe($"{made} ReplicationStarted ReplicationSucceeded");
        (await emulator.Events("db")).ShouldBe($"{oneIsDown} ReplicationSucceeded");
    }

    [Test]
    public async Task A_primary_cannot_be_deleted_and_names_its_regions_in_their_order()
    {
        await using var emulator = await Emulator.Start();
        var arn = await emulator.CreateReplicated("db", "us-west-2", "eu-west-1");

        foreach (var more in (JsonObject[])[[], new JsonObject { ["ForceDeleteWithoutRecovery"] = true }])
        {
            (await emulator.Secrets.Delete("db", more)).ShouldBeError(
                "InvalidParameterException", $"You can't delete secret {arn} that still has replica regions [us-west-2, eu-west-1].");
        }
    }

    [Test]
    public async Task Lists_show_the_primary_region_and_filter_by_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var there = emulator.Secrets.As(region: "eu-west-1");
        await there.Create("local", "one");

        var answer = await there.Call(
            "ListSecrets", new JsonObject { ["Filters"] = new JsonArray(new JsonObject { ["Key"] = "primary-region", ["Values"] = new JsonArray("us-east-1") }) });

        var entry = answer.Json.GetProperty("SecretList").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("Name").GetString().ShouldBe("db");
        entry.GetProperty("PrimaryRegion").GetString().ShouldBe("us-east-1");
        entry.TryGetProperty("ReplicationStatus", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_read_of_the_replica_shows_in_the_status_of_the_primary()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.CreateReplicated("db", "eu-west-1");

        await emulator.Secrets.As(region: "eu-west-1").GetValue("db");

        var primary = await emulator.Secrets.Describe("db");
        primary.Json.GetProperty("ReplicationStatus")[0].GetProperty("LastAccessedDate").GetRawText().ShouldBe("1.7698176E9");
        primary.Has("LastAccessedDate").ShouldBeFalse();
    }

    [Test]
    public async Task A_secret_that_waits_for_its_deletion_cannot_be_replicated()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db");

        (await emulator.Secrets.Replicate("db", "eu-west-1")).ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task Replicas_and_what_waits_for_them_survive_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path, ReplicationLag = TimeSpan.FromMinutes(5) }))
        {
            await emulator.Secrets.Create("db", "one", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });
            await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromMinutes(5));
            await emulator.Secrets.PutValue("db", "two");
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.Status("db")).ShouldBe(["eu-west-1 InProgress"]);
        (await again.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
        await again.Server.Clock.AdvanceAsync(TimeSpan.FromMinutes(5));
        (await again.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
        (await again.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("two");
    }
}
