using System.Text.RegularExpressions;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Consumers;

/// <summary>Who a consumer is for the server: a role, by the service that assumes it, or the caller that any client would be.</summary>
internal static partial class ServiceRole
{
    /// <summary>What options that take one say they take.</summary>
    public const string Form = "a role's name or its ARN, such as arn:aws:iam::111122223333:role/NAME";

    /// <summary>Whether a text can be a role's name, with or without its path, or ARN.</summary>
    public static bool Is(string text) => NameOrArn().IsMatch(text);

    /// <summary>Reads an option.</summary>
    public static bool TryRead(string text, out string role)
    {
        role = text;
        return Is(text);
    }

    /// <param name="server">Gives out credentials.</param>
    /// <param name="role">A name or an ARN.</param>
    /// <param name="service">Whom the role must trust, such as <c>ecs-tasks.amazonaws.com</c>.</param>
    /// <param name="account">Whose role a name means.</param>
    /// <param name="region">Of its calls.</param>
    /// <exception cref="ToolException">The service may not assume it; the sentence is the service's.</exception>
    public static async Task<FunctionIdentity> Assume(ServerClient server, string role, string service, string account, string region)
    {
        var arn = Arn.Parse(role) is null ? $"arn:aws:iam::{account}:role/{role.TrimStart('/')}" : role;
        var given = await server.Post(
            "/_emulator/credentials", new CredentialsRequest(arn, service), ServerJson.Default.CredentialsRequest, ServerJson.Default.CredentialsAnswer);
        return new(server.Url, region, given.AccessKeyId, given.SecretAccessKey, given.SessionToken);
    }

    [GeneratedRegex(@"^(arn:[a-z-]+:iam::[0-9]{12}:role/|/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex NameOrArn();
}
