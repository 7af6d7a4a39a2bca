using System.Text;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Values through the .NET SDK: text, bytes, versions, several at once.</summary>
public sealed class ValueTests
{
    [Test]
    public async Task A_created_text_is_read_by_name_and_by_ARN()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00.5Z");
        using var client = emulator.SdkClient();

        var created = await client.CreateSecretAsync(new CreateSecretRequest { Name = "db/password", SecretString = "grün <&> \"秘密\" 🔑" });
        var byName = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db/password" });
        var byArn = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = created.ARN });

        created.Name.ShouldBe("db/password");
        byName.SecretString.ShouldBe("grün <&> \"秘密\" 🔑");
        byName.VersionId.ShouldBe(created.VersionId);
        byName.VersionStages.ShouldBe(["AWSCURRENT"]);
        byName.CreatedDate.ShouldBe(new DateTime(2026, 1, 31, 8, 0, 0, 500, DateTimeKind.Utc));
        byName.SecretBinary.ShouldBeNull();
        byArn.SecretString.ShouldBe(byName.SecretString);
    }

    [Test]
    public async Task Bytes_come_back_as_they_were()
    {
        var bytes = Enumerable.Range(0, 65_536).Select(index => (byte)index).ToArray();
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "store.p12", SecretBinary = new MemoryStream(bytes) });
        var read = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "store.p12" });

        read.SecretBinary.ToArray().ShouldBe(bytes);
        read.SecretString.ShouldBeNull();
    }

    [Test]
    public async Task Put_and_Update_make_versions_that_labels_lead_to()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        var put = await client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "db", SecretString = "two", VersionStages = ["AWSCURRENT", "blue"] });
        var updated = await client.UpdateSecretAsync(
            new UpdateSecretRequest { SecretId = "db", Description = "changed", SecretBinary = new MemoryStream(Encoding.UTF8.GetBytes("three")) });

        put.VersionStages.ShouldBe(["AWSCURRENT", "blue"], ignoreOrder: true);
        updated.VersionId.ShouldNotBe(put.VersionId);
        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db", VersionStage = "AWSPREVIOUS" })).SecretString.ShouldBe("two");
        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db", VersionStage = "blue" })).VersionId.ShouldBe(put.VersionId);
        Encoding.UTF8.GetString((await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretBinary.ToArray()).ShouldBe("three");
        (await client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "db" })).Description.ShouldBe("changed");
    }

    [Test]
    public async Task A_batch_answers_values_and_an_error_for_each_that_has_none()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "one", SecretString = "1" });
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "two", SecretString = "2" });

        var batch = await client.BatchGetSecretValueAsync(new BatchGetSecretValueRequest { SecretIdList = ["two", "missing", "one"] });
        var filtered = await client.BatchGetSecretValueAsync(
            new BatchGetSecretValueRequest { Filters = [new Filter { Key = FilterNameStringType.Name, Values = ["o"] }] });

        batch.SecretValues.Select(value => value.SecretString).ShouldBe(["2", "1"]);
        var error = batch.Errors.ShouldHaveSingleItem();
        (error.SecretId, error.ErrorCode, error.Message).ShouldBe(("missing", "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        filtered.SecretValues.ShouldHaveSingleItem().Name.ShouldBe("one");
    }

    [Test]
    public async Task Accounts_and_regions_are_those_of_the_client()
    {
        await using var emulator = await Emulator.Start();
        using var here = emulator.SdkClient();
        using var elsewhere = emulator.SdkClient(account: "111122223333", region: "eu-west-1");

        await here.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "here" });
        var created = await elsewhere.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "elsewhere" });

        created.ARN.ShouldStartWith("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-");
        (await here.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("here");
    }
}
