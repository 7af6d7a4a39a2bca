using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SecurityToken.Model;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Sessions through AWS's own client: lists go out in the query form, credentials come back from XML.</summary>
public sealed class AssumeRoleTests
{
    [Test]
    public async Task A_session_of_a_role_reads_secrets()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var sts = emulator.StsClient(new BasicAWSCredentials(DescribedAccounts.CiKey, DescribedAccounts.CiSecret));

        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = DescribedAccounts.App,
            RoleSessionName = "job",
            DurationSeconds = 900,
            Tags = [new Amazon.SecurityToken.Model.Tag { Key = "team", Value = "pay + more" }],
            TransitiveTagKeys = ["team"],
            PolicyArns = [new PolicyDescriptorType { Arn = "arn:aws:iam::aws:policy/SecretsManagerReadWrite" }],
        });

        answer.AssumedRoleUser.Arn.ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        answer.Credentials.Expiration!.Value.ToUniversalTime().ShouldBe(new DateTime(2026, 1, 31, 8, 15, 0, DateTimeKind.Utc));
        using var secrets = new AmazonSecretsManagerClient(
            answer.Credentials, new AmazonSecretsManagerConfig { ServiceURL = emulator.Server.Url.ToString(), AuthenticationRegion = "us-east-1" });
        await secrets.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "value" });
        (await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("value");
    }

    [Test]
    public async Task A_refusal_arrives_as_the_exception_of_its_code()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var sts = emulator.StsClient(new BasicAWSCredentials(DescribedAccounts.CiKey, DescribedAccounts.CiSecret));

        var refusal = await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/other", RoleSessionName = "job" }));

        refusal.ErrorCode.ShouldBe("AccessDenied");
        refusal.Message.ShouldBe(
            $"User: {DescribedAccounts.Ci} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/other");
    }
}
