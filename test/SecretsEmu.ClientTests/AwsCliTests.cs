using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary>The AWS CLI, version 1 or 2.</summary>
public sealed class AwsCliTests
{
    private const string FirstToken = "00000000-0000-0000-0000-000000000001";
    private const string SecondToken = "00000000-0000-0000-0000-000000000002";

    [Test]
    public async Task A_secret_is_created_read_described_and_tagged()
    {
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);

        var created = await cli.Json(
            "create-secret", "--name", "prod/db", "--description", "Database of the shop", "--secret-string", """{"user":"app","password":"p w<&>\"ü"}""",
            "--client-request-token", FirstToken, "--tags", "Key=team,Value=core", "Key=temporary,Value=yes");
        created.GetProperty("Name").GetString().ShouldBe("prod/db");
        created.GetProperty("VersionId").GetString().ShouldBe(FirstToken);
        var arn = created.GetProperty("ARN").GetString()!;
        arn.ShouldMatch("^arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-[A-Za-z0-9]{6}$");

        var read = await cli.Json("get-secret-value", "--secret-id", arn);
        read.GetProperty("SecretString").GetString().ShouldBe("""{"user":"app","password":"p w<&>\"ü"}""");
        read.GetProperty("VersionStages").EnumerateArray().Select(label => label.GetString()).ShouldBe(["AWSCURRENT"]);

