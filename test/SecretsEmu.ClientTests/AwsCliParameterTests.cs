namespace SecretsEmu.ClientTests;

/// <summary>The AWS CLI with Parameter Store.</summary>
public sealed class AwsCliParameterTests
{
    [Test]
    public async Task A_parameter_is_put_read_labelled_listed_and_deleted()
    {
        await using var server = await Server.Start();
        var ssm = new AwsCli(server.Variables, "ssm");

        (await ssm.Json("put-parameter", "--name", "/app/password", "--value", "hunter2", "--type", "SecureString", "--tags", "Key=team,Value=blue"))
            .GetProperty("Version").GetInt32().ShouldBe(1);
        await ssm.Json("label-parameter-version", "--name", "/app/password", "--labels", "live");
        await ssm.Json("put-parameter", "--name", "/app/password", "--value", "hunter3", "--overwrite");

        (await ssm.Text("get-parameter", "--name", "/app/password:live", "--with-decryption", "--query", "Parameter.Value")).ShouldBe("hunter2");
        (await ssm.Text("get-parameters-by-path", "--path", "/app", "--with-decryption", "--query", "Parameters[].Value")).ShouldBe("hunter3");
        (await ssm.Text("get-parameter", "--name", "/app/password", "--query", "Parameter.Value")).ShouldNotContain("hunter");
        (await ssm.Text("describe-parameters", "--parameter-filters", "Key=tag:team,Values=blue", "--query", "Parameters[].[Name,KeyId]")).ShouldBe("/app/password\talias/aws/ssm");
        (await ssm.Text("get-parameter-history", "--name", "/app/password", "--query", "Parameters[].Version")).ShouldBe("1\t2");
        (await ssm.Refusal("put-parameter", "--name", "app/other", "--value", "x", "--type", "String")).ShouldBe(
            "An error occurred (ValidationException) when calling the PutParameter operation: Parameter name must be a fully qualified name.");

        await ssm.Nothing("delete-parameter", "--name", "/app/password");
        (await ssm.Refusal("get-parameter", "--name", "/app/password")).ShouldBe("An error occurred (ParameterNotFound) when calling the GetParameter operation:");
    }

    [Test]
    public async Task A_secret_is_read_as_a_parameter()
    {
        await using var server = await Server.Start();
        var (secrets, ssm) = (new AwsCli(server.Variables), new AwsCli(server.Variables, "ssm"));
        await secrets.Json("create-secret", "--name", "prod/db", "--secret-string", "hunter2");

        (await ssm.Text("get-parameter", "--name", "/aws/reference/secretsmanager/prod/db", "--with-decryption", "--query", "Parameter.Value")).ShouldBe("hunter2");
        (await ssm.Refusal("get-parameter", "--name", "/aws/reference/secretsmanager/prod/db")).ShouldBe(
            "An error occurred (ValidationException) when calling the GetParameter operation: WithDecryption flag must be True for retrieving a Secret Manager secret.");
    }
}
