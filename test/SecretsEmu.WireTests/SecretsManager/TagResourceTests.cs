using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class TagResourceTests
{
    // Types

    [TestCase("""{"SecretId":"db","Tags":"a"}""", "Unexpected field type")]
    [TestCase("""{"SecretId":"db","Tags":["a"]}""", "Unexpected field type")]
    [TestCase("""{"SecretId":"db","Tags":{"a":"b"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","Tags":[["a"]]}""", "Start of list found where not expected")]
    [TestCase("""{"SecretId":"db","Tags":[{"Key":1,"Value":"b"}]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","Tags":[{"Key":"a","Value":true}]}""", "TRUE_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("TagResource", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task Secret_and_tags_are_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("TagResource", "{}");

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'tags' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task Key_and_value_have_lengths_and_name_their_place()
    {
        await using var emulator = await Emulator.Start();
        var value = new string('v', 257);

        var answer = await Tag(emulator, ("good", "good"), ("", value));

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + $"Value '{value}' at 'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256");
    }

    [Test]
    public async Task A_key_has_at_most_128_characters()
    {
        await using var emulator = await Emulator.Start();
        var key = new string('k', 129);

        var answer = await Tag(emulator, (key, ""));

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{key}' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128");
    }

    [Test]
    public async Task The_longest_key_and_value_are_kept()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");
        var (key, value) = (new string('k', 128), new string('v', 256));

        await Tag(emulator, (key, value));

        (await TagsOf(emulator)).ShouldBe($$"""[{"Key":"{{key}}","Value":"{{value}}"}]""");
    }

    [TestCase("aws:cloudformation:stack-name")]
    [TestCase("aws:")]
    public async Task A_system_tag_is_refused_and_named(string key)
    {
        // Verified: field
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Tag(emulator, ("mine", "1"), (key, "2"), ("aws:second", "3"));

        answer.ShouldBeError("InvalidParameterException", $"You can't modify system tags. Tag key: '{key}'.");
        (await emulator.Secrets.Describe("db")).Has("Tags").ShouldBeFalse();
    }

    [Test]
    public async Task A_key_given_twice_is_refused()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Tag(emulator, ("a", "1"), ("a", "2"));

        answer.ShouldBeError("InvalidParameterException", "Duplicate tag keys found.");
    }

    // Behaviour

    [Test]
    public async Task The_answer_has_no_body()
    {
        // Verified: field, a client's log of 2025
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Tag(emulator, ("a", "1"));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("");
        answer.ContentHeaders.ContentLength.ShouldBe(0);
        answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/x-amz-json-1.1");
    }

    [Test]
    public async Task Tags_keep_the_order_of_their_first_attachment_and_take_the_newest_value()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await Tag(emulator, ("tag1", "value1"), ("tag2", "value2"));
        await Tag(emulator, ("tag3", "value3"), ("tag1", "another"));

        (await TagsOf(emulator)).ShouldBe(
            """[{"Key":"tag1","Value":"another"},{"Key":"tag2","Value":"value2"},{"Key":"tag3","Value":"value3"}]""");
    }

    [Test]
    public async Task Keys_that_differ_in_case_are_two_tags()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await Tag(emulator, ("Team", "1"), ("team", "2"));

        (await TagsOf(emulator)).ShouldBe("""[{"Key":"Team","Value":"1"},{"Key":"team","Value":"2"}]""");
    }

    [Test]
    public async Task An_empty_list_of_tags_leaves_an_empty_list()
    {
        // Inferred: field output of a Terraform-made secret shows Tags [] (secretsmanager.md 4.6)
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await emulator.Secrets.Call("TagResource", new JsonObject { ["SecretId"] = "db", ["Tags"] = new JsonArray() });

        (await TagsOf(emulator)).ShouldBe("[]");
    }

    [Test]
    public async Task Fifty_tags_fit_and_the_next_is_refused_whole()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");
        await Tag(emulator, [.. Enumerable.Range(1, 49).Select(number => ($"key{number}", "old"))]);

        var tooMany = await Tag(emulator, ("key1", "new"), ("key50", "new"), ("key51", "new"));
        var fits = await Tag(emulator, ("key1", "new"), ("key50", "new"));

        tooMany.ShouldBeError("InvalidParameterException", "The number of tags can't exceed 50.");
        fits.Status.ShouldBe(200);
        (await emulator.Secrets.Describe("db")).Json.GetProperty("Tags").GetArrayLength().ShouldBe(50);
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Tag(emulator, ("a", "1"));

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task Another_account_tags_by_the_full_ARN()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");
        await emulator.Secrets.LetIn("db", "111122223333");

        var answer = await emulator.Secrets.As(accessKey: "111122223333").Call("TagResource", new JsonObject
        {
            ["SecretId"] = arn, ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "1" }),
        });

        answer.Status.ShouldBe(200);
        (await TagsOf(emulator)).ShouldBe("""[{"Key":"a","Value":"1"}]""");
    }

    private static Task<WireAnswer> Tag(Emulator emulator, params (string Key, string Value)[] tags) =>
        emulator.Secrets.Call("TagResource", new JsonObject
        {
            ["SecretId"] = "db",
            ["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
        });

    private static async Task<string> TagsOf(Emulator emulator) =>
        (await emulator.Secrets.Describe("db")).Json.GetProperty("Tags").GetRawText();
}
