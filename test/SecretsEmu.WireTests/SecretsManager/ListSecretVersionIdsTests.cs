using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class ListSecretVersionIdsTests
{
    private const string First = "11111111-1111-1111-1111-111111111111";
    private const string Second = "22222222-2222-2222-2222-222222222222";
    private const string Third = "33333333-3333-3333-3333-333333333333";

    // Types

    [TestCase("""{"SecretId":"db","MaxResults":"1"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("""{"SecretId":"db","IncludeDeprecated":"yes"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("""{"SecretId":"db","NextToken":1}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecretVersionIds", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{}""", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db","MaxResults":0}""", "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","MaxResults":101}""", "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100")]
    [TestCase("""{"SecretId":"db","NextToken":""}""", "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task Constraints_are_reported(string body, string report)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecretVersionIds", body);

        answer.ShouldBeValidationError($"1 validation error detected: {report}");
    }

    // Behaviour

    [Test]
    public async Task Labelled_versions_come_oldest_first_with_the_key_and_the_day_of_the_last_read()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var arn = await CreateThree(emulator);
        await emulator.Secrets.GetValue("db", stage: "AWSPREVIOUS");

        var answer = await List(emulator);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            $$"""
            {"ARN":"{{arn}}","Name":"db","Versions":[
            {"CreatedDate":1.76985E9,"KmsKeyIds":["DefaultEncryptionKey"],"LastAccessedDate":1.7698176E9,"VersionId":"22222222-2222-2222-2222-222222222222","VersionStages":["AWSPREVIOUS"]},
            {"CreatedDate":1.7698536E9,"KmsKeyIds":["DefaultEncryptionKey"],"VersionId":"33333333-3333-3333-3333-333333333333","VersionStages":["AWSCURRENT"]}]}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task Deprecated_versions_come_when_asked_for_and_have_no_stages()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await CreateThree(emulator);

        var answer = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true });

        answer.Json.GetProperty("Versions").GetArrayLength().ShouldBe(3);
        answer.Json.GetProperty("Versions")[0].GetRawText().ShouldBe(
            """{"CreatedDate":1.7698464E9,"KmsKeyIds":["DefaultEncryptionKey"],"VersionId":"11111111-1111-1111-1111-111111111111"}""");
    }

    [Test]
    public async Task A_secret_without_versions_has_an_empty_list()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");

        var answer = await List(emulator);

        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db","Versions":[]}""");
    }

    [Test]
    public async Task Pages_follow_each_other_over_versions_made_in_the_same_instant()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: First);
        await emulator.Secrets.PutValue("db", "three", token: Third);
        await emulator.Secrets.PutValue("db", "two", token: Second);

        var one = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["MaxResults"] = 1 });
        var two = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["MaxResults"] = 1, ["NextToken"] = one.Text("NextToken") });
        var three = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["MaxResults"] = 1, ["NextToken"] = two.Text("NextToken") });

        new[] { one, two, three }.SelectMany(Ids).ShouldBe([First, Second, Third]);
        three.Has("NextToken").ShouldBeFalse();
    }

    [Test]
    public async Task A_version_written_between_two_pages_neither_repeats_nor_hides_another()
    {
        await using var emulator = await Emulator.Start();
        await CreateThree(emulator);
        var one = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["MaxResults"] = 2 });
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.PutValue("db", "four", token: "44444444-4444-4444-4444-444444444444");

        var two = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["MaxResults"] = 2, ["NextToken"] = one.Text("NextToken") });

        Ids(one).ShouldBe([First, Second]);
        Ids(two).ShouldBe([Third, "44444444-4444-4444-4444-444444444444"]);
        two.Has("NextToken").ShouldBeFalse();
    }

    [Test]
    public async Task A_token_of_another_secret_or_another_question_is_refused()
    {
        await using var emulator = await Emulator.Start();
        await CreateThree(emulator);
        await emulator.Secrets.Create("other", "one");
        var token = (await List(emulator, new JsonObject { ["MaxResults"] = 1 })).Text("NextToken");

        var otherSecret = await emulator.Secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "other", ["NextToken"] = token });
        var otherQuestion = await List(emulator, new JsonObject { ["IncludeDeprecated"] = true, ["NextToken"] = token });
        var garbage = await List(emulator, new JsonObject { ["NextToken"] = "garbage" });

        otherSecret.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
        otherQuestion.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
        garbage.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
    }

    [Test]
    public async Task A_scheduled_secret_still_lists_its_versions_for_another_account_too()
    {
        await using var emulator = await Emulator.Start();
        var arn = await CreateThree(emulator);
        await emulator.Secrets.LetIn("db", "111122223333");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Secrets.As(accessKey: "111122223333").Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = arn });

        Ids(answer).ShouldBe([Second, Third]);
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();

        var answer = await List(emulator);

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    /// <summary>Three versions an hour apart; the first of them ends up without a label.</summary>
    private static async Task<string> CreateThree(Emulator emulator)
    {
        var created = await emulator.Secrets.Create("db", "one", token: First);
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.PutValue("db", "two", token: Second);
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.PutValue("db", "three", token: Third);
        return created.Text("ARN");
    }

    private static Task<WireAnswer> List(Emulator emulator, JsonObject? more = null) =>
        emulator.Secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "db" }, more);

    private static IEnumerable<string> Ids(WireAnswer answer) =>
        answer.Json.GetProperty("Versions").EnumerateArray().Select(version => version.GetProperty("VersionId").GetString()!);
}
