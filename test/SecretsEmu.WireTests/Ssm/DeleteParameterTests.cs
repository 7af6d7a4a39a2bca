namespace SecretsEmu.WireTests.Ssm;

public sealed class DeleteParameterTests
{
    [TestCase("""{"Name":["a"]}""", "Start of list found where not expected")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("DeleteParameter", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'name' failed to satisfy constraint: Member must not be null")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("DeleteParameter", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task A_parameter_goes_with_all_its_versions_and_its_name_is_free()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/db", "one");
        await emulator.Ssm.Overwrite("/app/db", "two");

        (await emulator.Ssm.Call("DeleteParameter", """{"Name":"/app/db"}""")).Body.ShouldBe("{}");

        (await emulator.Ssm.Get("/app/db")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Call("DeleteParameter", """{"Name":"/app/db"}""")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Put("/app/db", "three")).Body.ShouldBe("""{"Tier":"Standard","Version":1}""");
    }

    [Test]
    public async Task An_ARN_is_no_name_here() =>
        (await TableEmulator.Running.Ssm.Call("DeleteParameter", """{"Name":"arn:aws:ssm:us-east-1:000000000000:parameter/db"}""")).ShouldBeValidationError(SsmAnswers.InvalidName);
}
