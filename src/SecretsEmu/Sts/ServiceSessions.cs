using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>Credentials of a role for the AWS service that assumes it on an app's behalf: ECS for a task, CodeBuild for a build, EKS for a pod.</summary>
/// <remarks>The trust policy of a described role must name the service; a role that nobody described can be assumed unless the mode is strict, as with AssumeRole.</remarks>
internal sealed class ServiceSessions(SessionMint mint, bool strict)
{
    private const string Eks = "pods.eks.amazonaws.com";

    /// <summary>Who assumes a role, when it is a service.</summary>
    /// <param name="service">Such as <c>ecs-tasks.amazonaws.com</c>.</param>
    /// <param name="account">Whose task, build or pod it is: no role of another account can be given to one. Which one it is, <c>aws:SourceArn</c>, is unknown here.</param>
    public static Principal CallerOf(string service, string account) => new()
    {
        Kind = PrincipalKind.Service,
        Account = "",
        Arn = service,
        UserId = service,
        Claims = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [KeyValuePair.Create("aws:SourceAccount", account)]),
    };

    /// <summary>A session of an hour, kept like those of AssumeRole; or what the service says when it may not.</summary>
    /// <param name="unit">Where the session is kept.</param>
    /// <param name="roleArn">Of the role, path included.</param>
    /// <param name="sessionName">Names the session.</param>
    /// <param name="context">The service's request.</param>
    public (Session? Session, string? Refusal) Begin(UnitOfWork unit, string roleArn, string sessionName, RequestContext context)
    {
        var found = RoleToAssume.Find(roleArn, unit.State, strict);
        var keys = new RoleKeys { Role = found.Role, SessionName = sessionName };
        // EKS tags its sessions with the pod and its cluster.
        string[] actions = context.Caller.Arn == Eks ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
        if (!actions.All(action => context.Authorize(found.Target(action, keys, context)).IsAllowed) || found.IsOutOfReach)
        {
            return (null, SentenceOf(context.Caller.Arn, roleArn));
        }

        var session = mint.Draw(unit.State, PrincipalKind.AssumedRole, found.Arn, found.Account, context.Now, DescribedRole.DefaultMaxSessionDuration) with
        {
            Name = sessionName,
        };
        SessionMint.Keep(unit, session, context.Now);
        return (session, null);
    }

    // Verified: ECS and CodeBuild in public reports (integrations.md 5); Inferred: EKS, and STS's own words for any other service.
    private static string SentenceOf(string service, string role) => service switch
    {
        "ecs-tasks.amazonaws.com" =>
            $"ECS was unable to assume the role '{role}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
        "codebuild.amazonaws.com" => $"CodeBuild is not authorized to perform: sts:AssumeRole on {role}",
        Eks => "Unauthorized Exception! EKS does not have permissions to assume the associated role.",
        _ => $"User: {service} is not authorized to perform: sts:AssumeRole on resource: {role}",
    };
}
