namespace SecretsEmu.WireTests.Ssm;

public sealed class ListTagsForResourceTests
{
    [TestCase("""{"ResourceType":"Parameter","ResourceId":{}}""", "Start of structure or map found where not expected.")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("ListTagsForResource", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"ResourceType":"Parameter"}""", "Value null at 'resourceId' failed to satisfy constraint: Member must not be null")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("ListTagsForResource", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task A_parameter_without_tags_has_an_empty_list()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"db"}""")).Body.ShouldBe("""{"TagList":[]}""");
        (await emulator.Ssm.Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"none"}""")).ShouldBeBareError("InvalidResourceId");
    }
}
