namespace SecretsEmu.WireTests.Ssm;

public sealed class GetParameterTests
{
    private const string Arn = "arn:aws:ssm:us-east-1:000000000000:parameter";

    // Types and constraints

    [TestCase("""{"Name":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Name":"db","WithDecryption":"yes"}""", "STRING_VALUE cannot be converted to Boolean")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("GetParameter", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Name":""}""", "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("GetParameter", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    // Names

    [TestCase("a b")]
    [TestCase("{test}-test")]
    [TestCase("a/b")]
    [TestCase("/a/b/")]
    [TestCase("/a//b")]
    [TestCase("/")]
    [TestCase("name:1:2")]
    [TestCase("name:")]
    [TestCase("arn:aws:ssm:us-east-1:000000000000:document/a")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:a")]
    public async Task A_name_that_no_parameter_can_have_is_refused(string name) =>
        // Verified: field, localstack 7712.
        (await TableEmulator.Running.Ssm.Get(name)).ShouldBeValidationError(SsmAnswers.InvalidName);

    [TestCase("none")]
    [TestCase("/a/none")]
    [TestCase("none:3")]
    [TestCase("arn:aws:ssm:us-east-1:000000000000:parameter/none")]
    public async Task What_is_not_there_is_not_found_without_a_word(string name) =>
        (await TableEmulator.Running.Ssm.Get(name)).ShouldBeBareError("ParameterNotFound");

    [Test]
    public async Task The_public_parameters_of_AWS_are_not_here_and_said_so() =>
        (await TableEmulator.Running.Ssm.Get("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")).ShouldBeSsmError(
            "UnsupportedOperationException",
            "secrets-emu does not emulate AWS's public parameters, such as /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64, yet.");

    // Behaviour

    [TestCase("db", "db")]
    [TestCase("/app/db", "/app/db")]
    public async Task A_parameter_has_the_members_that_AWS_answers(string name, string shown)
    {
        // Verified: localstack's recordings.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put(name, "one");

        var answer = await emulator.Ssm.Get(name);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$$"""
            {"Parameter":{"ARN":"{{{Arn}}}/{{{shown.TrimStart('/')}}}","DataType":"text","LastModifiedDate":1.7698464E9,"Name":"{{{shown}}}","Type":"String","Value":"one","Version":1}}
            """.Trim());
    }

    [TestCase("db", $"{Arn}/db")]
    [TestCase("/app/db", $"{Arn}/app/db")]
    public async Task An_ARN_is_a_name(string name, string arn)
    {
        // Verified: localstack's recordings.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put(name, "one");

        var answer = await emulator.Ssm.Get(arn);

        answer.Json.GetProperty("Parameter").GetProperty("Name").GetString().ShouldBe(name);
        (await emulator.Ssm.As(region: "eu-west-1").Get(arn)).ShouldBeBareError("ParameterNotFound");
    }

    [Test]
    public async Task A_single_name_is_the_same_with_a_slash_and_with_spaces_around_it()
    {
        // Verified: field, terraform-provider-aws 49116.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/db", "one");

        foreach (var name in new[] { "db", "/db", "  db " })
        {
            (await emulator.Ssm.Get(name)).Json.GetProperty("Parameter").GetProperty("Name").GetString().ShouldBe("db");
        }

        (await emulator.Ssm.Put("db", "two")).ShouldBeSsmError(
            "ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }

    [Test]
    public async Task A_selector_means_a_version_by_its_number_or_its_label()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/db", "one");
        await emulator.Ssm.Overwrite("/app/db", "two");
        await emulator.Ssm.Label("/app/db", 1, "stable");

        var byNumber = await emulator.Ssm.Get("/app/db:1");
        var byLabel = await emulator.Ssm.Get("/app/db:stable");
        var byArn = await emulator.Ssm.Get($"{Arn}/app/db:2");

        byNumber.Body.ShouldBe($$$"""
            {"Parameter":{"ARN":"{{{Arn}}}/app/db","DataType":"text","LastModifiedDate":1.7698464E9,"Name":"/app/db","Selector":":1","Type":"String","Value":"one","Version":1}}
            """.Trim());
        byLabel.Body.ShouldBe(byNumber.Body.Replace("\":1\"", "\":stable\"", StringComparison.Ordinal));
        // Verified: field, terraform-provider-aws 47577: the selector is not in the ARN that comes back.
        byArn.Body.ShouldBe(byNumber.Body.Replace("\":1\"", "\":2\"", StringComparison.Ordinal)
            .Replace("one", "two", StringComparison.Ordinal).Replace("\"Version\":1", "\"Version\":2", StringComparison.Ordinal));
    }

    [TestCase("9")]
    [TestCase("0")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("blue")]
    public async Task A_version_that_is_not_there_is_named(string selector)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Get($"db:{selector}")).ShouldBeSsmError(
            "ParameterVersionNotFound", $"Systems Manager could not find version {selector} of db. Verify the version and try again.");
    }

    [Test]
    public async Task Accounts_and_regions_have_parameters_of_their_own()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.As("111122223333").Get("db")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.As(region: "eu-west-1").Get("db")).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.As("111122223333").Get($"{Arn}/db")).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::111122223333:root is not authorized to perform: ssm:GetParameter on resource: {Arn}/db because no resource-based policy allows the ssm:GetParameter action");
    }

    [Test]
    public async Task The_rest_of_Systems_Manager_is_refused_by_name()
    {
        (await TableEmulator.Running.Ssm.Call("SendCommand", "{}")).ShouldBeSsmError(
            "UnsupportedOperationException", "secrets-emu does not emulate ssm:SendCommand yet.");
        (await TableEmulator.Running.Ssm.Call("GetParameterz", "{}")).ShouldBeBareError("UnknownOperationException");
    }
}
