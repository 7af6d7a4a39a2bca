namespace SecretsEmu.WireTests.Ssm;

public sealed class RemoveTagsFromResourceTests
{
    [TestCase("""{"ResourceType":"Parameter","ResourceId":"a","TagKeys":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("RemoveTagsFromResource", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"ResourceType":"Parameter","ResourceId":"a"}""", "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("RemoveTagsFromResource", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task Tags_go_by_key_and_one_that_is_not_there_is_no_error()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one", more: """ "Tags":[{"Key":"team","Value":"blue"},{"Key":"stage","Value":"dev"}] """);

        (await emulator.Ssm.Call("RemoveTagsFromResource", """{"ResourceType":"Parameter","ResourceId":"db","TagKeys":["team","none"]}""")).Body.ShouldBe("{}");

        (await emulator.Ssm.Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"db"}""")).Body.ShouldBe(
            """{"TagList":[{"Key":"stage","Value":"dev"}]}""");
        (await emulator.Ssm.Call("RemoveTagsFromResource", """{"ResourceType":"Parameter","ResourceId":"none","TagKeys":[]}""")).ShouldBeBareError("InvalidResourceId");
    }
}
