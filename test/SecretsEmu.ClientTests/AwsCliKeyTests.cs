using System.Text;

namespace SecretsEmu.ClientTests;

/// <summary>The AWS CLI with keys of its own, with roles and in strict mode.</summary>
public sealed class AwsCliKeyTests
{
    private const string Ci = "arn:aws:iam::111122223333:user/ci";

    private static readonly string[] Described = ["--principals", Path.Combine(Programs.Here, "principals.json")];

    [Test]
    public async Task A_ciphertext_opens_in_its_context_alone()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server.Start();
        var kms = new AwsCli(server.Variables, "kms");
        var arn = await kms.Text("create-key", "--tags", "TagKey=team,TagValue=pay", "--query", "KeyMetadata.Arn");
        await kms.Nothing("create-alias", "--alias-name", "alias/pay", "--target-key-id", arn);
        await File.WriteAllTextAsync(folder.File("plain"), "a plan");

        var blob = await kms.Text(
            "encrypt", "--key-id", "alias/pay", "--plaintext", $"fileb://{folder.File("plain")}", "--encryption-context", "tenant=seven", "--query", "CiphertextBlob");
        await File.WriteAllBytesAsync(folder.File("box"), Convert.FromBase64String(blob));

        var opened = await kms.Json("decrypt", "--ciphertext-blob", $"fileb://{folder.File("box")}", "--encryption-context", "tenant=seven");
        opened.GetProperty("KeyId").GetString().ShouldBe(arn);
        Encoding.UTF8.GetString(opened.GetProperty("Plaintext").GetBytesFromBase64()).ShouldBe("a plan");
        // KMS gives no reason.
        (await kms.Refusal("decrypt", "--ciphertext-blob", $"fileb://{folder.File("box")}", "--encryption-context", "tenant=eight")).ShouldBe(
            "An error occurred (InvalidCiphertextException) when calling the Decrypt operation:");
        (await kms.Refusal("create-alias", "--alias-name", "alias/pay", "--target-key-id", arn)).ShouldBe(
            "An error occurred (AlreadyExistsException) when calling the CreateAlias operation: An alias with the name arn:aws:kms:us-east-1:000000000000:alias/pay already exists");
    }

    [Test]
    public async Task A_secret_cannot_be_read_while_its_key_is_disabled()
    {
        await using var server = await Server.Start();
        var (secrets, kms) = (new AwsCli(server.Variables), new AwsCli(server.Variables, "kms"));
        var key = await kms.Text("create-key", "--query", "KeyMetadata.KeyId");
        await secrets.Json("create-secret", "--name", "db", "--secret-string", "one", "--kms-key-id", key);

        await kms.Nothing("disable-key", "--key-id", key);
        (await secrets.Refusal("get-secret-value", "--secret-id", "db")).ShouldBe(
            "An error occurred (DecryptionFailure) when calling the GetSecretValue operation: Secrets Manager can't decrypt the protected secret text using the provided KMS key.");

        await kms.Nothing("enable-key", "--key-id", key);
        (await secrets.Text("get-secret-value", "--secret-id", "db", "--query", "SecretString")).ShouldBe("one");
    }

    [Test]
    public async Task A_profile_assumes_its_role_with_the_keys_of_another()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("config"), """
            [profile ci]
            aws_access_key_id = AKIACI0000000000000A
            aws_secret_access_key = the-secret-of-ci

            [profile app]
            source_profile = ci
            role_arn = arn:aws:iam::111122223333:role/app
            role_session_name = laptop
            """);
        await using var server = await Server.Start([.. Described, "--strict"]);
        var variables = server.Variables.Where(variable => variable.Key is not ("AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY"))
            .Append(KeyValuePair.Create("AWS_CONFIG_FILE", folder.File("config")))
            .ToDictionary();

        var sts = new AwsCli(variables, "sts");

        (await sts.Text("get-caller-identity", "--profile", "ci", "--query", "Arn")).ShouldBe(Ci);
        (await sts.Text("get-caller-identity", "--profile", "app", "--query", "Arn")).ShouldBe("arn:aws:sts::111122223333:assumed-role/app/laptop");
        (await new AwsCli(variables).Refusal("list-secrets", "--profile", "ci")).ShouldBe(
            $"An error occurred (AccessDeniedException) when calling the ListSecrets operation: User: {Ci} is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public async Task Strict_mode_refuses_another_secret_and_a_key_that_nobody_declared()
    {
        await using var server = await Server.Start([.. Described, "--strict"]);

        (await As("AKIACI0000000000000A", "another").Refusal("get-caller-identity")).ShouldStartWith(
            "An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        (await As("AKIANOBODY0000000000", "any").Refusal("get-caller-identity")).ShouldBe(
            "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.");
        (await As("AKIACI0000000000000A", "the-secret-of-ci").Text("get-caller-identity", "--query", "Arn")).ShouldBe(Ci);

        AwsCli As(string accessKey, string secret) => new(
            new Dictionary<string, string>(server.Variables) { ["AWS_ACCESS_KEY_ID"] = accessKey, ["AWS_SECRET_ACCESS_KEY"] = secret }, "sts");
    }
}
