using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Ssm;

public sealed class GetParametersByPathTests
{
    private const string InvalidPath =
        "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\". It can't be prefixed with \\\"aws\\\" or \\\"ssm\\\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example: /get/parameters2-/by1./path0_.";

    [TestCase("""{"Path":"/a","Recursive":1}""", "NUMBER_VALUE cannot be converted to Boolean")]
    [TestCase("""{"Path":"/a","ParameterFilters":[{"Key":1}]}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("GetParametersByPath", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'path' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Path":"/a","MaxResults":11}""", "Value '11' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10")]
    [TestCase(
        """{"Path":"/a","ParameterFilters":[{"Key":"Colour"}]}""",
        "Value 'Colour' at 'parameterFilters.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("GetParametersByPath", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [TestCase("app")]
    [TestCase("/a b")]
    [TestCase("/a//b")]
    public async Task A_path_that_is_none_is_refused(string path) =>
        // Verified: field, aws-sdk-js-v3 5928, the backslashes too.
        (await TableEmulator.Running.Ssm.Call("GetParametersByPath", new JsonObject { ["Path"] = path })).ShouldBeValidationError(InvalidPath);

    [Test]
    public async Task The_public_paths_of_AWS_are_not_here_and_said_so() =>
        (await TableEmulator.Running.Ssm.Call("GetParametersByPath", """{"Path":"/aws/service/global-infrastructure"}""")).ShouldBeSsmError(
            "UnsupportedOperationException", "secrets-emu does not emulate AWS's public parameters, such as those under /aws/service/global-infrastructure, yet.");

    [TestCase("/app", false, "/app/a /app/b")]
    [TestCase("/app/", false, "/app/a /app/b")]
    [TestCase("/app", true, "/app/a /app/b /app/b/c")]
    [TestCase("/app/b", true, "/app/b/c")]
    [TestCase("/app/a", true, "")]
    [TestCase("/", false, "single")]
    [TestCase("/", true, "/app/a /app/b /app/b/c /application/x single")]
    [TestCase("/none", true, "")]
    public async Task A_path_has_its_direct_children_or_all_that_is_under_it(string path, bool recursive, string names)
    {
        await using var emulator = await Emulator.Start();
        foreach (var name in new[] { "/app/b", "/app/a", "/app/b/c", "/application/x", "single" })
        {
            await emulator.Ssm.Put(name, "value");
        }

        var answer = await emulator.Ssm.Call("GetParametersByPath", new JsonObject { ["Path"] = path, ["Recursive"] = recursive });

        string.Join(' ', SsmClient.Names(answer)).ShouldBe(names);
    }

    [Test]
    public async Task Pages_follow_each_other_while_parameters_come_and_go()
    {
        await using var emulator = await Emulator.Start();
        for (var i = 0; i < 25; i++)
        {
            await emulator.Ssm.Put($"/app/{i:D2}", "value");
        }

        var first = await emulator.Ssm.Call("GetParametersByPath", """{"Path":"/app"}""");
        await emulator.Ssm.Call("DeleteParameter", """{"Name":"/app/09"}""");
        await emulator.Ssm.Put("/app/05b", "value");
        var second = await emulator.Ssm.Call("GetParametersByPath", new JsonObject { ["Path"] = "/app", ["NextToken"] = first.Text("NextToken") });
        var last = await emulator.Ssm.Call("GetParametersByPath", new JsonObject { ["Path"] = "/app", ["NextToken"] = second.Text("NextToken") });

        SsmClient.Names(first).Concat(SsmClient.Names(second)).Concat(SsmClient.Names(last)).ShouldBe(Enumerable.Range(0, 25).Select(i => $"/app/{i:D2}"));
        last.Has("NextToken").ShouldBeFalse();
        (await emulator.Ssm.Call("GetParametersByPath", new JsonObject { ["Path"] = "/other", ["NextToken"] = first.Text("NextToken") }))
            .ShouldBeError("InvalidNextToken", "The specified token isn't valid.");
    }

    [Test]
    public async Task A_label_leaves_the_versions_that_carry_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/a", "one");
        await emulator.Ssm.Overwrite("/app/a", "two");
        await emulator.Ssm.Put("/app/b", "one");
        await emulator.Ssm.Label("/app/a", 1, "blue");

        var answer = (await emulator.Ssm.Call("GetParametersByPath", """{"Path":"/app","ParameterFilters":[{"Key":"Label","Values":["blue"]}]}"""))
            .Json.GetProperty("Parameters").EnumerateArray().Single();

        (answer.GetProperty("Name").GetString(), answer.GetProperty("Value").GetString(), answer.GetProperty("Selector").GetString()).ShouldBe(("/app/a", "one", ":blue"));
    }

    [Test]
    public async Task Types_and_keys_are_filters_and_the_values_come_in_clear_when_asked()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/plain", "one");
        await emulator.Ssm.Put("/app/secure", "two", "SecureString");

        var answer = await emulator.Ssm.Call(
            "GetParametersByPath",
            """{"Path":"/app","WithDecryption":true,"ParameterFilters":[{"Key":"Type","Values":["SecureString"]},{"Key":"KeyId","Option":"BeginsWith","Values":["alias/aws"]}]}""");

        answer.Json.GetProperty("Parameters").EnumerateArray().Select(parameter => parameter.GetProperty("Value").GetString()).ShouldBe(["two"]);
    }

    [TestCase("""{"Key":"Name","Values":["a"]}""", "InvalidFilterKey", "The following filter key is not valid: Name. Valid filter keys include: [Type, KeyId].")]
    [TestCase("""{"Key":"tag:a","Values":["a"]}""", "InvalidFilterKey", "The following filter key is not valid: tag:a. Valid filter keys include: [Type, KeyId].")]
    [TestCase(
        """{"Key":"Label","Option":"BeginsWith","Values":["a"]}""", "InvalidFilterOption", "The following filter option is not valid: BeginsWith. Valid options include: [Equals].")]
    public async Task Other_filters_are_refused(string filter, string type, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("GetParametersByPath", $$"""{"Path":"/app","ParameterFilters":[{{filter}}]}""")).ShouldBeSsmError(type, sentence);
}
