namespace SecretsEmu.WireTests.Ssm;

public sealed class GetParametersTests
{
    [TestCase("""{"Names":"db"}""", "Unexpected field type")]
    [TestCase("""{"Names":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("GetParameters", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'names' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Names":[]}""", "Value '[]' at 'names' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase(
        """{"Names":["1","2","3","4","5","6","7","8","9","10","11"]}""",
        "Value '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 10")]
    [TestCase(
        """{"Names":[""]}""",
        "Value '[]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("GetParameters", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task Parameters_come_once_by_name_and_the_others_are_listed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("b", "two");
        await emulator.Ssm.Put("/a/b", "one");

        var answer = await emulator.Ssm.Call(
            "GetParameters", """{"Names":["b","none","/a/b","b","b:7","bad@name","arn:aws:ssm:us-east-1:000000000000:parameter/b:1"]}""");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("InvalidParameters").EnumerateArray().Select(name => name.GetString()).ShouldBe(["none", "b:7", "bad@name"]);
        answer.Json.GetProperty("Parameters").EnumerateArray()
            .Select(parameter => (parameter.GetProperty("Name").GetString(), parameter.GetProperty("Value").GetString(), parameter.TryGetProperty("Selector", out var selector) ? selector.GetString() : null))
            .ShouldBe([("/a/b", "one", null), ("b", "two", null), ("b", "two", ":1")]);
    }

    [Test]
    public async Task Spaces_around_a_name_are_none_of_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        var answer = await emulator.Ssm.Call("GetParameters", """{"Names":[" db","db "," none","none","a@b "]}""");

        SsmClient.Names(answer).ShouldBe(["db"]);
        answer.Json.GetProperty("InvalidParameters").EnumerateArray().Select(name => name.GetString()).ShouldBe(["none", "a@b"]);
    }

    [Test]
    public async Task Spaces_inside_a_name_are_refused() =>
        (await TableEmulator.Running.Ssm.Call("GetParameters", """{"Names":["db","bad name"]}""")).ShouldBeValidationError(SsmAnswers.InvalidName);

    [Test]
    public async Task Only_SecureStrings_are_decrypted()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("plain", "one");
        await emulator.Ssm.Put("secure", "two", "SecureString");

        var clear = await emulator.Ssm.Call("GetParameters", """{"Names":["plain","secure"],"WithDecryption":true}""");
        var hidden = await emulator.Ssm.Call("GetParameters", """{"Names":["plain","secure"]}""");

        Values(clear).ShouldBe(["one", "two"]);
        Values(hidden)[0].ShouldBe("one");
        Values(hidden)[1].Length.ShouldBeGreaterThan(100);
    }

    [Test]
    public async Task A_public_parameter_of_AWS_is_not_passed_over() =>
        (await TableEmulator.Running.Ssm.Call("GetParameters", """{"Names":["a","/aws/service/global-infrastructure/regions"]}""")).ShouldBeSsmError(
            "UnsupportedOperationException", "secrets-emu does not emulate AWS's public parameters, such as /aws/service/global-infrastructure/regions, yet.");

    private static List<string> Values(WireAnswer answer) =>
        [.. answer.Json.GetProperty("Parameters").EnumerateArray().Select(parameter => parameter.GetProperty("Value").GetString()!)];
}
