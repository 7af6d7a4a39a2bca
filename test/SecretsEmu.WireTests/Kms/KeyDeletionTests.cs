using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>ScheduleKeyDeletion and CancelKeyDeletion, and what happens when the waiting period ends (kms-iam-sts.md 2.4, 2.5).</summary>
public sealed class KeyDeletionTests
{
    // Types and constraints

    [TestCase(3, "Member must have value greater than or equal to 7")]
    [TestCase(6, "Member must have value greater than or equal to 7")]
    [TestCase(31, "Member must have value less than or equal to 30")]
    public async Task A_waiting_period_has_7_to_30_days(int days, string demand)
    {
        var answer = await TableEmulator.Running.Kms.Call("ScheduleKeyDeletion", ("KeyId", KeyCalls.MissingId), ("PendingWindowInDays", days));

        answer.ShouldBeValidationError($"1 validation error detected: Value '{days}' at 'pendingWindowInDays' failed to satisfy constraint: {demand}");
    }

    [Test]
    public async Task Members_of_another_type_cannot_be_read()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Send("ScheduleKeyDeletion", """{"KeyId":"k","PendingWindowInDays":"7"}""")).ShouldBeKmsError("SerializationException", "STRING_VALUE cannot be converted to Integer");
        (await kms.Send("CancelKeyDeletion", """{"KeyId":[]}""")).ShouldBeKmsError("SerializationException", "Start of list found where not expected");
    }

    // Behaviour

    [Test]
    public async Task The_answer_says_when_the_key_goes()
    {
        await using var emulator = await Emulator.Start();
        var (one, two) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());

        (await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", one), ("PendingWindowInDays", 7))).Body.ShouldBe(
            $$"""{"DeletionDate":1.7704512E9,"KeyId":"{{KeyCalls.ArnOf(one)}}","KeyState":"PendingDeletion","PendingWindowInDays":7}""");
        (await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", two))).Json.GetProperty("PendingWindowInDays").GetInt32().ShouldBe(30);
        (await emulator.Kms.Metadata(one)).GetProperty("DeletionDate").GetDouble().ShouldBe(1770451200);
    }

    [Test]
    public async Task A_cancelled_deletion_leaves_the_key_disabled_and_does_not_happen()
    {
        // Verified: recorded, kms-iam-sts.md 2.4
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 7));

        (await emulator.Kms.Call("CancelKeyDeletion", ("KeyId", id))).Body.ShouldBe($$"""{"KeyId":"{{KeyCalls.ArnOf(id)}}"}""");

        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(31))).ShouldBeEmpty();
        (await emulator.Kms.State(id)).ShouldBe("Disabled");
        (await emulator.Kms.Metadata(id)).TryGetProperty("DeletionDate", out _).ShouldBeFalse();
    }

    [Test]
    public async Task When_the_time_has_passed_the_key_goes_with_its_aliases_and_grants()
    {
        await using var emulator = await Emulator.Start();
        var (id, other) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 90));
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/gone"), ("TargetKeyId", id));
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/stays"), ("TargetKeyId", other));
        await emulator.Kms.Call(
            "CreateGrant", ("KeyId", id), ("GranteePrincipal", "arn:aws:iam::000000000000:role/app"), ("RetiringPrincipal", "arn:aws:iam::000000000000:role/app"),
            ("Operations", new JsonArray("Decrypt")));
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 7));

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(400));

        fired.Select(item => (item.Kind, item.Subject, item.Outcome)).ShouldBe([("key-deletion", KeyCalls.ArnOf(id), "deleted for good, its aliases and grants with it")]);
        (await emulator.Kms.Call("DescribeKey", ("KeyId", id))).ShouldBeKmsError("NotFoundException", $"Key '{KeyCalls.ArnOf(id)}' does not exist");
        (await emulator.Kms.Call("ListAliases")).Texts("Aliases", "AliasName").ShouldBe(["alias/stays"]);
        (await emulator.Kms.Call("ListRetirableGrants", ("RetiringPrincipal", "arn:aws:iam::000000000000:role/app"))).Body.ShouldBe("""{"Grants":[],"Truncated":false}""");
    }

    [Test]
    public async Task A_primary_waits_for_its_replicas_before_its_own_time_begins()
    {
        // Source: KMS developer guide, deleting multi-Region keys
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));

        (await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 10))).Body.ShouldBe(
            $$"""{"KeyId":"{{KeyCalls.ArnOf(id)}}","KeyState":"PendingReplicaDeletion","PendingWindowInDays":10}""");
        (await emulator.Kms.Metadata(id)).GetProperty("PendingDeletionWindowInDays").GetInt32().ShouldBe(10);
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        (await emulator.Kms.State(id)).ShouldBe("PendingReplicaDeletion");

        await there.Call("ScheduleKeyDeletion", ("KeyId", id), ("PendingWindowInDays", 7));
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(7));
        (await emulator.Kms.State(id)).ShouldBe("PendingDeletion");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));
        (await emulator.Kms.Call("DescribeKey", ("KeyId", id))).ShouldBeKmsError("NotFoundException", $"Key '{KeyCalls.ArnOf(id)}' does not exist");
    }
}
