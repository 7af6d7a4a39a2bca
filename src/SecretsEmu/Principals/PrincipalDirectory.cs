using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Principals;

/// <summary>From names to principals, as the state describes them now.</summary>
/// <param name="defaultAccount">Where a name without account is looked up.</param>
/// <param name="strict">Whether whom nobody described is nobody; else it is trusted (kms-iam-sts.md 0.1).</param>
internal sealed class PrincipalDirectory(string defaultAccount, bool strict)
{
    /// <summary>The session name of a role that is asked about without a session.</summary>
    public const string SessionForQuestions = "can";

    private readonly Principal _default = Principal.Root(defaultAccount);

    /// <summary>
    /// The principal that a person names: the ARN of a user, a role, a session or a root, an account, or <c>user/NAME</c> or
    /// <c>role/NAME</c> of the default account. A role stands for a session of it. Null for what names none.
    /// </summary>
    /// <param name="nameOrArn">Whom.</param>
    /// <param name="state">Who is described.</param>
    /// <param name="sessionName">How the session of a role is called.</param>
    public Principal? Find(string nameOrArn, Snapshot state, string sessionName = SessionForQuestions)
    {
        if (Callers.IsAccount(nameOrArn))
        {
            return Root(nameOrArn, state);
        }

        var arn = nameOrArn.StartsWith("user/", StringComparison.Ordinal) || nameOrArn.StartsWith("role/", StringComparison.Ordinal)
            ? $"arn:aws:iam::{defaultAccount}:{nameOrArn}"
            : nameOrArn;
        return PrincipalArn.Parse(arn) switch
        {
            { Service: "iam", Kind: "root", Rest: "" } root => Root(root.Account, state),
            { Service: "iam", Kind: "user", Name.Length: > 0 } user => IsAnother(state.User(user.Account, user.Name)?.Arn) ? null : User(arn, user, state),
            { Service: "iam", Kind: "role", Name.Length: > 0 } role => IsAnother(state.Role(role.Account, role.Name)?.Arn) ? null : Role(arn, role, sessionName, state),
            { Service: "sts", Kind: "assumed-role" } session when session.Rest.Split('/') is [{ Length: > 0 } role, { Length: > 0 } name] =>
                SessionOf(session, role, name, state),
            _ => null,
        };

        // Names are unique in an account: with another path than the described one nobody is meant.
        bool IsAnother(string? described) => described is not null && described != arn;
    }

    /// <summary>Who brought something about, as described now; null when nobody describes it any more.</summary>
    public Principal? Find(Cause cause, Snapshot state) =>
        cause.AccessKeyId is { } key && state.Find(PrincipalTables.Sessions, Scope.Emulator, key) is { } session ? Of(session, state) : Find(cause.PrincipalArn, state);

    /// <summary>The root of an account, limited by the service control policies of a described one.</summary>
    public Principal Root(string account, Snapshot state) =>
        InAccount(account == defaultAccount ? _default : Principal.Root(account), state);

    public static Principal Of(DescribedUser user, Snapshot state) => InAccount(
        new Principal
        {
            Kind = PrincipalKind.User,
            Account = user.Account,
            Arn = user.Arn,
            UserId = user.UserId,
            UserName = user.Name,
            IsDescribed = true,
            IdentityPolicies = user.IdentityPolicies,
            Boundary = user.Boundary,
            Tags = user.Tags,
        },
        state);

    /// <summary>Whom a session stands for; null in strict mode when nobody describes its user or role any more.</summary>
    public Principal? Of(Session session, Snapshot state)
    {
        var of = PrincipalArn.Parse(session.Of)!;
        var principal = session.Kind switch
        {
            PrincipalKind.AssumedRole => Role(session.Of, of, session.Name!, state),
            PrincipalKind.FederatedUser => Owner(session.Of, of, state) is { } owner ? Federated(owner, session.Name!) : null,
            _ => Owner(session.Of, of, state),
        };
        return principal is null ? null : principal with
        {
            SessionPolicies = session.Policies,
            Tags = principal.Tags.SetItems(session.Tags),
            TransitiveTagKeys = session.TransitiveTagKeys,
            SourceIdentity = session.SourceIdentity,
            TokenIssueTime = session.IssuedAt,
        };
    }

    private Principal? Owner(string arn, PrincipalArn parsed, Snapshot state) =>
        parsed.Kind == "root" ? Root(parsed.Account, state) : User(arn, parsed, state);

    private Principal? User(string arn, PrincipalArn parsed, Snapshot state) =>
        state.User(parsed.Account, parsed.Name) is { } user && user.Arn == arn ? Of(user, state)
        : strict ? null
        : InAccount(
            new Principal
            {
                Kind = PrincipalKind.User, Account = parsed.Account, Arn = arn, UserId = UniqueId.OfUser(arn), UserName = parsed.Name,
            },
            state);

    private Principal? Role(string arn, PrincipalArn parsed, string sessionName, Snapshot state)
    {
        var role = state.Role(parsed.Account, parsed.Name) is { } described && described.Arn == arn ? described : null;
        return role is null && strict ? null : InAccount(
            new Principal
            {
                Kind = PrincipalKind.AssumedRole,
                Account = parsed.Account,
                Arn = parsed.OfSession(sessionName),
                UserId = $"{UniqueId.OfRole(arn)}:{sessionName}",
                RoleArn = arn,
                SessionName = sessionName,
                IsDescribed = role is not null,
                IdentityPolicies = role?.IdentityPolicies ?? [],
                Boundary = role?.Boundary,
                Tags = role?.Tags ?? Principal.NoTags,
            },
            state);
    }

    // The ARN of a session lacks the path of its role.
    private Principal? SessionOf(PrincipalArn session, string roleName, string sessionName, Snapshot state)
    {
        var arn = state.Role(session.Account, roleName)?.Arn ?? $"arn:{session.Partition}:iam::{session.Account}:role/{roleName}";
        return Role(arn, PrincipalArn.ParseRole(arn)!, sessionName, state);
    }

    private static Principal Federated(Principal owner, string name) => owner with
    {
        Kind = PrincipalKind.FederatedUser,
        Arn = PrincipalArn.OfFederatedUser(owner.Account, name),
        UserId = $"{owner.Account}:{name}",
        UserName = null,
        FederatingUserArn = owner.Kind == PrincipalKind.User ? owner.Arn : null,
        SessionName = name,
    };

    private static Principal InAccount(Principal principal, Snapshot state) =>
        state.Account(principal.Account) is { } account
            ? principal with { ServiceControlPolicies = account.ServiceControlPolicies, OrganizationId = account.OrganizationId }
            : principal;
}
