namespace SecretsEmu.WireTests.Faults;

/// <summary>Reads by label and lists that show the state of the moment at which they were broken, as an eventually consistent service may.</summary>
public sealed class StaleReadTests
{
    [Test]
    public async Task A_label_that_moved_is_where_it_was_until_mended()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one");
        await emulator.Break("stale-reads");
        var second = await emulator.Secrets.PutValue("db", "two");

        var stale = await emulator.Secrets.GetValue("db");
        var described = await emulator.Secrets.Describe("db");
        var batch = await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["db"]}""");
        var versions = await emulator.Client.Call("ListSecretVersionIds", """{"SecretId":"db"}""");
        await emulator.Mend("stale-reads");

        (stale.Text("SecretString"), stale.Text("VersionId")).ShouldBe(("one", first.Text("VersionId")));
        described.Json.GetProperty("VersionIdsToStages").EnumerateObject().Count().ShouldBe(1);
        batch.Json.GetProperty("SecretValues")[0].GetProperty("SecretString").GetString().ShouldBe("one");
        versions.Json.GetProperty("Versions").GetArrayLength().ShouldBe(1);
        var fresh = await emulator.Secrets.GetValue("db");
        (fresh.Text("SecretString"), fresh.Text("VersionId")).ShouldBe(("two", second.Text("VersionId")));
    }

    [Test]
    public async Task ListSecrets_misses_what_was_made_since_and_GetSecretValue_cannot_find_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("old", "one");
        await emulator.Break("stale-reads");
        await emulator.Secrets.Create("new", "one");

        var list = await emulator.Client.Call("ListSecrets", "{}");
        var value = await emulator.Secrets.GetValue("new");
        await emulator.Mend("all");

        NamesIn(list).ShouldBe(["old"]);
        value.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        NamesIn(await emulator.Client.Call("ListSecrets", "{}")).ShouldBe(["new", "old"], ignoreOrder: true);
    }

    [Test]
    public async Task A_version_that_is_asked_for_by_its_id_and_changes_are_never_stale()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("stale-reads");
        var second = await emulator.Secrets.PutValue("db", "two");

        (await emulator.Secrets.GetValue("db", versionId: second.Text("VersionId"))).Text("SecretString").ShouldBe("two");
        (await emulator.Secrets.PutValue("db", "three")).Status.ShouldBe(200);
        (await emulator.Secrets.GetValue("db", stage: "AWSPREVIOUS")).ShouldBeError(
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS");
    }

    [Test]
    public async Task One_operation_alone_can_be_stale()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Break("stale-reads", operation: "ListSecrets");
        await emulator.Secrets.Create("db", "one");

        NamesIn(await emulator.Client.Call("ListSecrets", "{}")).ShouldBeEmpty();
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    private static IEnumerable<string?> NamesIn(WireAnswer list) =>
        list.Json.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("Name").GetString());
}
