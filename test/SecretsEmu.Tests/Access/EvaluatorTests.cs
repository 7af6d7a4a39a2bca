using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>Who decides, kind of policy by kind of policy (kms-iam-sts.md 4.4).</summary>
public class EvaluatorTests
{
    private const string Anyone = "\"*\"";
    private const string KeyDelegation = $$$"""{"Sid":"Delegates","Effect":"Allow","Principal":{"AWS":"{{{RootArn}}}"},"Action":"kms:*","Resource":"*"}""";

    [TestCaseSource(nameof(SameAccountSecrets))]
    [TestCaseSource(nameof(CrossAccountSecrets))]
    [TestCaseSource(nameof(Keys))]
    [TestCaseSource(nameof(Roles))]
    [TestCaseSource(nameof(Ceilings))]
    [TestCaseSource(nameof(OtherPrincipals))]
    public void It_is_decided(string what, object principal, object target, string decision) =>
        Words(Decide((Principal)principal, (Target)target)).ShouldBe(decision, what);

    private static IEnumerable<TestCaseData> SameAccountSecrets() =>
    [
        Case("an identity policy is enough", User(AllowAll), Secret(), "allowed by Identity All"),
        Case("nothing allows", User(AllowOther), Secret(), "no Identity allows"),
        Case("a resource policy that names the user is enough", User(), Secret(For(Aws(UserArn))), "allowed by Resource S"),
        Case("one that names the role is enough for a session", Session(), Secret(For(Aws(RoleArn))), "allowed by Resource S"),
        Case("one that names the session is enough", Session(), Secret(For(Aws(SessionArn))), "allowed by Resource S"),
        Case("one that names everybody is enough", User(), Secret(For(Anyone)), "allowed by Resource S"),
        Case("one that names the account alone is not", User(), Secret(For(Aws(RootArn))), "no Identity allows"),
        Case("nor by its number", User(), Secret(For(Aws(Account))), "no Identity allows"),
        Case("one that names another user is none", User(), Secret(For(Aws($"arn:aws:iam::{Account}:user/bea"))), "no Identity allows"),
        Case("another session's is none", Session(), Secret(For(Aws($"arn:aws:sts::{Account}:assumed-role/app/run-2"))), "no Identity allows"),
        Case("a resource policy about another action leaves it to the identity", User(AllowAll), Secret(For(Aws(UserArn), action: "secretsmanager:PutSecretValue")), "allowed by Identity All"),
        Case("everybody but the caller is not the caller", User(), Secret(NotPrincipal("Allow", UserArn)), "no Identity allows"),
        Case("everybody but another is the caller, directly", User(), Secret(NotPrincipal("Allow", RoleArn)), "allowed by Resource N"),
        Case("a deny of the resource beats an allow of the identity", User(AllowAll), Secret(For(Aws(UserArn), "Deny")), "explicitly denied by Resource S"),
        Case("a deny that names the account matches", User(AllowAll), Secret(For(Aws(RootArn), "Deny")), "explicitly denied by Resource S"),
        Case("a deny that names the role matches its session", Session(AllowAll), Secret(For(Aws(RoleArn), "Deny")), "explicitly denied by Resource S"),
        Case("a deny of the identity beats an allow of the resource", User(DenyAll), Secret(For(Aws(UserArn))), "explicitly denied by Identity None"),
        Case("a deny in a second policy counts", User(AllowAll, DenyAll), Secret(), "explicitly denied by Identity None"),
    ];

    private static IEnumerable<TestCaseData> CrossAccountSecrets() =>
    [
        Case("identity alone is not enough", User(AllowAll), Secret(account: OtherAccount), "no Resource allows"),
        Case("the resource alone is not, even by name", User(), Secret(For(Aws(UserArn)), OtherAccount), "no Identity allows"),
        Case("nor by the exact session", Session(), Secret(For(Aws(SessionArn)), OtherAccount), "no Identity allows"),
        Case("both are, by name", User(AllowAll), Secret(For(Aws(UserArn)), OtherAccount), "allowed by Identity All"),
        Case("both are, by role", Session(AllowAll), Secret(For(Aws(RoleArn)), OtherAccount), "allowed by Identity All"),
        Case("both are, by account", User(AllowAll), Secret(For(Aws(Account)), OtherAccount), "allowed by Identity All"),
        Case("the wrong account is not", User(AllowAll), Secret(For(Aws(OtherAccount)), OtherAccount), "no Resource allows"),
        Case("an undescribed caller needs the resource's side", User().Undescribed(), Secret(account: OtherAccount), "no Resource allows"),
        Case("and with it is let in", User().Undescribed(), Secret(For(Aws(Account)), OtherAccount), "allowed by nobody"),
        Case("a boundary limits across accounts even a direct match", User(AllowAll).WithBoundary(AllowOther), Secret(For(Aws(UserArn)), OtherAccount), "no Boundary allows"),
        Case("a session policy does too", Session(AllowAll).WithSessionPolicy(AllowOther), Secret(For(Aws(SessionArn)), OtherAccount), "no Session allows"),
    ];

