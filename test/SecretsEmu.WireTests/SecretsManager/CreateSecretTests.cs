using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class CreateSecretTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";
    private const string InvalidName =
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!";

    // Types

    [TestCase("""{"Name":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Name":true}""", "TRUE_VALUE cannot be converted to String")]
    [TestCase("""{"Name":{"a":1}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"Name":["db"]}""", "Start of list found where not expected")]
    [TestCase("""{"Name":"db","SecretBinary":1}""", "NUMBER_VALUE cannot be converted to Blob")]
    [TestCase("""{"Name":"db","ForceOverwriteReplicaSecret":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("""{"Name":"db","Tags":"a"}""", "Unexpected field type")]
    [TestCase("""{"Name":"db","Tags":{"a":"b"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"Name":"db","Tags":["a"]}""", "Unexpected field type")]
    [TestCase("""{"Name":"db","Tags":[{"Key":"a","Value":1}]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Name":"db","AddReplicaRegions":[[]]}""", "Start of list found where not expected")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("CreateSecret", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    [TestCase("Zm9vdGVzdA")]
    [TestCase("Zm9v!GVzdA==")]
    [TestCase("Zm9v_-==")]
    public async Task A_SecretBinary_that_is_no_base64_is_a_serialization_error_without_a_sentence(string text)
    {
        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"db","SecretBinary":"{{text}}"}""");

        answer.Body.ShouldBe("""{"__type":"SerializationException"}""");
        answer.Status.ShouldBe(400);
    }

    // Constraints

    [Test]
    public async Task A_name_is_required()
    {
        var answer = await TableEmulator.Call("CreateSecret", $$"""{"ClientRequestToken":"{{Token}}","SecretString":"one"}""");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_name_has_at_most_512_characters()
    {
        var name = new string('n', 513);

        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"{{name}}","ClientRequestToken":"{{Token}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 512");
    }

    [TestCase("Inv Name")]
    [TestCase(" Inv Name")]
    [TestCase(" Inv*Name? ")]
    [TestCase(@" Inv *?!]Name\\-")]
    [TestCase("")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf")]
    [TestCase("schlüssel")]
    [TestCase("a\\u0000b")]
    public async Task A_name_with_other_characters_is_invalid(string name)
    {
        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"{{name}}","ClientRequestToken":"{{Token}}"}""");

        answer.ShouldBeValidationError(InvalidName);
    }

    [TestCase("Valid/_+=.@-Name")]
    [TestCase("Valid/_+=.@-Name-a1b2")]
    [TestCase("Valid/_+=.@-Name-a1b2c3")]
    [TestCase("Valid/_+=.@-Name-a1b2c3-")]
    [TestCase("rds!db-3bea3cf2")]
    [TestCase("/")]
    public async Task A_name_of_allowed_characters_is_accepted(string name)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Create(name, "one");

        answer.Text("Name").ShouldBe(name);
    }

    [Test]
    public async Task A_token_is_required()
    {
        var answer = await TableEmulator.Call("CreateSecret", """{"Name":"db","SecretString":"one"}""");

        answer.ShouldBeError("InvalidRequestException", "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    [Test]
    public async Task A_token_is_required_without_a_value_too()
    {
        var answer = await TableEmulator.Call("CreateSecret", """{"Name":"db"}""");

        answer.ShouldBeError("InvalidRequestException", "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    [TestCase(31, "greater than or equal to 32")]
    [TestCase(65, "less than or equal to 64")]
    public async Task A_token_has_32_to_64_characters(int length, string demand)
    {
        var token = new string('t', length);

        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{token}}","SecretString":"one"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length {demand}");
    }

    [TestCase(0, "greater than or equal to 1")]
    [TestCase(65537, "less than or equal to 65536")]
    public async Task A_SecretString_of_a_wrong_length_is_refused_without_printing_it(int length, string demand)
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","SecretString":"{{new string('s', length)}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length {demand}");
    }

    [Test]
    public async Task A_SecretString_is_measured_in_bytes_of_UTF8()
    {
        await using var emulator = await Emulator.Start();

        var fits = await emulator.Secrets.Create("fits", new string('é', 32768));
        var tooLong = await emulator.Secrets.Create("too-long", new string('é', 32768) + "e");

        fits.Status.ShouldBe(200);
        tooLong.ShouldBeValidationError(
            "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536");
    }

    [TestCase(0, "1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase(65537, "1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: Member must have length less than or equal to 65536")]
    public async Task A_SecretBinary_of_a_wrong_length_is_refused_without_printing_it(int length, string sentence)
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","SecretBinary":"{{Convert.ToBase64String(new byte[length])}}"}""");

        answer.ShouldBeValidationError(sentence);
    }

    [Test]
    public async Task A_description_has_at_most_2048_characters()
    {
        var text = new string('d', 2049);

        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Description":"{{text}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{text}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 2048");
    }

    [TestCase("""{"Value":"v"}""", "Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Key":"k"}""", "Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Key":"","Value":"v"}""", "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task The_broken_tag_is_named_by_its_position(string tag, string sentence)
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[{"Key":"fine","Value":""},{{tag}}]}""");

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [Test]
    public async Task The_list_of_replica_regions_must_not_be_empty()
    {
        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","AddReplicaRegions":[]}""");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value '[]' at 'addReplicaRegions' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    // Behaviour

    [Test]
    public async Task A_secret_with_a_value_answers_ARN_name_and_version()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Create("db/password", "one", token: Token);

        answer.Status.ShouldBe(200);
        answer.Text("ARN").ShouldMatch("^arn:aws:secretsmanager:us-east-1:000000000000:secret:db/password-[A-Za-z0-9]{6}$");
        answer.Body.ShouldBe($$"""{"ARN":"{{answer.Text("ARN")}}","Name":"db/password","VersionId":"{{Token}}"}""");
    }

    [Test]
    public async Task A_secret_without_a_value_answers_no_version()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Create("db");

        answer.Body.ShouldBe($$"""{"ARN":"{{answer.Text("ARN")}}","Name":"db"}""");
    }

    [Test]
    public async Task A_secret_without_a_value_has_no_version_and_no_labels()
    {
        await using var emulator = await Emulator.Start();

        var created = await emulator.Secrets.Create("db", more: new JsonObject { ["Description"] = "" });

        (await emulator.Secrets.Describe("db")).Body.ShouldBe(
            $$"""{"ARN":"{{created.Text("ARN")}}","CreatedDate":1.7698464E9,"LastChangedDate":1.7698464E9,"Name":"db"}""");
        (await emulator.Secrets.Labels("db")).ShouldBe("");
    }

    [Test]
    public async Task The_first_version_is_current()
    {
        await using var emulator = await Emulator.Start();

        var created = await emulator.Secrets.Create("db", "one", token: Token, more: new JsonObject { ["Description"] = "the first" });

        (await emulator.Secrets.Describe("db")).Body.ShouldBe(
            $$$"""{"ARN":"{{{created.Text("ARN")}}}","CreatedDate":1.7698464E9,"Description":"the first","LastChangedDate":1.7698464E9,"Name":"db","VersionIdsToStages":{"{{{Token}}}":["AWSCURRENT"]}}""");
    }

    [Test]
    public async Task Tags_come_back_in_the_order_given()
    {
        await using var emulator = await Emulator.Start();

        await emulator.Client.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[{"Key":"b","Value":"1"},{"Key":"a","Value":""}]}""");

        (await emulator.Secrets.Describe("db")).Json.GetProperty("Tags").GetRawText()
            .ShouldBe("""[{"Key":"b","Value":"1"},{"Key":"a","Value":""}]""");
    }

    [Test]
    public async Task An_empty_list_of_tags_is_kept_as_an_empty_list()
    {
        await using var emulator = await Emulator.Start();

        await emulator.Client.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[]}""");

        (await emulator.Secrets.Describe("db")).Json.GetProperty("Tags").GetRawText().ShouldBe("[]");
    }

    [Test]
    public async Task A_system_tag_is_refused_and_nothing_is_created()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[{"Key":"a","Value":""},{"Key":"aws:cloudformation:stack-name","Value":""}]}""");

        answer.ShouldBeError("InvalidParameterException", "You can't modify system tags. Tag key: 'aws:cloudformation:stack-name'.");
        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_tag_key_given_twice_is_refused()
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}]}""");

        answer.ShouldBeError("InvalidParameterException", "Duplicate tag keys found.");
    }

    [Test]
    public async Task More_than_50_tags_are_refused()
    {
        var tags = string.Join(',', Enumerable.Range(1, 51).Select(number => $$"""{"Key":"{{number}}","Value":""}"""));

        var answer = await TableEmulator.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","Tags":[{{tags}}]}""");

        answer.ShouldBeError("InvalidParameterException", "The number of tags can't exceed 50.");
    }

    [Test]
    public async Task Both_kinds_of_value_are_refused()
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","SecretString":"one","SecretBinary":"b25l"}""");

        answer.ShouldBeError(
            "InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret.");
    }

    [TestCase("one")]
    [TestCase("another")]
    public async Task A_name_that_is_taken_is_refused_under_another_token_whatever_the_value(string value)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Create("db", value);

        answer.ShouldBeError("ResourceExistsException", "The operation failed because the secret db already exists.");
    }

    [Test]
    public async Task The_same_token_and_value_get_the_first_answer_and_change_nothing()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one", token: Token);
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var again = await emulator.Secrets.Create("db", "one", token: Token, more: new JsonObject { ["Description"] = "ignored" });

        again.Body.ShouldBe(first.Body);
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task The_token_of_an_older_version_with_its_value_is_a_repeat_as_well()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one", token: Token);
        await emulator.Secrets.PutValue("db", "two");

        var again = await emulator.Secrets.Create("db", "one", token: Token);

        again.Body.ShouldBe(first.Body);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task The_same_token_with_another_value_is_refused()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one", token: Token);

        var answer = await emulator.Secrets.Create("db", "two", token: Token);

        answer.ShouldBeError(
            "ResourceExistsException",
            $"You can't use ClientRequestToken 11111111-2222-3333-4444-555555555555 because that value is already in use for a version of secret {first.Text("ARN")}.");
    }

    [Test]
    public async Task A_string_and_a_binary_of_the_same_bytes_are_two_values()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one", token: Token);

        var answer = await emulator.Client.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}","SecretBinary":"b25l"}""");

        answer.ShouldBeError(
            "ResourceExistsException",
            $"You can't use ClientRequestToken 11111111-2222-3333-4444-555555555555 because that value is already in use for a version of secret {first.Text("ARN")}.");
    }

    [Test]
    public async Task The_name_of_a_secret_that_waits_for_its_deletion_is_taken()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: Token);
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });

        var answer = await emulator.Secrets.Create("db", "one", token: Token);

        answer.ShouldBeError(
            "InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.");
    }

    [Test]
    public async Task A_name_that_was_freed_gets_another_suffix()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        var second = await emulator.Secrets.Create("db", "one");

        second.Status.ShouldBe(200);
        second.Text("ARN").ShouldNotBe(first.Text("ARN"));
    }

    [Test]
    public async Task Names_are_case_sensitive()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "lower");

        var upper = await emulator.Secrets.Create("DB", "upper");

        upper.Status.ShouldBe(200);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("lower");
    }

    [TestCase("\"Type\":\"partner\"", "secrets of an external Type")]
    public async Task What_is_not_emulated_is_refused_before_anything_is_stored(string member, string what)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("CreateSecret", $$"""{"Name":"db","ClientRequestToken":"{{Token}}",{{member}}}""");

        answer.ShouldBeError("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.", messageKey: "message");
        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [TestCase("")]
    [TestCase("alias/aws/secretsmanager")]
    [TestCase("arn:aws:kms:us-east-1:000000000000:alias/aws/secretsmanager")]
    public async Task The_default_key_may_be_named_and_is_not_shown(string key)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = key });

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Describe("db")).Has("KmsKeyId").ShouldBeFalse();
    }
}
