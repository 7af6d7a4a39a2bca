using System.Text.Json;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Ssm;

/// <summary>Secrets that are read as parameters (integrations.md 3.1).</summary>
public sealed class SecretReferenceTests
{
    private const string Prefix = "/aws/reference/secretsmanager/";

    [Test]
    public async Task A_secret_is_read_as_a_parameter()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("prod/db", "hunter2", SecretsClient.Version(1))).Text("ARN");

        var answer = await emulator.Ssm.Get($"{Prefix}prod/db", withDecryption: true);

        var source = $$"""{"ARN":"{{arn}}","CreatedDate":1.7698464E9,"Name":"prod/db","SecretString":"hunter2","VersionId":"{{SecretsClient.Version(1)}}","VersionStages":["AWSCURRENT"]}""";
        answer.Body.ShouldBe(
            $$$"""{"Parameter":{"ARN":"{{{arn}}}","DataType":"text","LastModifiedDate":1.7698464E9,"Name":"{{{Prefix}}}prod/db","SourceResult":{{{JsonSerializer.Serialize(source, s_relaxed)}}},"Type":"SecureString","Value":"hunter2","Version":0}}""");
    }

    [TestCase("AWSPREVIOUS", "one")]
    [TestCase("AWSCURRENT", "two")]
    [TestCase("v1-00000000000000000000000000000", "one")]
    public async Task A_selector_is_a_stage_or_a_version_id(string selector, string value)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", SecretsClient.Version(1));
        await emulator.Secrets.PutValue("db", "two", token: SecretsClient.Version(2));

        var answer = (await emulator.Ssm.Get($"{Prefix}db:{selector}", withDecryption: true)).Json.GetProperty("Parameter");

        (answer.GetProperty("Value").GetString(), answer.GetProperty("Selector").GetString(), answer.GetProperty("Name").GetString()).ShouldBe(
            (value, $":{selector}", $"{Prefix}db"));
    }

    [TestCase("")]
    [TestCase(":AWSCURRENT")]
    [TestCase("db:")]
    [TestCase("db:AWS CURRENT")]
    [TestCase("db:blue/green")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf:blue@1")]
    public async Task A_reference_has_a_name_and_a_selector_few_characters(string secret) =>
        (await TableEmulator.Running.Ssm.Get($"{Prefix}{secret}", withDecryption: true)).ShouldBeValidationError(SsmAnswers.InvalidName);

    [TestCase("")]
    [TestCase(":AWSCURRENT")]
    public async Task An_ARN_has_colons_of_its_own(string selector)
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");

        var answer = await emulator.Ssm.Get($"{Prefix}{arn}{selector}", withDecryption: true);

        answer.Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe("one");
    }

    [TestCase(null)]
    [TestCase(false)]
    public async Task It_must_be_asked_for_in_clear(bool? withDecryption)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        (await emulator.Ssm.Get($"{Prefix}db", withDecryption)).ShouldBeValidationError("WithDecryption flag must be True for retrieving a Secret Manager secret.");
    }

    [TestCase("none")]
    [TestCase("db:none")]
    public async Task One_that_is_not_there_is_a_parameter_that_is_not_found(string name)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        (await emulator.Ssm.Get($"{Prefix}{name}", withDecryption: true)).ShouldBeSsmError(
            "ParameterNotFound", $"An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret {Prefix}{name} not found.");
    }

    [Test]
    public async Task What_else_Secrets_Manager_refuses_is_passed_on()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db");

        (await emulator.Ssm.Get($"{Prefix}db", withDecryption: true)).ShouldBeError(
            "InvalidRequestException",
            "An error occurred (InvalidRequestException) when referencing Secrets Manager: You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task GetParameters_lists_a_secret_that_is_not_there()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Ssm.Put("name", "value");

        var answer = await emulator.Ssm.Call("GetParameters", $$"""{"Names":["name","{{Prefix}}db","{{Prefix}}none"],"WithDecryption":true}""");

        SsmClient.Names(answer).ShouldBe([$"{Prefix}db", "name"]);
        answer.Json.GetProperty("InvalidParameters").EnumerateArray().Select(name => name.GetString()).ShouldBe([$"{Prefix}none"]);
    }

    [Test]
    public async Task No_other_operation_knows_secrets()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        (await emulator.Ssm.Call("GetParameterHistory", $$"""{"Name":"{{Prefix}}db"}""")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Call("GetParametersByPath", """{"Path":"/aws/reference","Recursive":true,"WithDecryption":true}""")).Body.ShouldBe("""{"Parameters":[]}""");
        (await emulator.Ssm.Call("DescribeParameters", "{}")).Body.ShouldBe("""{"Parameters":[]}""");
        (await emulator.Ssm.Label($"{Prefix}db", 0, "blue")).ShouldBeBareError("ParameterNotFound");
    }

    [Test]
    public async Task A_binary_secret_has_no_value_but_its_source()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Call("CreateSecret", new() { ["Name"] = "db", ["SecretBinary"] = "AAEC", ["ClientRequestToken"] = SecretsClient.Version(1) });

        var parameter = (await emulator.Ssm.Get($"{Prefix}db", withDecryption: true)).Json.GetProperty("Parameter");

        parameter.TryGetProperty("Value", out _).ShouldBeFalse();
        JsonDocument.Parse(parameter.GetProperty("SourceResult").GetString()!).RootElement.GetProperty("SecretBinary").GetString().ShouldBe("AAEC");
    }

    [Test]
    public async Task It_counts_as_a_read_of_the_secret()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", SecretsClient.Version(1));

        await emulator.Ssm.Get($"{Prefix}db", withDecryption: true);

        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastAccessedDate").GetDouble().ShouldBe(1769817600);
        var readers = (await emulator.Get("/_emulator/readers?secret=db")).Json.GetProperty("readers").EnumerateArray();
        readers.Select(reader => (reader.GetProperty("caller").GetString(), reader.GetProperty("versionId").GetString())).ShouldBe(
            [("arn:aws:iam::000000000000:root", SecretsClient.Version(1))]);
    }

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