    private static IEnumerable<TestCaseData> Keys() =>
    [
        Case("a key that names nobody is shut, to an administrator too", User(AllowAll), Key(For(Aws($"arn:aws:iam::{Account}:user/bea"))), "no Resource allows"),
        Case("a key that names only a role shuts out the root of its account", Root, Key(For(Aws(RoleArn))), "no Resource allows"),
        Case("and lets in the role", Session(), Key(For(Aws(RoleArn))), "allowed by Resource S"),
        Case("the default key policy makes identity policies count", User(AllowAll), Key(KeyDelegation), "allowed by Identity All"),
        Case("and nothing more", User(AllowOther), Key(KeyDelegation), "no Identity allows"),
        Case("the root of the account needs no identity policy", Root, Key(KeyDelegation), "allowed by nobody"),
        Case("a key without a policy is shut", Root, Key(null), "no Resource allows"),
        Case("a user named by a key needs no identity policy", User(), Key(For(Aws(UserArn))), "allowed by Resource S"),
        Case("a key of another account asks both sides: the key's", User(AllowAll), Key(KeyDelegation.Replace(Account, OtherAccount, StringComparison.Ordinal), OtherAccount), "no Resource allows"),
        Case("and the caller's", User(), Key(For(Aws(Account)), OtherAccount), "no Identity allows"),
        Case("and is satisfied with them", User(AllowAll), Key(For(Aws(Account)), OtherAccount), "allowed by Identity All"),
        Case("a grant opens a key that its policy shuts", User(), Key(For(Aws(RoleArn))) with { Grant = "grant 1" }, "allowed by nobody"),
        Case("of another account too", User(), Key(For(Aws(RoleArn)), OtherAccount) with { Grant = "grant 1" }, "allowed by nobody"),
        Case("but not against a deny", User(), Key(For(Aws(UserArn), "Deny")) with { Grant = "grant 1" }, "explicitly denied by Resource S"),
        Case("nor against an organization", User().WithServiceControl(AllowOther), Key(KeyDelegation) with { Grant = "grant 1" }, "explicitly denied by ServiceControl"),
        Case("an alias is the identity policies' business", User(AllowAll), Alias(), "allowed by Identity All"),
        Case("without one it is refused", User(AllowOther), Alias(), "no Identity allows"),
        Case("an action without a resource too", User(AllowAll), Target.WithoutResource("kms:ListKeys", Account), "allowed by Identity All"),
        Case("and is refused without one", User(AllowOther), Target.WithoutResource("kms:ListKeys", Account), "no Identity allows"),
    ];

    private static IEnumerable<TestCaseData> Roles() =>
    [
        Case("a role that trusts the caller by name needs no identity policy", User(), Role(For(Aws(UserArn))), "allowed by Trust S"),
        Case("one that trusts the account needs one", User(), Role(For(Aws(RootArn))), "no Identity allows"),
        Case("and is content with it", User(AllowAll), Role(For(Aws(RootArn))), "allowed by Identity All"),
        Case("one that trusts somebody else does not open to an administrator", User(AllowAll), Role(For(Aws(RoleArn))), "no Trust allows"),
        Case("a deny in a trust policy is named as one", User(AllowAll), Role(For(Aws(UserArn), "Deny")), "explicitly denied by Trust S"),
        Case("of another account both sides count", User(AllowAll), Role(For(Aws(UserArn)), OtherAccount), "allowed by Identity All"),
        Case("trust alone does not", User(), Role(For(Aws(UserArn)), OtherAccount), "no Identity allows"),
        Case("nor does the identity alone", User(AllowAll), Role(For(Aws(OtherAccount)), OtherAccount), "no Trust allows"),
        Case("a role that nobody described trusts", Root, Role(null), "allowed by nobody"),
        Case("across accounts too", Root, Role(null, OtherAccount), "allowed by nobody"),
        Case("but what was written about the caller counts", User(AllowOther), Role(null), "no Identity allows"),
        Case("and a described one may with an Allow", User(AllowAll), Role(null), "allowed by Identity All"),
    ];

