using System.Text;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Configuration;

namespace ConfigurationSample;

/// <summary>Puts the members of a JSON secret into an application's configuration.</summary>
public static class SecretConfiguration
{
    /// <summary>Reads the secret once, at start-up. Nested members become keys with colons; what was added before is overridden.</summary>
    /// <exception cref="ResourceNotFoundException">No secret has that name in this account and region.</exception>
    public static async Task<IConfigurationBuilder> AddSecretAsync(
        this IConfigurationBuilder builder, IAmazonSecretsManager secrets, string secretId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var secret = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secretId }, cancellationToken);
        return builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(secret.SecretString)));
    }
}
