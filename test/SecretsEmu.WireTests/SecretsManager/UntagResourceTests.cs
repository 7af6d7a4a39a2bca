using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class UntagResourceTests
{
    // Types

    [TestCase("""{"SecretId":"db","TagKeys":"a"}""", "Unexpected field type")]
    [TestCase("""{"SecretId":"db","TagKeys":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","TagKeys":[{"Key":"a"}]}""", "Start of structure or map found where not expected.")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("UntagResource", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task Secret_and_keys_are_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("UntagResource", "{}");

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_key_has_1_to_128_characters()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Untag(emulator, "a", "");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: "
            + "[Member must have length less than or equal to 128, Member must have length greater than or equal to 1]");
    }

    [Test]
    public async Task A_system_tag_is_refused_and_named()
    {
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);

        var answer = await Untag(emulator, "tag1", "aws:cloudformation:stack-name");

        answer.ShouldBeError("InvalidParameterException", "You can't modify system tags. Tag key: 'aws:cloudformation:stack-name'.");
        (await TagsOf(emulator)).ShouldBe("""[{"Key":"tag1","Value":"value1"},{"Key":"tag2","Value":"value2"}]""");
    }

    // Behaviour

    [Test]
    public async Task The_answer_has_no_body()
    {
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);

        var answer = await Untag(emulator, "tag1");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("");
        answer.ContentHeaders.ContentLength.ShouldBe(0);
        (await TagsOf(emulator)).ShouldBe("""[{"Key":"tag2","Value":"value2"}]""");
    }

    [Test]
    public async Task Removing_the_last_tag_leaves_an_empty_list()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);

        await Untag(emulator, "tag2");
        await Untag(emulator, "tag1");

        (await TagsOf(emulator)).ShouldBe("[]");
    }

    [Test]
    public async Task Keys_that_are_not_there_are_passed_over()
    {
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);

        var answer = await Untag(emulator, "TAG1", "nowhere");

        answer.Status.ShouldBe(200);
        (await TagsOf(emulator)).ShouldBe("""[{"Key":"tag1","Value":"value1"},{"Key":"tag2","Value":"value2"}]""");
    }

    [Test]
    public async Task A_secret_that_was_never_tagged_has_no_tags_afterwards_either()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await Untag(emulator, "tag1");

        (await emulator.Secrets.Describe("db")).Has("Tags").ShouldBeFalse();
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Untag(emulator, "tag1");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static Task<WireAnswer> CreateTagged(Emulator emulator) => emulator.Secrets.Create("db", more: new JsonObject
    {
        ["Tags"] = new JsonArray(
            new JsonObject { ["Key"] = "tag1", ["Value"] = "value1" }, new JsonObject { ["Key"] = "tag2", ["Value"] = "value2" }),
    });

    private static Task<WireAnswer> Untag(Emulator emulator, params string[] keys) =>
        emulator.Secrets.Call("UntagResource", new JsonObject { ["SecretId"] = "db", ["TagKeys"] = new JsonArray([.. keys.Select(key => JsonValue.Create(key))]) });

    private static async Task<string> TagsOf(Emulator emulator) =>
        (await emulator.Secrets.Describe("db")).Json.GetProperty("Tags").GetRawText();
}
