using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>What an explanation shows, and what it tells the person to change.</summary>
public class ExplainerTests
{
    private const string NearlyNamed = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password";

    [Test]
    public void Every_policy_is_shown_in_the_order_of_the_decision_with_what_matched()
    {
        var user = User(
                """{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"Read","Effect":"Allow","Action":"secretsmanager:Get*","Resource":"arn:aws:secretsmanager:*:*:secret:app/*","Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*","b"]},"Bool":{"aws:SecureTransport":true}}}""")
            .WithBoundary(AllowAll).WithSessionPolicy(AllowAll).WithServiceControl(AllowAll);

        var explanation = Explain(user, Secret(For(Aws(RoleArn))), new SomeKeys { ["aws:tagkeys"] = ["c"] });

        explanation.Policies.Select(policy => policy.Kind).ShouldBe(
            [PolicyKind.ServiceControl, PolicyKind.Resource, PolicyKind.Boundary, PolicyKind.Session, PolicyKind.Identity]);
        var resource = explanation.Policies[1].Statements[0];
        (resource.Name, resource.Effect, resource.Principal, resource.Action, resource.Resource, resource.Matches, resource.Misses)
            .ShouldBe(("S", PolicyEffect.Allow, false, true, true, false, 1));
        var identity = explanation.Policies[4];
        identity.Name.ShouldBe("Identity policy 1");
        identity.Statements.Select(statement => (statement.Name, statement.Principal, statement.Action, statement.Resource))
            .ShouldBe([("#1", true, false, true), ("Read", true, true, false)]);
        var conditions = identity.Statements[1].Conditions;
        conditions.Select(condition => (condition.Operator, condition.Key, string.Join('|', condition.Asked), condition.Holds)).ShouldBe(
        [
            ("ForAnyValue:StringLikeIfExists", "aws:TagKeys", "a*|b", false),
            ("Bool", "aws:SecureTransport", "true", false),
        ]);
        conditions[0].Found!.Value.ShouldBe(["c"]);
        conditions[1].Found.ShouldBeNull();
    }

    [Test]
    public void An_allow_names_its_statement()
    {
        var explanation = Explain(User(AllowAll), Secret());

        explanation.IsAllowed.ShouldBeTrue();
        explanation.Deciding.ShouldBe(new(PolicyKind.Identity, "Identity policy 1", "All"));
        explanation.Reason.ShouldBe("Statement All of Identity policy 1 allows it, and nothing denies it.");
        explanation.Remedy.ShouldBeNull();
        explanation.NearestMiss.ShouldBeNull();
    }

    [Test]
    public void An_allow_without_a_statement_says_why()
    {
        Explain(Root, Secret()).Reason.ShouldBe($"{RootArn} is the root of its account and has every identity permission; no other policy refuses it.");
        Explain(User().Undescribed(), Secret()).Reason.ShouldBe($"Nobody described {UserArn}, so it has every identity permission; no other policy refuses it.");
        Explain(User(), Key(null) with { Grant = "grant 1" }).Reason.ShouldBe("It is allowed by grant 1, and nothing denies it.");
        Explain(WithToken, Role(null, action: "sts:AssumeRoleWithWebIdentity")).Reason.ShouldBe($"Nobody described {AssumedRoleArn}, so it trusts every caller; nothing denies it.");
        Explain(User(), Target.WithoutResource("sts:GetCallerIdentity", Account)).Reason.ShouldBe("sts:GetCallerIdentity needs no permission, and no policy can deny it.");
    }

    [Test]
    public void A_refusal_gives_the_callers_sentence() =>
        Explain(User(), Secret()).Reason.ShouldBe(
            $"User: {UserArn} is not authorized to perform: secretsmanager:GetSecretValue on resource: db/password because no identity-based policy allows the secretsmanager:GetSecretValue action");

    [TestCaseSource(nameof(Remedies))]
    public void The_remedy_says_what_to_change(string what, object principal, object target, string? nearest, string remedy)
    {
        var explanation = Explain((Principal)principal, (Target)target);

        explanation.Remedy.ShouldBe(remedy, what);
        explanation.NearestMiss?.Statement.ShouldBe(nearest);
        (explanation.NearestMiss is null).ShouldBe(nearest is null);
    }