        await cli.Nothing("tag-resource", "--secret-id", "prod/db", "--tags", "Key=stage,Value=test", "Key=team,Value=data");
        await cli.Nothing("untag-resource", "--secret-id", "prod/db", "--tag-keys", "temporary");
        var described = await cli.Json("describe-secret", "--secret-id", "prod/db");
        described.GetProperty("Description").GetString().ShouldBe("Database of the shop");
        described.GetProperty("Tags").EnumerateArray().Select(tag => $"{tag.GetProperty("Key")}={tag.GetProperty("Value")}").ShouldBe(["team=data", "stage=test"]);
        described.GetProperty("VersionIdsToStages").GetProperty(FirstToken)[0].GetString().ShouldBe("AWSCURRENT");
    }

    [Test]
    public async Task Versions_are_put_updated_listed_and_their_labels_moved()
    {
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);
        await cli.Json("create-secret", "--name", "db", "--secret-string", "one", "--client-request-token", FirstToken);

        var put = await cli.Json("put-secret-value", "--secret-id", "db", "--secret-string", "two", "--client-request-token", SecondToken, "--version-stages", "AWSCURRENT", "blue");
        put.GetProperty("VersionStages").EnumerateArray().Select(label => label.GetString()).ShouldBe(["AWSCURRENT", "blue"], ignoreOrder: true);
        (await cli.Text("get-secret-value", "--secret-id", "db", "--version-stage", "AWSPREVIOUS", "--query", "SecretString")).ShouldBe("one");
        (await cli.Text("get-secret-value", "--secret-id", "db", "--version-id", FirstToken, "--query", "SecretString")).ShouldBe("one");

        await cli.Json(
            "update-secret-version-stage", "--secret-id", "db", "--version-stage", "AWSCURRENT",
            "--move-to-version-id", FirstToken, "--remove-from-version-id", SecondToken);
        (await cli.Text("get-secret-value", "--secret-id", "db", "--query", "SecretString")).ShouldBe("one");

        var updated = await cli.Json("update-secret", "--secret-id", "db", "--description", "changed", "--secret-string", "three");
        var third = updated.GetProperty("VersionId").GetString();
        var versions = await cli.Json("list-secret-version-ids", "--secret-id", "db", "--include-deprecated");
        versions.GetProperty("Versions").EnumerateArray()
            .Select(version => (Id: version.GetProperty("VersionId").GetString(), Labels: Labels(version)))
            .ShouldBe([(FirstToken, "AWSPREVIOUS"), (SecondToken, "blue"), (third, "AWSCURRENT")], ignoreOrder: true);

        static string Labels(JsonElement version) => string.Join(',', version.GetProperty("VersionStages").EnumerateArray().Select(label => label.GetString()));
    }

    [Test]
    public async Task Deletion_can_be_taken_back_until_it_is_forced()
    {
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);
        await cli.Json("create-secret", "--name", "db", "--secret-string", "one");

        (await cli.Json("delete-secret", "--secret-id", "db", "--recovery-window-in-days", "7")).GetProperty("Name").GetString().ShouldBe("db");
        (await cli.Refusal("get-secret-value", "--secret-id", "db")).ShouldBe(
            "An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't perform this operation on the secret because it was marked for deletion.");
        (await cli.Json("restore-secret", "--secret-id", "db")).GetProperty("Name").GetString().ShouldBe("db");
        (await cli.Text("get-secret-value", "--secret-id", "db", "--query", "SecretString")).ShouldBe("one");

        await cli.Json("delete-secret", "--secret-id", "db", "--force-delete-without-recovery");
        (await cli.Refusal("describe-secret", "--secret-id", "db")).ShouldBe(
            "An error occurred (ResourceNotFoundException) when calling the DescribeSecret operation: Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_policy_is_validated_put_read_and_deleted()
    {
        const string Policy =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);
        await cli.Json("create-secret", "--name", "db", "--secret-string", "one");

        (await cli.Json("validate-resource-policy", "--secret-id", "db", "--resource-policy", Policy)).GetProperty("PolicyValidationPassed").GetBoolean().ShouldBeTrue();
        await cli.Json("put-resource-policy", "--secret-id", "db", "--resource-policy", Policy, "--block-public-policy");
        (await cli.Json("get-resource-policy", "--secret-id", "db")).GetProperty("ResourcePolicy").GetString().ShouldBe(Policy);
        (await cli.Refusal("put-resource-policy", "--secret-id", "db", "--resource-policy", """{"Effect":"Maybe"}""")).ShouldBe(
            "An error occurred (MalformedPolicyDocumentException) when calling the PutResourcePolicy operation: This resource policy contains a syntax error.");
        await cli.Json("delete-resource-policy", "--secret-id", "db");
        (await cli.Json("get-resource-policy", "--secret-id", "db")).TryGetProperty("ResourcePolicy", out _).ShouldBeFalse();
    }

    [Test]
    public async Task Many_secrets_are_listed_over_pages_and_read_in_one_call()
    {
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);
        using (var raw = new RawClient(server.Url))
        {
            for (var number = 0; number < 250; number++)
            {
                (await raw.Call("CreateSecret", new { Name = $"many/{number:D3}", SecretString = $"value {number}", ClientRequestToken = FirstToken })).Status.ShouldBe(200);
            }
        }

        var all = await cli.Json("list-secrets", "--page-size", "20");
        all.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("Name").GetString()).ShouldBe(Enumerable.Range(0, 250).Select(number => $"many/{number:D3}"));
        var some = await cli.Json("list-secrets", "--filters", "Key=name,Values=many/00,many/11", "--sort-order", "desc", "--max-items", "15");
        some.GetProperty("SecretList").GetArrayLength().ShouldBe(15);
        some.GetProperty("SecretList")[0].GetProperty("Name").GetString().ShouldBe("many/119");
        var rest = await cli.Json(
            "list-secrets", "--filters", "Key=name,Values=many/00,many/11", "--sort-order", "desc", "--max-items", "15",
            "--starting-token", some.GetProperty("NextToken").GetString()!);
        rest.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("Name").GetString()).ShouldBe(["many/004", "many/003", "many/002", "many/001", "many/000"]);

        var batch = await cli.Json("batch-get-secret-value", "--secret-id-list", "many/007", "many/missing", "many/249");
        batch.GetProperty("SecretValues").EnumerateArray().Select(value => value.GetProperty("SecretString").GetString()).ShouldBe(["value 7", "value 249"]);
        batch.GetProperty("Errors")[0].GetProperty("ErrorCode").GetString().ShouldBe("ResourceNotFoundException");
    }

    [Test]
    public async Task A_binary_value_comes_from_a_file_and_back_into_one()
    {
        using var folder = new TemporaryFolder();
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await File.WriteAllBytesAsync(folder.File("in"), bytes);
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);

        await cli.Json("create-secret", "--name", "store.p12", "--secret-binary", $"fileb://{folder.File("in")}");

        Convert.FromBase64String(await cli.Text("get-secret-value", "--secret-id", "store.p12", "--query", "SecretBinary")).ShouldBe(bytes);
    }

    [Test]
    public async Task A_random_password_has_the_length_and_the_characters_asked_for()
    {
        await using var server = await Server.Start();

        var password = await new AwsCli(server.Variables).Text(
            "get-random-password", "--password-length", "64", "--exclude-punctuation", "--exclude-characters", "O0Il1", "--require-each-included-type", "--query", "RandomPassword");

        password.ShouldMatch("^[A-HJ-NP-Za-km-z2-9]{64}$");
    }

    [Test]
    public async Task Refusals_are_printed_with_their_code_and_AWSs_sentence()
    {
        await using var server = await Server.Start();
        var cli = new AwsCli(server.Variables);
        await cli.Json("create-secret", "--name", "db", "--secret-string", "one");

        (await cli.Refusal("get-secret-value", "--secret-id", "missing")).ShouldBe(
            "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.");
        (await cli.Refusal("get-secret-value", "--secret-id", "db", "--version-stage", "AWSPENDING")).ShouldBe(
            "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret value for staging label: AWSPENDING");
        (await cli.Refusal("create-secret", "--name", "db", "--secret-string", "two")).ShouldBe(
            "An error occurred (ResourceExistsException) when calling the CreateSecret operation: The operation failed because the secret db already exists.");
        (await cli.Refusal("describe-secret", "--secret-id", "not a name")).ShouldBe(
            "An error occurred (ValidationException) when calling the DescribeSecret operation: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        (await cli.Refusal("list-secrets", "--filters", "Key=colour,Values=blue")).ShouldBe(
            "An error occurred (ValidationException) when calling the ListSecrets operation: 1 validation error detected: Value 'colour' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, owning-service]");
        (await cli.Refusal("rotate-secret", "--secret-id", "db")).ShouldBe(
            "An error occurred (InvalidRequestException) when calling the RotateSecret operation: No Lambda rotation function ARN is associated with this secret.");
        (await cli.Refusal("stop-replication-to-replica", "--secret-id", "db")).ShouldBe(
            "An error occurred (InvalidParameterException) when calling the StopReplicationToReplica operation: Operation not permitted on a primary secret. Call must be made in replica secret's region.");
    }

    [Test]
    public async Task The_caller_is_the_root_of_the_account_that_the_access_key_names()
    {
        await using var server = await Server.Start();

        var own = await AwsCli.Run(server.Variables, "sts", "get-caller-identity");
        var other = await AwsCli.Run(server.VariablesOf(account: "111122223333"), "sts", "get-caller-identity");

        JsonDocument.Parse(own.ShouldSucceed().Output).RootElement.GetProperty("Arn").GetString().ShouldBe("arn:aws:iam::000000000000:root");
        JsonDocument.Parse(other.ShouldSucceed().Output).RootElement.GetProperty("Account").GetString().ShouldBe("111122223333");
    }

    [Test]
    public async Task The_variables_of_env_are_all_that_a_shell_needs()
    {
        await using var server = await Server.Start();

        var ran = await Programs.RunBash(
            """
            [ -z "$(env | grep ^AWS_)" ] && [ -z "$(ls -A "$HOME")" ]
            eval "$(secrets-emu env --url "$SERVER")"
            aws secretsmanager create-secret --name from/shell --secret-string "it works" --query Name --output text
            aws secretsmanager get-secret-value --secret-id from/shell --query SecretString --output text
            aws sts get-caller-identity --query Account --output text
            """,
            ("SERVER", server.Url));

        ran.ShouldSucceed().Output.ShouldBe("from/shell\nit works\n000000000000\n");
    }

    [Test]
    public async Task Regions_and_accounts_do_not_see_each_others_secrets()
    {
        await using var server = await Server.Start();
        var here = new AwsCli(server.Variables);
        var elsewhere = new AwsCli(server.VariablesOf(region: "eu-west-1"));
        var others = new AwsCli(server.VariablesOf(account: "111122223333"));

        await here.Json("create-secret", "--name", "db", "--secret-string", "here");
        (await elsewhere.Refusal("get-secret-value", "--secret-id", "db")).ShouldBe(
            "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.");
        (await elsewhere.Json("create-secret", "--name", "db", "--secret-string", "elsewhere")).GetProperty("ARN").GetString()
            .ShouldStartWith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-");
        (await others.Json("create-secret", "--name", "db", "--secret-string", "others")).GetProperty("ARN").GetString()
            .ShouldStartWith("arn:aws:secretsmanager:us-east-1:111122223333:secret:db-");

        (await here.Text("get-secret-value", "--secret-id", "db", "--query", "SecretString")).ShouldBe("here");
        (await here.Text("get-secret-value", "--region", "eu-west-1", "--secret-id", "db", "--query", "SecretString")).ShouldBe("elsewhere");
        (await others.Text("get-secret-value", "--secret-id", "db", "--query", "SecretString")).ShouldBe("others");
    }
}

