using System.Net;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Refusals are the exceptions that an application catches.</summary>
public sealed class ExceptionTests
{
    [Test]
    public async Task Each_error_is_its_own_class_with_code_status_sentence_and_request_id()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        await Refused<ResourceNotFoundException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "missing" }),
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        await Refused<ResourceNotFoundException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db", VersionStage = "AWSPENDING" }),
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPENDING");
        await Refused<ResourceExistsException>(
            () => client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "two" }),
            "ResourceExistsException", "The operation failed because the secret db already exists.");
        await Refused<InvalidParameterException>(
            () => client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "db", RecoveryWindowInDays = 6 }),
            "InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        await Refused<InvalidNextTokenException>(
            () => client.ListSecretsAsync(new ListSecretsRequest { NextToken = "made up" }),
            "InvalidNextTokenException", "The NextToken value is invalid.");
        await client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "db" });
        await Refused<InvalidRequestException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" }),
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task An_error_that_the_model_does_not_know_is_the_services_exception()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();

        var error = await Refused<AmazonSecretsManagerException>(
            () => client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "not a name" }),
            "ValidationException", "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");

        error.GetType().ShouldBe(typeof(AmazonSecretsManagerException));
    }

    private static async Task<T> Refused<T>(Func<Task> call, string code, string sentence)
        where T : AmazonServiceException
    {
        var error = await call.ShouldThrowAsync<T>();
        error.ErrorCode.ShouldBe(code);
        error.Message.ShouldBe(sentence);
        error.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Guid.TryParse(error.RequestId, out _).ShouldBeTrue(error.RequestId);
        return error;
    }
}