    private static IEnumerable<TestCaseData> Remedies() =>
    [
        Case("a deny", User(AllowAll), Secret(For(Aws(RootArn), "Deny")), null,
            "Remove or narrow the Deny in statement S of resource policy of db/password."),
        Case("a deny under a condition", User(AllowAll), Secret(For("\"*\"", "Deny", more: ""","Condition":{"StringNotEquals":{"kms:ViaService":["a","b"]}}""")), null,
            "Remove or narrow the Deny in statement S of resource policy of db/password. It applies because its conditions hold: StringNotEquals kms:ViaService asks for [a, b] and the request has none."),
        Case("a deny for all but some", Session(AllowAll), Secret($$"""{"Sid":"N","Effect":"Deny","NotPrincipal":{{Aws(RoleArn)}},"Action":"*"}"""), null,
            "Remove or narrow the Deny in statement N of resource policy of db/password. Its NotPrincipal spares the caller only when it lists its account, its role and the session, all three; a condition on aws:PrincipalArn is easier to get right."),
        Case("no identity policy", Session(AllowOther), Secret(), null,
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {RoleArn}."),
        Case("an action without a resource", User("""{"Sid":"L","Effect":"Allow","Action":"secretsmanager:ListSecrets","Resource":"arn:aws:secretsmanager:*:*:*"}"""), Target.WithoutResource("secretsmanager:ListSecrets", Account), "L",
            $"Add an Allow for secretsmanager:ListSecrets to an identity policy of {UserArn}. Nearest is statement L of Identity policy 1: its Resource arn:aws:secretsmanager:*:*:* does not cover * (the action has no resource: only * covers it)."),
        Case("a secret named without its suffix", User($$"""{"Sid":"R","Effect":"Allow","Action":"secretsmanager:*","Resource":"{{NearlyNamed}}"}"""), Secret(), "R",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {UserArn}. Nearest is statement R of Identity policy 1: its Resource {NearlyNamed} does not cover {SecretArn} (the ARN of a secret ends with a hyphen and six random characters: write -?????? behind the name)."),
        Case("a key named by its alias", User("""{"Sid":"R","Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:us-east-1:111122223333:alias/app"}"""), Key(For(Aws(RootArn))), "R",
            $"Add an Allow for kms:Decrypt on {KeyArn} to an identity policy of {UserArn}. Nearest is statement R of Identity policy 1: its Resource arn:aws:kms:us-east-1:111122223333:alias/app does not cover {KeyArn} (an alias is never the resource of what is done with a key: name the key itself)."),
        Case("another action of the service", User("""{"Effect":"Allow","Action":["secretsmanager:DescribeSecret","secretsmanager:List*"],"Resource":"*"}"""), Secret(), "#1",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {UserArn}. Nearest is statement #1 of Identity policy 1: its Action [secretsmanager:DescribeSecret, secretsmanager:List*] does not cover secretsmanager:GetSecretValue."),
        Case("all but the action", User("""{"Sid":"X","Effect":"Allow","NotAction":"secretsmanager:*","Resource":"*"}"""), Secret(), "X",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {UserArn}. Nearest is statement X of Identity policy 1: its NotAction secretsmanager:* does not cover secretsmanager:GetSecretValue."),
        Case("a member that the caller left out", User("""{"Sid":"V","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"secretsmanager:versionstage":"AWSCURRENT"}}}"""), Secret(), "V",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {UserArn}. Nearest is statement V of Identity policy 1: its condition StringEquals secretsmanager:versionstage asks for AWSCURRENT and the request has none (there is one only when the caller sends VersionStage)."),
        Case("a value in other letters", User("""{"Sid":"T","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":["Pay","core"]}}}"""), Secret(keys: new SomeKeys { ["aws:ResourceTag/team"] = ["pay"] }), "T",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {UserArn}. Nearest is statement T of Identity policy 1: its condition StringEquals aws:ResourceTag/team asks for [Pay, core] and the request has pay (upper and lower case differ)."),
        Case("a secret's policy that forgot the path of the role", Session() with { RoleArn = RoleWithPath }, Secret(For(Aws(RoleArn))), "S",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {RoleWithPath}. Nearest is statement S of resource policy of db/password: its Principal does not name {SessionArn} (a path is part of the ARN: write {RoleWithPath} for {RoleArn})."),
        Case("a secret's policy for somebody else", Session(), Secret(For(Aws(UserArn))), null,
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {RoleArn}."),
        Case("a secret's policy whose condition fails", Session(), Secret(For(Aws(RoleArn), more: ""","Condition":{"Bool":{"aws:MultiFactorAuthPresent":true}}""")), "S",
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to an identity policy of {RoleArn}. Nearest is statement S of resource policy of db/password: its condition Bool aws:MultiFactorAuthPresent asks for true and the request has none."),
        Case("a shut key", User(AllowAll), Key(For(Aws(RoleArn), action: "kms:*")), "S",
            $"The key policy of {KeyArn} must allow {UserArn} (or its account's root, {RootArn}) the action kms:Decrypt. Nearest is statement S of key policy of {KeyArn}: its Principal does not name {UserArn}."),
        Case("a key that asks for a service", User(AllowAll), Key(For("\"*\"", more: ""","Resource":"*","Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}""")), "S",
            $"The key policy of {KeyArn} must allow {UserArn} (or its account's root, {RootArn}) the action kms:Decrypt. Nearest is statement S of key policy of {KeyArn}: its condition StringEquals kms:ViaService asks for secretsmanager.us-east-1.amazonaws.com and the request has none."),
        Case("another account's secret without a policy", User(AllowAll), Secret(account: OtherAccount), null,
            $"{SecretArn.Replace(Account, OtherAccount, StringComparison.Ordinal)} has no policy of its own, or does not exist; such a policy must allow {UserArn} (or its account's root, {RootArn}) the action secretsmanager:GetSecretValue."),
        Case("a boundary", User(AllowAll).WithBoundary(AllowOther), Secret(), null,
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to Boundary policy 1: a permissions boundary must allow what an identity policy allows."),
        Case("a session policy", Session(AllowAll).WithSessionPolicy(AllowOther), Secret(), null,
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to the session policy that the session was made with, or make the session without one."),
        Case("a federated session without one", Federated(AllowAll), Secret(), null,
            $"A federated session has no permissions without a session policy: pass one that allows secretsmanager:GetSecretValue on {SecretArn} to GetFederationToken."),
        Case("an organization", User(AllowAll).WithServiceControl(AllowOther), Secret(), null,
            $"Add an Allow for secretsmanager:GetSecretValue on {SecretArn} to a service control policy of account {Account}: it has some, and what none of them allows counts as denied."),
        Case("a role that trusts somebody else", User(AllowAll), Role($$"""{"Sid":"T","Effect":"Allow","NotPrincipal":{{Aws(UserArn)}},"Action":"sts:*"}"""), "T",
            $"The trust policy of {AssumedRoleArn} must allow {UserArn} (or its account's root, {RootArn}) the action sts:AssumeRole. Nearest is statement T of trust policy of {AssumedRoleArn}: its NotPrincipal leaves out {UserArn}."),
        Case("a token of another provider", WithToken, Role(For("""{"Federated":"other.example.com"}"""), action: "sts:AssumeRoleWithWebIdentity"), "S",
            $"The trust policy of {AssumedRoleArn} must allow the identity provider token.example.com the action sts:AssumeRoleWithWebIdentity. Nearest is statement S of trust policy of {AssumedRoleArn}: its Principal does not name ci."),
    ];

    private static string RoleWithPath { get; } = RoleArn.Replace(":role/", ":role/team/", StringComparison.Ordinal);

    private static Principal WithToken => WebIdentity("token.example.com");

    private static Explanation Explain(Principal principal, Target target, IConditionKeys? keys = null) =>
        Explainer.Explain(principal, target, keys ?? NoConditionKeys.Instance);

    private static TestCaseData Case(string what, Principal principal, Target target, string? nearest, string remedy) =>
        new TestCaseData(what, principal, target, nearest, remedy).SetArgDisplayNames(what);
}