/// <summary><c>aws secretsmanager</c>, or another service, with these variables.</summary>
internal sealed class AwsCli(IReadOnlyDictionary<string, string> variables, string service = "secretsmanager")
{
    /// <summary>What a call that succeeds answers.</summary>
    public async Task<JsonElement> Json(params string[] args) =>
        JsonDocument.Parse((await Run(variables, [service, .. args, "--output", "json"])).ShouldSucceed().Output).RootElement;

    public async Task<string> Text(params string[] args) =>
        (await Run(variables, [service, .. args, "--output", "text"])).ShouldSucceed().Output.TrimEnd('\n');

    /// <summary>A call whose answer has no body.</summary>
    public async Task Nothing(params string[] args) => (await Run(variables, [service, .. args])).ShouldSucceed().Output.ShouldBeEmpty();

    /// <summary>What a refused call prints to standard error; some versions put their own name before it.</summary>
    public async Task<string> Refusal(params string[] args)
    {
        var refused = await Run(variables, [service, .. args]);
        refused.Code.ShouldNotBe(0);
        refused.Output.ShouldBeEmpty();
        var text = refused.Error.Trim();
        return text.StartsWith("aws: [ERROR]: ", StringComparison.Ordinal) ? text["aws: [ERROR]: ".Length..] : text;
    }

    public static Task<Finished> Run(IReadOnlyDictionary<string, string> variables, params string[] args) => Programs.Run("aws", args, variables);
}
