using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.Sts;

namespace SecretsEmu.Control;

/// <summary>Credentials for what acts for an app as a role: it asks as the AWS service that it stands for.</summary>
internal sealed class CredentialsEndpoint(ServiceSessions sessions, IAuthorizer authorizer, string region)
{
    private const int LongestSessionName = 64;

    /// <summary><c>POST credentials</c>: 403 with the service's own sentence when the role does not let it.</summary>
    public async Task Begin(HttpContext http, CredentialsRequest request, Controls controls)
    {
        if (request is not { RoleArn: { } role, Service: { } service } || PrincipalArn.ParseRole(role) is not { } parsed || !service.EndsWith(".amazonaws.com", StringComparison.Ordinal))
        {
            throw new ArgumentException("Credentials are of a roleArn (the ARN of a role) for a service (such as ecs-tasks.amazonaws.com); sessionName may come with them.");
        }

        var name = request.SessionName ?? "secrets-emu";
        if (name.Length is < 2 or > LongestSessionName || !name.All(character => char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The sessionName has 2 to {LongestSessionName} letters, digits and _+=,.@-");
        }

        var context = new RequestContext(ServiceSessions.CallerOf(service, parsed.Account), region, http.TraceIdentifier, authorizer);
        var (session, refusal) = await controls.Writer.Run(unit =>
        {
            context.Now = controls.Clock.Now(unit.State);
            return sessions.Begin(unit, role, name, context);
        });
        await (session is null
            ? ControlEndpoints.Refuse(http, StatusCodes.Status403Forbidden, refusal!)
            : ControlEndpoints.Write(
                http,
                StatusCodes.Status200OK,
                new CredentialsAnswer(session.AccessKeyId, session.SecretAccessKey.Reveal(), session.SessionToken.Reveal(), ControlEndpoints.Text(session.Expiration)),
                ControlEndpoints.Shapes.CredentialsAnswer));
    }
}

/// <summary>Whose credentials, and for which service.</summary>
/// <param name="RoleArn">The role, path included.</param>
/// <param name="Service">Such as <c>ecs-tasks.amazonaws.com</c>: whom the role's trust policy must name.</param>
/// <param name="SessionName">2 to 64 characters; one is made up when absent.</param>
internal sealed record CredentialsRequest(string? RoleArn, string? Service, string? SessionName);

/// <summary>Temporary credentials, valid for an hour of the emulator's clock.</summary>
internal sealed record CredentialsAnswer(string AccessKeyId, string SecretAccessKey, string SessionToken, string Expiration)
{
    public override string ToString() => AccessKeyId;
}
