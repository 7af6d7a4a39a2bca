using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>
/// The calls of AWS's caches for .NET, Java, Python and Go: DescribeSecret, then GetSecretValue by the id of the version that holds
/// AWSCURRENT, both again when an item is an hour old (integrations.md 7).
/// </summary>
public sealed class DotNetCacheTests
{
    private const string Current = "AWSCURRENT";

    [Test]
    public async Task The_version_that_holds_AWSCURRENT_is_read_by_its_id_alone()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        await emulator.Secrets.PutValue("a", "two", token: SecretsClient.Version(2));
        await emulator.Secrets.PutValue("a", "three", ["AWSPENDING", "blue"], SecretsClient.Version(3));

        (await Read(emulator, "a")).ShouldBe("two");
    }

    [Test]
    public async Task An_item_that_is_built_anew_has_the_value_of_a_moved_label()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        (await Read(emulator, "a")).ShouldBe("one");

        await emulator.Secrets.PutValue("a", "two", token: SecretsClient.Version(2));
        (await Read(emulator, "a")).ShouldBe("two");
        await emulator.Secrets.MoveStage("a", Current, from: 2, to: 1);
        (await Read(emulator, "a")).ShouldBe("one");
    }

    [Test]
    public async Task An_old_item_reads_its_version_on_though_no_label_is_left_on_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        await emulator.Secrets.PutValue("a", "two");
        await emulator.Secrets.PutValue("a", "three");

        var old = await emulator.Secrets.GetValue("a", SecretsClient.Version(1));

        old.Text("SecretString").ShouldBe("one");
        old.Has("VersionStages").ShouldBeFalse();
    }

    [Test]
    public async Task Of_a_secret_without_a_value_no_version_holds_AWSCURRENT_and_the_cache_has_nothing()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("empty");

        (await Read(emulator, "empty")).ShouldBeNull();
    }

    [Test]
    public async Task A_secret_that_waits_for_its_deletion_is_described_and_not_read()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        await emulator.Secrets.Delete("a");

        (await CurrentVersion(emulator, "a")).ShouldBe(SecretsClient.Version(1));
        (await emulator.Secrets.GetValue("a", SecretsClient.Version(1))).ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task An_item_with_a_missing_secret_gets_the_exception_that_it_keeps()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Secrets.Describe("a")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static async Task<string?> Read(Emulator emulator, string id) => await CurrentVersion(emulator, id) is not { } version
        ? null
        : (await emulator.Secrets.Call("GetSecretValue", new JsonObject { ["SecretId"] = id, ["VersionId"] = version })).Text("SecretString");

    private static async Task<string?> CurrentVersion(Emulator emulator, string id)
    {
        var described = await emulator.Secrets.Describe(id);
        described.Status.ShouldBe(200, described.Body);
        return described.Has("VersionIdsToStages")
            ? described.Json.GetProperty("VersionIdsToStages").EnumerateObject()
                .Where(version => version.Value.EnumerateArray().Any(stage => stage.GetString() == Current)).Select(version => version.Name).SingleOrDefault()
            : null;
    }
}
