using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Secrets through the .NET SDK: described, listed, tagged, deleted, restored.</summary>
public sealed class SecretTests
{
    [Test]
    public async Task A_description_has_dates_tags_and_labels()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        using var client = emulator.SdkClient();
        var created = await client.CreateSecretAsync(
            new CreateSecretRequest { Name = "db", Description = "Database", SecretString = "one", Tags = [new Tag { Key = "team", Value = "core" }] });

        await client.TagResourceAsync(new TagResourceRequest { SecretId = "db", Tags = [new Tag { Key = "stage", Value = "test" }] });
        await client.UntagResourceAsync(new UntagResourceRequest { SecretId = "db", TagKeys = ["team"] });
        var described = await client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "db" });

        described.ARN.ShouldBe(created.ARN);
        described.Description.ShouldBe("Database");
        described.Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("stage", "test")]);
        described.VersionIdsToStages[created.VersionId].ShouldBe(["AWSCURRENT"]);
        described.CreatedDate.ShouldBe(new DateTime(2026, 1, 31, 8, 0, 0, DateTimeKind.Utc));
        described.DeletedDate.ShouldBeNull();
        described.RotationEnabled.ShouldBeNull();
    }

    [Test]
    public async Task The_paginator_goes_over_all_pages()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        foreach (var number in Enumerable.Range(0, 25))
        {
            await client.CreateSecretAsync(new CreateSecretRequest { Name = $"many/{number:D2}", SecretString = "one" });
        }

        var pages = new List<List<string>>();
        await foreach (var page in client.Paginators.ListSecrets(new ListSecretsRequest { MaxResults = 10, SortBy = SortByType.Name, SortOrder = SortOrderType.Desc }).Responses)
        {
            pages.Add([.. page.SecretList.Select(secret => secret.Name)]);
        }

        pages.Select(page => page.Count).ShouldBe([10, 10, 5]);
        pages.SelectMany(page => page).ShouldBe(Enumerable.Range(0, 25).Reverse().Select(number => $"many/{number:D2}"));
    }

    [Test]
    public async Task A_scheduled_secret_can_be_restored_and_a_forced_deletion_frees_the_name()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        using var client = emulator.SdkClient();
        var first = await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        var deleted = await client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "db", RecoveryWindowInDays = 7 });
        await client.RestoreSecretAsync(new RestoreSecretRequest { SecretId = "db" });
        var read = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" });
        await client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "db", ForceDeleteWithoutRecovery = true });
        var second = await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "two" });

        deleted.DeletionDate.ShouldBe(new DateTime(2026, 2, 7, 8, 0, 0, DateTimeKind.Utc));
        read.SecretString.ShouldBe("one");
        second.ARN.ShouldNotBe(first.ARN);
    }
}
