using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Parameter Store through AWS's own client: dates, types and exceptions by name.</summary>
public sealed class ParameterTests
{
    [Test]
    public async Task A_parameter_is_made_read_labelled_found_and_deleted()
    {
        await using var emulator = await Emulator.Start();
        using var ssm = emulator.SsmClient();

        var put = await ssm.PutParameterAsync(new PutParameterRequest
        {
            Name = "/app/password", Value = "hunter2", Type = ParameterType.SecureString, Tags = [new Tag { Key = "team", Value = "blue" }],
        });
        await ssm.LabelParameterVersionAsync(new LabelParameterVersionRequest { Name = "/app/password", ParameterVersion = 1, Labels = ["live"] });
        await ssm.PutParameterAsync(new PutParameterRequest { Name = "/app/password", Value = "hunter3", Overwrite = true });

        (put.Version, put.Tier).ShouldBe((1, ParameterTier.Standard));
        var labelled = (await ssm.GetParameterAsync(new GetParameterRequest { Name = "/app/password:live", WithDecryption = true })).Parameter;
        (labelled.Value, labelled.Selector, labelled.Type, labelled.DataType).ShouldBe(("hunter2", ":live", ParameterType.SecureString, "text"));
        labelled.LastModifiedDate!.Value.ToUniversalTime().ShouldBe(new DateTime(2026, 1, 31, 8, 0, 0, DateTimeKind.Utc));
        var found = await ssm.GetParametersByPathAsync(new GetParametersByPathRequest { Path = "/app", WithDecryption = true });
        found.Parameters.Single().Value.ShouldBe("hunter3");
        var described = await ssm.DescribeParametersAsync(new DescribeParametersRequest
        {
            ParameterFilters = [new ParameterStringFilter { Key = "tag:team", Values = ["blue"] }],
        });
        (described.Parameters.Single().KeyId, described.Parameters.Single().Version).ShouldBe(("alias/aws/ssm", 2));
        var history = (await ssm.GetParameterHistoryAsync(new GetParameterHistoryRequest { Name = "/app/password" })).Parameters;
        history.Select(version => string.Join(',', version.Labels ?? [])).ShouldBe(["live", ""]);

        await ssm.DeleteParameterAsync(new DeleteParameterRequest { Name = "/app/password" });
        await Should.ThrowAsync<ParameterNotFoundException>(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "/app/password" }));
    }

    [Test]
    public async Task Refusals_are_exceptions_by_name()
    {
        await using var emulator = await Emulator.Start();
        using var ssm = emulator.SsmClient();
        await ssm.PutParameterAsync(new PutParameterRequest { Name = "db", Value = "one", Type = ParameterType.String });

        (await Should.ThrowAsync<ParameterAlreadyExistsException>(
            () => ssm.PutParameterAsync(new PutParameterRequest { Name = "db", Value = "two", Type = ParameterType.String }))).Message.ShouldBe(
            "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        await Should.ThrowAsync<ParameterVersionNotFoundException>(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "db:7" }));
        await Should.ThrowAsync<InvalidKeyIdException>(
            () => ssm.PutParameterAsync(new PutParameterRequest { Name = "secure", Value = "one", Type = ParameterType.SecureString, KeyId = "alias/none" }));
        await Should.ThrowAsync<InvalidNextTokenException>(() => ssm.DescribeParametersAsync(new DescribeParametersRequest { NextToken = "garbage" }));
    }

    [Test]
    public async Task A_secret_is_read_as_a_parameter()
    {
        await using var emulator = await Emulator.Start();
        using var ssm = emulator.SsmClient();
        await emulator.Secrets.Create("db", "hunter2");

        var answer = await ssm.GetParametersAsync(new GetParametersRequest { Names = ["/aws/reference/secretsmanager/db", "none"], WithDecryption = true });

        answer.Parameters.Single().Value.ShouldBe("hunter2");
        answer.InvalidParameters.ShouldBe(["none"]);
    }
}
