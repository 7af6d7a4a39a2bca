using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class PutResourcePolicyTests
{
    private const string Account =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";

    private const string Public =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";

    // Types

    [TestCase("""{"SecretId":"db","ResourcePolicy":{"Version":"2012-10-17"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","ResourcePolicy":"{}","BlockPublicPolicy":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("PutResourcePolicy", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task Secret_and_policy_are_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("PutResourcePolicy", "{}");

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'resourcePolicy' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_policy_has_1_to_20480_characters()
    {
        await using var emulator = await Emulator.Start();
        var policy = new string('p', 20481);

        var empty = await Put(emulator, "");
        var tooLong = await Put(emulator, policy);

        empty.ShouldBeValidationError(
            "1 validation error detected: Value '' at 'resourcePolicy' failed to satisfy constraint: Member must have length greater than or equal to 1");
        tooLong.ShouldBeValidationError(
            $"1 validation error detected: Value '{policy}' at 'resourcePolicy' failed to satisfy constraint: Member must have length less than or equal to 20480");
    }

    // Behaviour

    [Test]
    public async Task A_policy_comes_back_to_the_letter()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");
        var text = "  " + Account.Replace(",", " ,\n\t", StringComparison.Ordinal) + " ";

        var answer = await Put(emulator, text);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db"}""");
        (await Get(emulator)).Text("ResourcePolicy").ShouldBe(text);
    }

    [Test]
    public async Task A_second_policy_replaces_the_first()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        await Put(emulator, Account);
        await Put(emulator, Public);

        (await Get(emulator)).Text("ResourcePolicy").ShouldBe(Public);
    }

    [TestCase("not JSON")]
    [TestCase("{}")]
    [TestCase("""{"Version":"2019-10-19","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"AllowSomething","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [TestCase("""{"Version":"2012-10-17","Statements":[]}""")]
    public async Task A_text_that_is_no_policy_is_refused_and_the_old_one_stays(string text)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");
        await Put(emulator, Account);

        var answer = await Put(emulator, text);

        answer.ShouldBeError("MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
        (await Get(emulator)).Text("ResourcePolicy").ShouldBe(Account);
    }

    [TestCase("arn:aws:iam::111122223333:user/*")]
    [TestCase("somebody")]
    public async Task An_unsupported_principal_is_refused(string principal)
    {
        // Verified: field, three reports
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Put(emulator, Account.Replace("arn:aws:iam::111122223333:root", principal, StringComparison.Ordinal));

        answer.ShouldBeError("MalformedPolicyDocumentException", "This resource policy contains an unsupported principal.");
    }

    [Test]
    public async Task An_unsupported_service_principal_is_refused()
    {
        // Verified: field, 2026
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Put(
            emulator, Account.Replace("""{"AWS":"arn:aws:iam::111122223333:root"}""", """{"Service":"nobody"}""", StringComparison.Ordinal));

        answer.ShouldBeError("MalformedPolicyDocumentException", "This resource policy contains an unsupported service principal.");
    }

    [Test]
    public async Task A_policy_that_denies_everyone_everything_is_refused()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Put(
            emulator,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}""");

        answer.ShouldBeError("InvalidRequestException", "Your requested changes will not allow you to manage this secret in the future.");
    }

    [Test]
    public async Task A_public_policy_is_refused_when_asked_and_kept_otherwise()
    {
        // Verified: localstack's recordings keep a policy for everyone
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var blocked = await Put(emulator, Public, block: true);
        var kept = await Put(emulator, Public);

        blocked.ShouldBeError("PublicPolicyException", "You can't attach a resource-based policy that allows broad access to the secret.");
        kept.Status.ShouldBe(200);
    }

    [Test]
    public async Task A_policy_for_one_account_is_not_public()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await Put(emulator, Account, block: true);

        answer.Status.ShouldBe(200);
    }

    [Test]
    public async Task An_unknown_name_is_not_found_whatever_the_policy()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Put(emulator, "not JSON");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static Task<WireAnswer> Put(Emulator emulator, string policy, bool? block = null) => emulator.Secrets.Call(
        "PutResourcePolicy", new JsonObject { ["SecretId"] = "db", ["ResourcePolicy"] = policy, ["BlockPublicPolicy"] = block });

    private static Task<WireAnswer> Get(Emulator emulator) => emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "db" });
}
