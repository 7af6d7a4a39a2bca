using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Ssm;

public sealed class AddTagsToResourceTests
{
    [TestCase("""{"ResourceType":"Parameter","ResourceId":"a","Tags":"b"}""", "Unexpected field type")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("AddTagsToResource", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"ResourceType":"Parameter","ResourceId":"a"}""", "Value null at 'tags' failed to satisfy constraint: Member must not be null")]
    [TestCase(
        """{"ResourceType":"Secret","ResourceId":"a","Tags":[]}""",
        "Value 'Secret' at 'resourceType' failed to satisfy constraint: Member must satisfy enum value set: [Document, ManagedInstance, MaintenanceWindow, Parameter, PatchBaseline, OpsItem, OpsMetadata, Automation, Association]")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("AddTagsToResource", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task Other_resources_are_not_emulated() =>
        (await TableEmulator.Running.Ssm.Call("AddTagsToResource", """{"ResourceType":"Document","ResourceId":"a","Tags":[]}""")).ShouldBeSsmError(
            "UnsupportedOperationException", "secrets-emu does not emulate tags of Systems Manager's other resources than parameters yet.");

    [Test]
    public async Task Tags_are_set_by_key()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one", more: """ "Tags":[{"Key":"team","Value":"blue"},{"Key":"stage","Value":"dev"}] """);

        (await Add(emulator, "/db", ("team", "green"), ("cost", "low"))).Body.ShouldBe("{}");

        (await emulator.Ssm.Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"db"}""")).Body.ShouldBe(
            """{"TagList":[{"Key":"team","Value":"green"},{"Key":"stage","Value":"dev"},{"Key":"cost","Value":"low"}]}""");
    }

    [Test]
    public async Task What_is_not_there_has_no_tags()
    {
        await using var emulator = await Emulator.Start();

        (await Add(emulator, "none", ("a", "b"))).ShouldBeBareError("InvalidResourceId");
    }

    [Test]
    public async Task A_parameter_has_fifty_tags_and_none_of_AWS()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await Add(emulator, "db", [.. Enumerable.Range(1, 50).Select(i => ($"tag{i}", ""))]);

        (await Add(emulator, "db", ("one-more", ""))).ShouldBeBareError("TooManyTagsError");
        (await Add(emulator, "db", ("aws:mine", ""))).ShouldBeValidationError("aws: prefixed tag key names are not allowed for external use.");
    }

    private static Task<WireAnswer> Add(Emulator emulator, string id, params (string Key, string Value)[] tags) => emulator.Ssm.Call("AddTagsToResource", new JsonObject
    {
        ["ResourceType"] = "Parameter", ["ResourceId"] = id,
        ["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
    });
}
