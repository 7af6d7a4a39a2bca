namespace SecretsEmu.WireTests.Ssm;

public sealed class UnlabelParameterVersionTests
{
    [TestCase("""{"Name":"a","ParameterVersion":"1","Labels":["b"]}""", "STRING_VALUE cannot be converted to Long")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("UnlabelParameterVersion", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"Name":"a","Labels":["b"]}""", "Value null at 'parameterVersion' failed to satisfy constraint: Member must not be null")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("UnlabelParameterVersion", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task Labels_of_the_version_go_and_others_are_listed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await emulator.Ssm.Overwrite("db", "two");
        await emulator.Ssm.Label("db", 1, "blue", "green");
        await emulator.Ssm.Label("db", 2, "red");

        var answer = await emulator.Ssm.Call("UnlabelParameterVersion", """{"Name":"db","ParameterVersion":1,"Labels":["green","red","none"]}""");

        answer.Body.ShouldBe("""{"InvalidLabels":["red","none"],"RemovedLabels":["green"]}""");
        (await emulator.Ssm.History("db")).ShouldBe("1[blue] 2[red]");
    }

    [Test]
    public async Task Parameter_and_version_must_be_there()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Call("UnlabelParameterVersion", """{"Name":"none","ParameterVersion":1,"Labels":["a"]}""")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Call("UnlabelParameterVersion", """{"Name":"db","ParameterVersion":7,"Labels":["a"]}""")).ShouldBeSsmError(
            "ParameterVersionNotFound", "Systems Manager could not find version 7 of db. Verify the version and try again.");
    }
}
