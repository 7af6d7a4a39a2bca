namespace SecretsEmu.WireTests.Ssm;

public sealed class DeleteParametersTests
{
    [TestCase("""{"Names":"a"}""", "Unexpected field type")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("DeleteParameters", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'names' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Names":[]}""", "Value '[]' at 'names' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("DeleteParameters", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task What_is_there_goes_and_the_rest_is_listed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("a", "one");
        await emulator.Ssm.Put("/app/b", "two");
        await emulator.Ssm.Put("c", "three");

        var answer = await emulator.Ssm.Call("DeleteParameters", """{"Names":["a","none","/app/b","bad name","a"]}""");

        answer.Body.ShouldBe("""{"DeletedParameters":["a","/app/b"],"InvalidParameters":["none","bad name"]}""");
        SsmClient.Names(await emulator.Ssm.Call("DescribeParameters", "{}")).ShouldBe(["c"]);
    }
}
