using System.Text.Json.Nodes;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace RotationApp;

/// <summary>The login that a secret holds, remembered for a while so that not every connection is a call.</summary>
/// <param name="secrets">The client.</param>
/// <param name="secretId">The secret's name or ARN.</param>
/// <param name="time">What <paramref name="lifetime"/> passes on.</param>
/// <param name="lifetime">How old a remembered login may be. Shorter than the time between two rotations.</param>
public sealed class LoginSecret(IAmazonSecretsManager secrets, string secretId, TimeProvider time, TimeSpan lifetime)
{
    private Login? _login;
    private DateTimeOffset _readAt;

    /// <summary>The login, at most the lifetime old.</summary>
    public async Task<Login> GetAsync(CancellationToken cancellationToken) =>
        _login is { } known && time.GetUtcNow() - _readAt < lifetime ? known : await ReadAsync(cancellationToken);

    /// <summary>The login as the secret has it now.</summary>
    public async Task<Login> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secretId }, cancellationToken);
        var json = JsonNode.Parse(answer.SecretString)!;
        _readAt = time.GetUtcNow();
        return _login = new Login((string)json["username"]!, (string)json["password"]!);
    }
}
