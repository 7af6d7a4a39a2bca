namespace SecretsEmu.WireTests.Ssm;

public sealed class LabelParameterVersionTests
{
    [TestCase("""{"Name":"a","ParameterVersion":"1","Labels":["b"]}""", "STRING_VALUE cannot be converted to Long")]
    [TestCase("""{"Name":"a","Labels":"b"}""", "Unexpected field type")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("LabelParameterVersion", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"Name":"a"}""", "Value null at 'labels' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Name":"a","Labels":[]}""", "Value '[]' at 'labels' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase(
        """{"Name":"a","Labels":[""]}""",
        "Value '[]' at 'labels' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 100, Member must have length greater than or equal to 1]")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("LabelParameterVersion", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task The_latest_version_is_labelled_unless_another_is_named()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await emulator.Ssm.Overwrite("db", "two");

        (await emulator.Ssm.Call("LabelParameterVersion", """{"Name":"db","Labels":["blue"]}""")).Body.ShouldBe("""{"InvalidLabels":[],"ParameterVersion":2}""");
        (await emulator.Ssm.Label("db", 1, "green")).Body.ShouldBe("""{"InvalidLabels":[],"ParameterVersion":1}""");

        (await emulator.Ssm.History("db")).ShouldBe("1[green] 2[blue]");
    }

    [Test]
    public async Task A_label_moves()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await emulator.Ssm.Overwrite("db", "two");
        await emulator.Ssm.Label("db", 1, "blue", "green");

        await emulator.Ssm.Label("db", 2, "blue");
        await emulator.Ssm.Label("db", 2, "blue");

        (await emulator.Ssm.History("db")).ShouldBe("1[green] 2[blue]");
    }

    [Test]
    public async Task What_cannot_be_a_label_is_listed_and_the_others_are_attached()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        var answer = await emulator.Ssm.Label("db", 1, "1st", "awsome", "SSM-x", "a b", "a:b", "ok_.-1");

        answer.Body.ShouldBe("""{"InvalidLabels":["1st","awsome","SSM-x","a b","a:b"],"ParameterVersion":1}""");
        (await emulator.Ssm.History("db")).ShouldBe("1[ok_.-1]");
    }

    [Test]
    public async Task A_version_carries_ten()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await emulator.Ssm.Label("db", 1, [.. Enumerable.Range(1, 10).Select(i => $"label{i}")]);

        (await emulator.Ssm.Label("db", 1, "label1")).Status.ShouldBe(200);
        (await emulator.Ssm.Label("db", 1, "label11")).ShouldBeSsmError(
            "ParameterVersionLabelLimitExceeded", "A parameter version can have maximum 10 labels.Move one or more labels to another version and try again.");
    }

    [Test]
    public async Task Parameter_and_version_must_be_there()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Label("none", 1, "blue")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Label("db", 2, "blue")).ShouldBeSsmError(
            "ParameterVersionNotFound", "Systems Manager could not find version 2 of db. Verify the version and try again.");
    }
}
