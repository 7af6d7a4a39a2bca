using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class ValidateResourcePolicyTests
{
    private const string Account =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";

    // Types

    [Test]
    public async Task A_policy_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ValidateResourcePolicy", """{"ResourcePolicy":{"Version":"2012-10-17"}}""");

        answer.ShouldBeError("SerializationException", "Start of structure or map found where not expected.", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task Only_the_policy_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ValidateResourcePolicy", "{}");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value null at 'resourcePolicy' failed to satisfy constraint: Member must not be null");
    }

    [TestCase("")]
    [TestCase("Inv Name")]
    public async Task A_SecretId_with_other_characters_gets_the_name_sentence(string id)
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();

        var answer = await Validate(emulator, Account, id);

        answer.ShouldBeValidationError("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    // Behaviour

    [Test]
    public async Task A_sound_policy_passes_without_a_secret()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Validate(emulator, Account);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"PolicyValidationPassed":true,"ValidationErrors":[]}""");
    }

    [Test]
    public async Task A_named_secret_must_exist_and_stays_as_it_is()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var known = await Validate(emulator, Account, "db");
        var unknown = await Validate(emulator, Account, "nowhere");

        known.Body.ShouldBe("""{"PolicyValidationPassed":true,"ValidationErrors":[]}""");
        unknown.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "db" })).Has("ResourcePolicy").ShouldBeFalse();
    }

    [Test]
    public async Task A_public_policy_does_not_pass()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Validate(emulator, Account.Replace("\"111122223333\"", "\"*\"", StringComparison.Ordinal));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            """{"PolicyValidationPassed":false,"ValidationErrors":[{"CheckName":"REFLEXIVE_PRINCIPAL_CHECK","ErrorMessage":"You can't attach a resource-based policy that allows broad access to the secret."}]}""");
    }

    [Test]
    public async Task Several_errors_come_together()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Validate(
            emulator,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""");

        answer.Body.ShouldBe(
            """{"PolicyValidationPassed":false,"ValidationErrors":[{"CheckName":"REFLEXIVE_PRINCIPAL_CHECK","ErrorMessage":"You can't attach a resource-based policy that allows broad access to the secret."},"""
            + """{"CheckName":"LOCKOUT_PREVENTION","ErrorMessage":"Your requested changes will not allow you to manage this secret in the future."}]}""");
    }

    [Test]
    public async Task A_text_that_is_no_policy_is_an_error_and_not_data()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Validate(emulator, "not JSON");

        answer.ShouldBeError("MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
    }

    private static Task<WireAnswer> Validate(Emulator emulator, string policy, string? id = null) =>
        emulator.Secrets.Call("ValidateResourcePolicy", new JsonObject { ["SecretId"] = id, ["ResourcePolicy"] = policy });
}