    private static IEnumerable<TestCaseData> Ceilings() =>
    [
        Case("a boundary without an Allow refuses", User(AllowAll).WithBoundary(AllowOther), Secret(), "no Boundary allows"),
        Case("one with an Allow gives nothing by itself", User(AllowOther).WithBoundary(AllowAll), Secret(), "no Identity allows"),
        Case("both allow", User(AllowAll).WithBoundary(AllowAll), Secret(), "allowed by Identity All"),
        Case("a boundary denies", User(AllowAll).WithBoundary(DenyAll), Secret(), "explicitly denied by Boundary None"),
        Case("a boundary does not limit a user named by the resource", User().WithBoundary(AllowOther), Secret(For(Aws(UserArn))), "allowed by Resource S"),
        Case("it does limit a session whose role is named", Session().WithBoundary(AllowOther), Secret(For(Aws(RoleArn))), "no Boundary allows"),
        Case("but not a session that is named itself", Session().WithBoundary(AllowOther), Secret(For(Aws(SessionArn))), "allowed by Resource S"),
        Case("nobody's boundary counts for an undescribed caller", User().Undescribed().WithBoundary(AllowOther), Secret(), "allowed by nobody"),
        Case("a session policy limits", Session(AllowAll).WithSessionPolicy(AllowOther), Secret(), "no Session allows"),
        Case("any of several may allow", Session(AllowAll).WithSessionPolicy(AllowOther, AllowAll), Secret(), "allowed by Identity All"),
        Case("it gives nothing by itself", Session(AllowOther).WithSessionPolicy(AllowAll), Secret(), "no Identity allows"),
        Case("it denies", Session(AllowAll).WithSessionPolicy(DenyAll), Secret(), "explicitly denied by Session None"),
        Case("it limits an undescribed session", Session().Undescribed().WithSessionPolicy(AllowOther), Secret(), "no Session allows"),
        Case("and lets it do what it allows", Session().Undescribed().WithSessionPolicy(AllowAll), Secret(), "allowed by nobody"),
        Case("it limits a session whose role the resource names", Session().WithSessionPolicy(AllowOther), Secret(For(Aws(RoleArn))), "no Session allows"),
        Case("an organization must allow, and says so as a deny", User(AllowAll).WithServiceControl(AllowOther), Secret(), "explicitly denied by ServiceControl"),
        Case("the root of an account too", Root.WithServiceControl(AllowOther), Secret(), "explicitly denied by ServiceControl"),
        Case("it allows", User(AllowAll).WithServiceControl(AllowOther, AllowAll), Secret(), "allowed by Identity All"),
        Case("it gives nothing by itself", User().WithServiceControl(AllowAll), Secret(), "no Identity allows"),
        Case("it denies a direct match", User().WithServiceControl(AllowAll, DenyAll), Secret(For(Aws(UserArn))), "explicitly denied by ServiceControl None"),
        Case("of several denies the organization's is named first", User(DenyAll).WithServiceControl(DenyAll), Secret(For(Anyone, "Deny")), "explicitly denied by ServiceControl None"),
        Case("then the resource's", User(DenyAll).WithBoundary(DenyAll), Secret(For(Anyone, "Deny")), "explicitly denied by Resource S"),
        Case("then the boundary's", User(DenyAll).WithBoundary(DenyAll).WithSessionPolicy(DenyAll), Secret(), "explicitly denied by Boundary None"),
        Case("then the session's", User(DenyAll).WithSessionPolicy(DenyAll), Secret(), "explicitly denied by Session None"),
    ];

    private static IEnumerable<TestCaseData> OtherPrincipals() =>
    [
        Case("the root may everything in its account", Root, Secret(), "allowed by nobody"),
        Case("but not what a resource denies it", Root, Secret(For(Aws(RootArn), "Deny")), "explicitly denied by Resource S"),
        Case("who is not described may everything in its account", User().Undescribed(), Secret(), "allowed by nobody"),
        Case("but not what a resource denies it", Session().Undescribed(), Secret(For(Aws(RoleArn), "Deny")), "explicitly denied by Resource S"),
        Case("nor what a key does not open to it", Session().Undescribed(), Key(For(Aws(UserArn))), "no Resource allows"),
        Case("a service needs the resource's word", Service(), Secret(), "no Resource allows"),
        Case("and has it", Service(), Secret(For("""{"Service":"secretsmanager.amazonaws.com"}""")), "allowed by Resource S"),
        Case("another service has not", Service("lambda.amazonaws.com"), Secret(For("""{"Service":"secretsmanager.amazonaws.com"}""")), "no Resource allows"),
        Case("the account is no service", Service(), Secret(For(Aws(RootArn))), "no Resource allows"),
        Case("no organization limits a service", Service().WithServiceControl(DenyAll), Secret(For(Anyone)), "allowed by Resource S"),
        Case("a federated session without a session policy may nothing", Federated(AllowAll), Secret(), "no Session allows"),
        Case("with one it may what both allow", Federated(AllowAll).WithSessionPolicy(AllowAll), Secret(), "allowed by Identity All"),
        Case("but not more than its user", Federated(AllowOther).WithSessionPolicy(AllowAll), Secret(), "no Identity allows"),
        Case("a resource that names it lets it in", Federated(), Secret(For(Aws(FederatedArn))), "allowed by Resource S"),
        Case("one that names its user does not, without a session policy", Federated(), Secret(For(Aws(UserArn))), "no Session allows"),
        Case("with one it does", Federated().WithSessionPolicy(AllowAll), Secret(For(Aws(UserArn))), "allowed by Resource S"),
        Case("a token of a trusted provider opens a role", WebIdentity(Provider), Assume(Provider), "allowed by Trust S"),
        Case("the bare issuer is enough in the policy", WebIdentity(Provider), Assume("token.example.com"), "allowed by Trust S"),
        Case("and of the token", WebIdentity("token.example.com"), Assume(Provider), "allowed by Trust S"),
        Case("a token of another does not", WebIdentity("other.example.com"), Assume(Provider), "no Trust allows"),
        Case("nor one whose name only ends so", WebIdentity("example.com"), Assume(Provider), "no Trust allows"),
        Case("everybody is not a token", WebIdentity(Provider), Role(For(Anyone), action: "sts:AssumeRoleWithWebIdentity"), "no Trust allows"),
        Case("but may be denied as one", WebIdentity(Provider), Role($"{For(Federation(Provider))},{For(Anyone, "Deny", sid: "D")}", action: "sts:AssumeRoleWithWebIdentity"), "explicitly denied by Trust D"),
        Case("a role that nobody described takes any token", WebIdentity(Provider), Role(null, action: "sts:AssumeRoleWithWebIdentity"), "allowed by nobody"),
        Case("who one is may always be asked", User(DenyAll).WithServiceControl(DenyAll), Target.WithoutResource("sts:GetCallerIdentity", Account), "allowed by nobody"),
    ];

