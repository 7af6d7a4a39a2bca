using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Explain;

namespace SecretsEmu.Tests.Access;

/// <summary>The people and things of the access tests: an account, another one, and policies in few words.</summary>
internal static class AccessStory
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string UserArn = $"arn:aws:iam::{Account}:user/team/ann";
    public const string RoleArn = $"arn:aws:iam::{Account}:role/service/app";
    public const string SessionArn = $"arn:aws:sts::{Account}:assumed-role/app/run-1";
    public const string FederatedArn = $"arn:aws:sts::{Account}:federated-user/bob";
    public const string RootArn = $"arn:aws:iam::{Account}:root";
    public const string SecretArn = $"arn:aws:secretsmanager:us-east-1:{Account}:secret:db/password-a1B2c3";
    public const string KeyArn = $"arn:aws:kms:us-east-1:{Account}:key/11111111-2222-3333-4444-555555555555";
    public const string ReadAction = "secretsmanager:GetSecretValue";
    public const string AssumedRoleArn = $"arn:aws:iam::{Account}:role/target";

    /// <summary>Allows everything, as an identity policy, boundary, session policy or service control policy.</summary>
    public const string AllowAll = """{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"}""";

    /// <summary>Denies everything, in the same places.</summary>
    public const string DenyAll = """{"Sid":"None","Effect":"Deny","Action":"*","Resource":"*"}""";

    /// <summary>Allows something else.</summary>
    public const string AllowOther = """{"Sid":"Other","Effect":"Allow","Action":"s3:*","Resource":"*"}""";

    /// <summary>Allows to read secrets, and nothing else.</summary>
    public const string AllowReads = """{"Sid":"Reads","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}""";

    public static Principal Root => Principal.Root(Account);

    public static Principal User(params string[] statements) => new()
    {
        Kind = PrincipalKind.User, Account = Account, Arn = UserArn, UserId = "AIDAEXAMPLEEXAMPLE01", UserName = "ann", IsDescribed = true,
        IdentityPolicies = Policies(PolicyKind.Identity, statements),
    };

    public static Principal Session(params string[] statements) => new()
    {
        Kind = PrincipalKind.AssumedRole, Account = Account, Arn = SessionArn, UserId = "AROAEXAMPLEEXAMPLE01:run-1", RoleArn = RoleArn, SessionName = "run-1",
        IsDescribed = true, IdentityPolicies = Policies(PolicyKind.Identity, statements),
    };

    public static Principal Federated(params string[] statements) => new()
    {
        Kind = PrincipalKind.FederatedUser, Account = Account, Arn = FederatedArn, UserId = $"{Account}:bob", FederatingUserArn = UserArn,
        IsDescribed = true, IdentityPolicies = Policies(PolicyKind.Identity, statements),
    };

    public static Principal Service(string name = "secretsmanager.amazonaws.com") => new()
    {
        Kind = PrincipalKind.Service, Account = Account, Arn = name, UserId = name,
    };

    public static Principal WebIdentity(string provider) => new()
    {
        Kind = PrincipalKind.WebIdentity, Account = Account, Arn = "ci", UserId = "ci", FederatedProvider = provider,
        Claims = Principal.NoTags.Add("token.example.com:sub", "repo:me/app").Add("token.example.com:aud", "sts.amazonaws.com"),
    };

    public static Principal WithBoundary(this Principal principal, string statement) =>
        principal with { Boundary = Policies(PolicyKind.Boundary, statement)[0] };

    public static Principal WithSessionPolicy(this Principal principal, params string[] statements) =>
        principal with { SessionPolicies = Policies(PolicyKind.Session, statements) };

    public static Principal WithServiceControl(this Principal principal, params string[] statements) =>
        principal with { ServiceControlPolicies = Policies(PolicyKind.ServiceControl, statements) };

    public static Principal Undescribed(this Principal principal) => principal with { IsDescribed = false };

    /// <param name="statement">Of its resource policy, or null when it has none.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="keys">Its condition keys.</param>
    public static Target Secret(string? statement = null, string account = Account, IConditionKeys? keys = null) => new()
    {
        Action = ReadAction, Kind = ResourceKind.Secret, Arn = SecretArn.Replace(Account, account, StringComparison.Ordinal), Account = account,
        Shown = "db/password", ResourcePolicy = Attached(statement, PolicyKind.Resource, "resource policy of db/password"), Keys = keys ?? NoConditionKeys.Instance,
    };

    public static Target Key(string? statement, string account = Account, string action = "kms:Decrypt", IConditionKeys? keys = null)
    {
        var arn = KeyArn.Replace(Account, account, StringComparison.Ordinal);
        return new()
        {
            Action = action, Kind = ResourceKind.Key, Arn = arn, Account = account, Shown = arn,
            ResourcePolicy = Attached(statement, PolicyKind.Resource, $"key policy of {arn}"), Keys = keys ?? NoConditionKeys.Instance,
        };
    }

    /// <param name="statement">Of its trust policy, or null when nobody described the role.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="action">How it is assumed.</param>
    public static Target Role(string? statement, string account = Account, string action = "sts:AssumeRole")
    {
        var arn = AssumedRoleArn.Replace(Account, account, StringComparison.Ordinal);
        return new()
        {
            Action = action, Kind = ResourceKind.Role, Arn = arn, Account = account, Shown = arn,
            ResourcePolicy = statement is null
                ? null
                : new(PolicyKind.Trust, $"trust policy of {arn}", PolicyText.OfTrust(Document(statement))),
        };
    }

    /// <summary>A statement of a resource policy.</summary>
    public static string For(string principal, string effect = "Allow", string action = "*", string more = "", string sid = "S") =>
        $$$"""{"Sid":"{{{sid}}}","Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"{{{action}}}"{{{more}}}}""";

    public static string Aws(params string[] names) => $$"""{"AWS":[{{string.Join(',', names.Select(static name => $"\"{name}\""))}}]}""";

    public static string Document(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""";

    public static ImmutableArray<AttachedPolicy> Policies(PolicyKind kind, params string[] statements) =>
        [.. statements.Select((statement, i) => new AttachedPolicy(kind, $"{kind} policy {i + 1}", PolicyText.OfIdentity(Document(statement))))];

    public static Decision Decide(Principal principal, Target target, IConditionKeys? globals = null) =>
        Evaluator.Decide(principal, target, globals ?? NoConditionKeys.Instance);

    /// <summary>The same decision with its reasons; <paramref name="via"/> is the service that asked for the caller, if one did.</summary>
    public static ExplainedPermission Permission(Principal principal, Target target, IConditionKeys? globals = null, string? via = null) =>
        new(Explainer.Explain(principal, target, globals ?? NoConditionKeys.Instance), target.Shown, via);

    /// <summary>Such as <c>allowed by Identity All</c>, <c>explicitly denied by Boundary None</c>, <c>no Identity allows</c>.</summary>
    public static string Words(Decision decision)
    {
        var by = decision.DecidedBy is { } kind ? $"{kind}{(decision.Statement is { } statement ? $" {statement.Sid}" : "")}" : "nobody";
        return decision switch
        {
            { IsAllowed: true } => $"allowed by {by}",
            { IsExplicit: true } => $"explicitly denied by {by}",
            _ => $"no {by} allows",
        };
    }

    private static AttachedPolicy? Attached(string? statement, PolicyKind kind, string name) =>
        statement is null ? null : new(kind, name, PolicyText.OfResource(Document(statement)));
}

/// <summary>Condition keys by name.</summary>
internal sealed class SomeKeys : Dictionary<string, string[]>, IConditionKeys
{
    public SomeKeys()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    public IReadOnlyList<string>? Find(string key) => this.GetValueOrDefault(key);
}
