using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Consumers;

/// <summary>Who a consumer is for the server: a role, by the service that assumes it, or the caller that any client would be.</summary>
internal static class ServiceRole
{
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
}