    [TestCase(UserArn, UserArn, true)]
    [TestCase(UserArn, RootArn, true)]
    [TestCase(UserArn, RoleArn, false)]
    [TestCase(SessionArn, SessionArn, false)]
    [TestCase(SessionArn, $"{SessionArn} {RoleArn}", false)]
    [TestCase(SessionArn, $"{RootArn} {RoleArn}", false)]
    [TestCase(SessionArn, $"{RootArn} {RoleArn} {SessionArn}", true)]
    [TestCase(SessionArn, "*", true)]
    public void A_Deny_with_NotPrincipal_spares_a_session_only_with_its_account_and_role(string caller, string listed, bool isSpared)
    {
        var principal = caller == UserArn ? User(AllowAll) : Session(AllowAll);

        var decision = Decide(principal, Secret(NotPrincipal("Deny", listed.Split(' '))));

        Words(decision).ShouldBe(isSpared ? "allowed by Identity All" : "explicitly denied by Resource N");
    }

    [Test]
    public void Everyone_in_the_account_is_a_direct_match_under_a_condition_on_the_caller()
    {
        var policy = For(Anyone, more: $$$""","Resource":"*","Condition":{"StringEquals":{"kms:CallerAccount":"{{{Account}}}"}}""");

        Words(Decide(User(), Key(policy, keys: new SomeKeys { ["kms:CallerAccount"] = [Account] }))).ShouldBe("allowed by Resource S");
        Words(Decide(User(AllowAll), Key(policy, keys: new SomeKeys { ["kms:CallerAccount"] = [OtherAccount] }))).ShouldBe("no Resource allows");
    }

    [Test]
    public void The_keys_of_the_target_come_before_those_of_the_request()
    {
        var target = Secret(keys: new SomeKeys { ["a"] = ["target"] });
        var globals = new SomeKeys { ["a"] = ["request"], ["b"] = ["request"] };
        var user = User("""{"Sid":"C","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"A":"target","B":"request"}}}""");

        Words(Decide(user, target, globals)).ShouldBe("allowed by Identity C");
    }

    private const string Provider = $"arn:aws:iam::{Account}:oidc-provider/token.example.com";

    private static Target Assume(string trusted) =>
        Role(For(Federation(trusted), action: "sts:AssumeRoleWithWebIdentity"), action: "sts:AssumeRoleWithWebIdentity");

    private static string Federation(string provider) => $$"""{"Federated":"{{provider}}"}""";

    private static string NotPrincipal(string effect, params string[] names) =>
        $$"""{"Sid":"N","Effect":"{{effect}}","NotPrincipal":{{Aws(names)}},"Action":"*","Resource":"*"}""";

    private static Target Alias() => new()
    {
        Action = "kms:CreateAlias", Kind = ResourceKind.Alias, Arn = $"arn:aws:kms:us-east-1:{Account}:alias/app", Account = Account, Shown = "alias/app",
    };

    private static TestCaseData Case(string what, Principal principal, Target target, string decision) =>
        new TestCaseData(what, principal, target, decision).SetArgDisplayNames(what, decision);
}
