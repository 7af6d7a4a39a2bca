using Amazon.Lambda.Core;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace RotationFunctions;

/// <summary>What each of AWS's templates checks first on each of the four invocations, in their words.</summary>
public static class Guard
{
    /// <summary>Whether there is something to do.</summary>
    public static async Task<bool> Check(RotationEvent rotation, IAmazonSecretsManager secrets, ILambdaLogger log)
    {
        var metadata = await secrets.DescribeSecretAsync(new() { SecretId = rotation.SecretId });
        if (metadata.RotationEnabled != true)
        {
            throw new InvalidOperationException($"Secret {rotation.SecretId} is not enabled for rotation");
        }

        if (!metadata.VersionIdsToStages.TryGetValue(rotation.ClientRequestToken, out var stages))
        {
            throw new InvalidOperationException($"Secret version {rotation.ClientRequestToken} has no stage for rotation of secret {rotation.SecretId}.");
        }

        if (stages.Contains("AWSCURRENT"))
        {
            log.LogLine($"Secret version {rotation.ClientRequestToken} already set as AWSCURRENT for secret {rotation.SecretId}.");
            return false;
        }

        if (!stages.Contains("AWSPENDING"))
        {
            throw new InvalidOperationException(
                $"Secret version {rotation.ClientRequestToken} not set as AWSPENDING for rotation of secret {rotation.SecretId}.");
        }

        return true;
    }
}
