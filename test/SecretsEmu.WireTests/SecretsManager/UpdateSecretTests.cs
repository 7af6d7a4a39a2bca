using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class UpdateSecretTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";

    // Types

    [TestCase("""{"SecretId":["db"]}""", "Start of list found where not expected")]
    [TestCase("""{"SecretId":"db","Description":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","KmsKeyId":true}""", "TRUE_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","SecretString":{"user":"me"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","SecretBinary":[1,2]}""", "Start of list found where not expected")]
    [TestCase("""{"SecretId":"db","Type":1}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("UpdateSecret", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{"SecretString":"s"}""", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db","ClientRequestToken":"short"}""", "Value 'short' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32")]
    [TestCase("""{"SecretId":"db","SecretString":""}""", "Value at 'secretString' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","SecretBinary":""}""", "Value at 'secretBinary' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task A_broken_constraint_is_named(string body, string sentence)
    {
        var answer = await TableEmulator.Call("UpdateSecret", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("description", "Description", 2048)]
    [TestCase("kmsKeyId", "KmsKeyId", 2048)]
    [TestCase("type", "Type", 256)]
    public async Task A_text_may_not_be_too_long(string name, string member, int longest)
    {
        var text = new string('x', longest + 1);

        var answer = await TableEmulator.Call("UpdateSecret", $$"""{"SecretId":"db","ClientRequestToken":"{{Token}}","{{member}}":"{{text}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{text}' at '{name}' failed to satisfy constraint: Member must have length less than or equal to {longest}");
    }

    [TestCase("Inv Name")]
    [TestCase(" Inv Name")]
    [TestCase(" Inv*Name? ")]
    [TestCase(@" Inv *?!]Name\\-")]
    [TestCase("")]
    public async Task A_name_with_other_characters_is_invalid(string name)
    {
        var answer = await TableEmulator.Call("UpdateSecret", $$"""{"SecretId":"{{name}}","ClientRequestToken":"{{Token}}"}""");

        answer.ShouldBeValidationError(
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    [Test]
    public async Task A_token_is_required_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Call("UpdateSecret", """{"SecretId":"nowhere","SecretString":"one"}""");

        answer.ShouldBeError("InvalidRequestException", "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    [Test]
    public async Task Both_kinds_of_value_are_refused_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Call(
            "UpdateSecret", $$"""{"SecretId":"nowhere","ClientRequestToken":"{{Token}}","SecretString":"one","SecretBinary":"b25l"}""");

        answer.ShouldBeError(
            "InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret.");
    }

    // Behaviour

    [Test]
    public async Task An_unknown_secret_is_not_found()
    {
        var answer = await TableEmulator.Running.Secrets.Update("nowhere");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_value_becomes_current_and_its_version_is_answered()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "two" }, Version(2));

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db","VersionId":"v2-00000000000000000000000000000"}""");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT]");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_binary_value_replaces_a_string()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Secrets.Update("db", new JsonObject { ["SecretBinary"] = "Zm9vdGVzdA==" });

        var answer = await emulator.Secrets.GetValue("db");
        answer.Text("SecretBinary").ShouldBe("Zm9vdGVzdA==");
        answer.Has("SecretString").ShouldBeFalse();
    }

    [Test]
    public async Task Without_optional_members_nothing_changes()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var answer = await emulator.Secrets.Update("db");

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_description_alone_makes_no_version()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Version(1));
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));

        var answer = await emulator.Secrets.Update("db", new JsonObject { ["Description"] = "MyNewDescription" }, Version(2));

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
        var described = await emulator.Secrets.Describe("db");
        described.Text("Description").ShouldBe("MyNewDescription");
        described.Json.GetProperty("LastChangedDate").GetRawText().ShouldBe("1.769846401E9");
    }

    [Test]
    public async Task A_description_survives_an_update_of_the_value()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", more: new JsonObject { ["Description"] = "MyNewDescription" });

        await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "two" });

        (await emulator.Secrets.Describe("db")).Text("Description").ShouldBe("MyNewDescription");
    }

    [Test]
    public async Task An_empty_description_clears_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", more: new JsonObject { ["Description"] = "old" });

        await emulator.Secrets.Update("db", new JsonObject { ["Description"] = "" });

        (await emulator.Secrets.Describe("db")).Has("Description").ShouldBeFalse();
    }

    [Test]
    public async Task A_null_description_keeps_it()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", more: new JsonObject { ["Description"] = "old" });

        await emulator.Client.Call("UpdateSecret", $$"""{"SecretId":"db","ClientRequestToken":"{{Token}}","Description":null}""");

        (await emulator.Secrets.Describe("db")).Text("Description").ShouldBe("old");
    }

    [Test]
    public async Task The_same_token_and_value_succeed_without_effect()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Token);
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var answer = await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "one" }, Token);

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db","VersionId":"{{Token}}"}""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task The_same_token_with_another_value_is_refused_and_the_description_stays_too()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Token);
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "two", ["Description"] = "new" }, Token);

        answer.ShouldBeError(
            "ResourceExistsException",
            $"You can't use ClientRequestToken 11111111-2222-3333-4444-555555555555 because that value is already in use for a version of secret {created.Text("ARN")}.");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task The_same_text_under_a_new_token_is_a_new_version()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));

        await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "one" }, Version(2));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT]");
        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastChangedDate").GetRawText().ShouldBe("1.769846401E9");
    }

    [Test]
    public async Task A_value_takes_AWSPENDING_from_any_version()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));

        await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "three" }, Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 deprecated v3 [AWSCURRENT]");
    }

    [Test]
    public async Task A_value_is_the_first_version_of_a_secret_without_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "one" }, Version(1));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
    }

    [TestCase("\"Type\":\"partner\"", "secrets of an external Type")]
    public async Task What_is_not_emulated_is_refused_before_anything_is_stored(string member, string what)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Client.Call(
            "UpdateSecret", $$"""{"SecretId":"db","ClientRequestToken":"{{Token}}","Description":"new",{{member}}}""");

        answer.ShouldBeError("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.", messageKey: "message");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }
}
