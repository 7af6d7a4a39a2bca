using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>TagResource, UntagResource and ListResourceTags (kms-iam-sts.md 2.5).</summary>
public sealed class KeyTagTests
{
    // Types and constraints

    [TestCase("TagResource", """{"KeyId":"k","Tags":"a"}""", "Unexpected field type")]
    [TestCase("UntagResource", """{"KeyId":"k","TagKeys":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("ListResourceTags", """{"KeyId":{}}""", "Start of structure or map found where not expected.")]
    public async Task Members_of_another_type_cannot_be_read(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [TestCase("TagResource", "tags")]
    [TestCase("UntagResource", "tagKeys")]
    public async Task Key_and_tags_are_required(string operation, string member)
    {
        var answer = await TableEmulator.Running.Kms.Call(operation);

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; "
            + $"Value null at '{member}' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_value_has_at_most_256_characters()
    {
        var value = new string('v', 257);

        var answer = await TableEmulator.Running.Kms.Call("TagResource", ("KeyId", KeyCalls.MissingId), ("Tags", KeyCalls.Tags(("k", "v"), ("l", value))));

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{value}' at 'tags.2.member.tagValue' failed to satisfy constraint: Member must have length less than or equal to 256");
    }

    // Behaviour

    [Test]
    public async Task Tags_are_changed_in_place_appended_and_taken_away()
    {
        // Verified: recorded, kms-iam-sts.md 2.5
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Tags", KeyCalls.Tags(("a", "1"), ("b", "2"))));

        await emulator.Kms.Do("TagResource", ("KeyId", id), ("Tags", KeyCalls.Tags(("c", ""), ("a", "3"))));
        (await emulator.Kms.Call("ListResourceTags", ("KeyId", id))).Body.ShouldBe(
            """{"Tags":[{"TagKey":"a","TagValue":"3"},{"TagKey":"b","TagValue":"2"},{"TagKey":"c","TagValue":""}],"Truncated":false}""");

        await emulator.Kms.Do("UntagResource", ("KeyId", id), ("TagKeys", new JsonArray("a", "b", "c", "none")));
        (await emulator.Kms.Call("ListResourceTags", ("KeyId", id))).Body.ShouldBe("""{"Tags":[],"Truncated":false}""");
    }

    [Test]
    public async Task A_key_has_at_most_fifty_tags_whenever_it_got_them()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Tags", KeyCalls.Tags([.. Enumerable.Range(0, 50).Select(number => ($"k{number}", "v"))])));

        var answer = await emulator.Kms.Call("TagResource", ("KeyId", id), ("Tags", KeyCalls.Tags(("one more", "v"))));

        answer.ShouldBeKmsError("TagException", "Too many tags");
    }

    [Test]
    public async Task The_keys_of_AWS_cannot_be_set_or_taken_away()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call("TagResource", ("KeyId", id), ("Tags", KeyCalls.Tags(("aws:k", "v"))))).ShouldBeKmsError("TagException", "Tags beginning with aws: are reserved");
        (await emulator.Kms.Call("UntagResource", ("KeyId", id), ("TagKeys", new JsonArray("aws:k")))).ShouldBeKmsError("TagException", "Tags beginning with aws: are reserved");
    }

    [Test]
    public async Task Tags_come_in_pages()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Tags", KeyCalls.Tags([.. Enumerable.Range(0, 12).Select(number => ($"k{number}", "v"))])));

        var first = await emulator.Kms.Call("ListResourceTags", ("KeyId", id), ("Limit", 11));
        var second = await emulator.Kms.Call("ListResourceTags", ("KeyId", id), ("Limit", 11), ("Marker", first.Text("NextMarker")));

        first.Texts("Tags", "TagKey").Last().ShouldBe("k10");
        second.Texts("Tags", "TagKey").ShouldBe(["k11"]);
    }
}
