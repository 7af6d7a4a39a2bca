using System.Collections.Concurrent;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace NUnitSample;

/// <summary>The code under test: remembers each secret for a while, so that not every use is a call. Safe for concurrent use.</summary>
public sealed class SecretCache(IAmazonSecretsManager secrets, TimeProvider time, TimeSpan lifetime)
{
    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset ReadAt)> remembered = new();

    /// <summary>The current value, at most <c>lifetime</c> old.</summary>
    public async Task<string> GetAsync(string secretId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (remembered.TryGetValue(secretId, out var known) && now - known.ReadAt < lifetime)
        {
            return known.Value;
        }

        var answer = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secretId }, cancellationToken);
        remembered[secretId] = (answer.SecretString, now);
        return answer.SecretString;
    }
}
