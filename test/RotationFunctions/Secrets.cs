using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace RotationFunctions;

/// <summary>What the functions ask of Secrets Manager.</summary>
public sealed class Secrets(IAmazonSecretsManager client)
{
    /// <summary>At the endpoint that AWS's templates read; without it the SDK finds its own.</summary>
    public static IAmazonSecretsManager Connect() => Environment.GetEnvironmentVariable("SECRETS_MANAGER_ENDPOINT") is { Length: > 0 } endpoint
        ? new AmazonSecretsManagerClient(new AmazonSecretsManagerConfig { ServiceURL = endpoint, AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") })
        : new AmazonSecretsManagerClient();

    public async Task<Login> Get(string secretId, string stage, string? versionId = null)
    {
        var found = await client.GetSecretValueAsync(new() { SecretId = secretId, VersionStage = stage, VersionId = versionId });
        return Login.Parse(found.SecretString);
    }

    public async Task<Login?> Find(string secretId, string stage, string? versionId = null)
    {
        try
        {
            return await Get(secretId, stage, versionId);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    public async Task<string> NewPassword() => (await client.GetRandomPasswordAsync(new()
    {
        PasswordLength = long.Parse(Environment.GetEnvironmentVariable("PASSWORD_LENGTH") ?? "32"),
        ExcludeCharacters = Environment.GetEnvironmentVariable("EXCLUDE_CHARACTERS") ?? "/@\"'\\",
    })).RandomPassword;

    public Task PutPending(RotationEvent rotation, Login login) => client.PutSecretValueAsync(new()
    {
        SecretId = rotation.SecretId,
        ClientRequestToken = rotation.ClientRequestToken,
        SecretString = login.ToJson(),
        VersionStages = ["AWSPENDING"],
        RotationToken = rotation.RotationToken,
    });

    public async Task Finish(RotationEvent rotation)
    {
        var metadata = await client.DescribeSecretAsync(new() { SecretId = rotation.SecretId });
        var current = metadata.VersionIdsToStages.FirstOrDefault(version => version.Value.Contains("AWSCURRENT")).Key;
        if (current == rotation.ClientRequestToken)
        {
            return;
        }

        await client.UpdateSecretVersionStageAsync(new()
        {
            SecretId = rotation.SecretId, VersionStage = "AWSCURRENT", MoveToVersionId = rotation.ClientRequestToken, RemoveFromVersionId = current,
        });
    }
}
