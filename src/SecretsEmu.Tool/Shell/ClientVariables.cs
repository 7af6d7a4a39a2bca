using System.Globalization;
using SecretsEmu.Agent;

namespace SecretsEmu.Tool.Shell;

/// <summary>The environment variables that point any AWS client at a server, and nothing else of AWS's.</summary>
internal static class ClientVariables
{
    /// <summary>
    /// What a developer's own environment may hold and what would win over the variables here in some client: the
    /// JavaScript SDK prefers a profile to keys, and one switch turns the endpoint variables off.
    /// </summary>
    public static IReadOnlyList<string> InTheWay { get; } =
        ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"];

    /// <summary>What goes with any access key id: any secret does, but in strict mode, where this is that of the built-in key.</summary>
    public const string SecretAccessKey = "test";

    /// <summary>An access key id of twelve digits is that account.</summary>
    public static string AccessKeyIdOf(string? account) => account ?? "test";

    /// <param name="url">The endpoint, without a slash at its end.</param>
    /// <param name="region">For both region variables: SDKs disagree on which one they read.</param>
    /// <param name="account">Twelve digits to be that account's caller, or null for the default account.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> For(string url, string region, string? account) =>
    [
        new("AWS_ENDPOINT_URL_SECRETS_MANAGER", url),
        new("AWS_ENDPOINT_URL_KMS", url),
        new("AWS_ENDPOINT_URL_STS", url),
        new("AWS_ENDPOINT_URL_SSM", url),
        new("AWS_REGION", region),
        new("AWS_DEFAULT_REGION", region),
        new("AWS_ACCESS_KEY_ID", AccessKeyIdOf(account)),
        new("AWS_SECRET_ACCESS_KEY", SecretAccessKey),
        // Clients that look for a role on an instance wait seconds for an answer.
        new("AWS_EC2_METADATA_DISABLED", "true"),
    ];

    /// <summary>What apps of AWS's agents read, each mode's own.</summary>
    /// <param name="url">Of the agent.</param>
    /// <param name="token">That it asks for; null when it is not ours to tell.</param>
    /// <param name="mode">Apps of the extension send their session token.</param>
    /// <param name="strict">Whether SDKs would be refused for a session token that belongs to no session.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> ForAgent(Uri url, string? token, AgentMode mode, bool strict)
    {
        KeyValuePair<string, string> port = new("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", url.Port.ToString(CultureInfo.InvariantCulture));
        return token is null ? [port] : [port, new(mode == AgentMode.Extension && !strict ? "AWS_SESSION_TOKEN" : "AWS_TOKEN", token)];
    }
}
