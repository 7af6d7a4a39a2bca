using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class BatchGetSecretValueTests
{
    // Types

    [TestCase("""{"SecretIdList":"db"}""", "Unexpected field type")]
    [TestCase("""{"SecretIdList":{"a":"db"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretIdList":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Filters":[["name"]]}""", "Start of list found where not expected")]
    [TestCase("""{"Filters":[{"Key":"name","Values":"db"}]}""", "Unexpected field type")]
    [TestCase("""{"Filters":[],"MaxResults":"5"}""", "STRING_VALUE cannot be converted to Integer")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{"SecretIdList":[]}""", "Value '[]' at 'secretIdList' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretIdList":["db",""]}""", "Value '[db, ]' at 'secretIdList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]")]
    [TestCase("""{"SecretIdList":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21"]}""", "Value '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]' at 'secretIdList' failed to satisfy constraint: Member must have length less than or equal to 20")]
    [TestCase("""{"Filters":[{"Key":"name","Values":["a"]}],"MaxResults":0}""", "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("""{"Filters":[{"Key":"name","Values":["a"]}],"MaxResults":21}""", "Value '21' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 20")]
    [TestCase("""{"Filters":[{"Key":"name","Values":["a"]},{"Key":"name","Values":[]}]}""", "Value '[]' at 'filters.2.member.values' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"Filters":[{"Key":"name","Values":["a"]}],"NextToken":""}""", "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task A_broken_constraint_is_named(string body, string sentence)
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("{}")]
    [TestCase("""{"SecretIdList":null,"Filters":null}""")]
    [TestCase("""{"SecretIdList":["db"],"Filters":[{"Key":"name","Values":["db"]}]}""")]
    public async Task Either_ids_or_filters_are_needed(string body)
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", body);

        answer.ShouldBeError("InvalidParameterException", "Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    }

    [TestCase("\"MaxResults\":5", "MaxResults")]
    [TestCase("\"NextToken\":\"abc\"", "NextToken")]
    public async Task Only_filters_have_pages(string member, string name)
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", $$"""{"SecretIdList":["db"],{{member}}}""");

        answer.ShouldBeError(
            "InvalidParameterException", $"'Filters' not specified. 'Filters' must also be specified when '{name}' is provided.");
    }

    [Test]
    public async Task More_than_ten_values_over_all_filters_are_refused()
    {
        var answer = await TableEmulator.Call(
            "BatchGetSecretValue",
            """{"Filters":[{"Key":"name","Values":["1","2","3","4","5","6","7","8","9","10"]},{"Key":"tag-key","Values":["a"]}]}""");

        answer.ShouldBeError("InvalidParameterException", "The filter list has too many filters. You can include up to 10 filters.");
    }

    [TestCase("""{"Filters":[{"Values":["a"]}]}""", "Invalid filter key")]
    [TestCase("""{"Filters":[{"Key":"name"}]}""", "Invalid filter values for key: name")]
    public async Task A_filter_needs_a_key_and_values(string body, string sentence)
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", body);

        answer.ShouldBeError("InvalidParameterException", sentence);
    }

    [Test]
    public async Task A_token_that_no_page_gave_out_is_refused()
    {
        var answer = await TableEmulator.Call("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["a"]}],"NextToken":"garbage"}""");

        answer.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
    }

    // Behaviour

    [Test]
    public async Task Values_come_in_the_order_asked_for()
    {
        await using var emulator = await Emulator.Start();
        var text = await emulator.Secrets.Create("text", "one", Version(1));
        var binary = await emulator.Secrets.Create("binary", token: Version(2), more: new JsonObject { ["SecretBinary"] = "b25l" });

        var answer = await emulator.Client.Call("BatchGetSecretValue", $$"""{"SecretIdList":["{{binary.Text("ARN")}}","text"]}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            """{"Errors":[],"SecretValues":["""
            + $$"""{"ARN":"{{binary.Text("ARN")}}","CreatedDate":1.7698464E9,"Name":"binary","SecretBinary":"b25l","VersionId":"v2-00000000000000000000000000000","VersionStages":["AWSCURRENT"]},"""
            + $$"""{"ARN":"{{text.Text("ARN")}}","CreatedDate":1.7698464E9,"Name":"text","SecretString":"one","VersionId":"v1-00000000000000000000000000000","VersionStages":["AWSCURRENT"]}]}""");
    }

    [Test]
    public async Task What_fails_for_one_secret_is_told_beside_the_others()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Create("empty");
        await emulator.Secrets.Create("deleted", "gone soon");
        await emulator.Secrets.Delete("deleted");

        var answer = await emulator.Client.Call(
            "BatchGetSecretValue", """{"SecretIdList":["nowhere","db","deleted","empty","Inv Name","arn:aws:nothing"]}""");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("SecretValues").GetArrayLength().ShouldBe(1);
        answer.Json.GetProperty("Errors").GetRawText().ShouldBe(
            """[{"ErrorCode":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret.","SecretId":"nowhere"},"""
            + """{"ErrorCode":"InvalidRequestException","Message":"You can't perform this operation on the secret because it was marked for deletion.","SecretId":"deleted"},"""
            + """{"ErrorCode":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret value for staging label: AWSCURRENT","SecretId":"empty"},"""
            + """{"ErrorCode":"ValidationException","Message":"Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!","SecretId":"Inv Name"},"""
            + """{"ErrorCode":"InvalidParameterException","Message":"Invalid ARN.","SecretId":"arn:aws:nothing"}]""");
    }

    [Test]
    public async Task Nothing_found_gives_two_empty_lists()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["db"]}]}""");

        answer.Body.ShouldBe("""{"Errors":[],"SecretValues":[]}""");
    }

    [Test]
    public async Task An_id_given_twice_is_answered_twice()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["db","db"]}""");

        answer.Json.GetProperty("SecretValues").GetArrayLength().ShouldBe(2);
    }

    [Test]
    public async Task Filters_find_what_ListSecrets_finds_but_nothing_that_waits_for_its_deletion()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/one", "1");
        await emulator.Secrets.Create("app/two", "2");
        await emulator.Secrets.Create("other", "3");
        await emulator.Secrets.Delete("app/two");

        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["app/"]}]}""");

        answer.Json.GetProperty("Errors").GetArrayLength().ShouldBe(0);
        answer.Json.GetProperty("SecretValues").EnumerateArray().Select(value => value.GetProperty("Name").GetString()).ShouldBe(["app/one"]);
    }

    [Test]
    public async Task Filters_give_pages()
    {
        await using var emulator = await Emulator.Start();
        foreach (var name in new[] { "app/a", "app/b", "app/c" })
        {
            await emulator.Secrets.Create(name, name);
            emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await emulator.Client.Call("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["app/"]}],"MaxResults":2}""");
        var second = await emulator.Client.Call(
            "BatchGetSecretValue", $$"""{"Filters":[{"Key":"name","Values":["app/"]}],"MaxResults":2,"NextToken":"{{first.Text("NextToken")}}"}""");

        first.Json.GetProperty("SecretValues").EnumerateArray().Select(value => value.GetProperty("Name").GetString()).ShouldBe(["app/a", "app/b"]);
        second.Json.GetProperty("SecretValues").EnumerateArray().Select(value => value.GetProperty("Name").GetString()).ShouldBe(["app/c"]);
        second.Has("NextToken").ShouldBeFalse();
    }

    [Test]
    public async Task A_page_has_20_values_unless_told_otherwise()
    {
        await using var emulator = await Emulator.Start();
        for (var number = 1; number <= 21; number++)
        {
            await emulator.Secrets.Create($"app/{number}", "value");
        }

        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["app/"]}]}""");

        answer.Json.GetProperty("SecretValues").GetArrayLength().ShouldBe(20);
        answer.Has("NextToken").ShouldBeTrue();
    }

    [Test]
    public async Task It_sets_the_day_of_access()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["db"]}""");

        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastAccessedDate").GetRawText().ShouldBe("1.7698176E9");
    }
}
