using SecretsEmu.Access;
using SecretsEmu.Explain;
using SecretsEmu.Tests.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Explain;

/// <summary>What <c>secrets-emu explain</c> and <c>can</c> print, as a person sees it.</summary>
public sealed class AccessTextTests
{
    private const string AllowReads = """{"Sid":"Reads","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}""";
    private const string ViaSecretsManager = "secretsmanager.us-east-1.amazonaws.com";

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_explicit_deny_in_the_secret_s_policy()
    {
        var target = Secret(For("\"*\"", "Deny", ReadAction, ""","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":["pay","ops"]}}""", "PayAndOpsOnly"));

        Text(User(AllowReads), target, new SomeKeys { ["aws:PrincipalTag/team"] = ["web"] }).ShouldBe("""
            1
            """);
    }

    [Test]
    public void An_Allow_that_the_key_policy_lacks_when_a_secret_is_read()
    {
        var target = Key(For(Aws($"arn:aws:iam::{Account}:role/other"), action: "kms:Decrypt", sid: "OtherRole"));

        Text(Session(AllowReads), target, answer: new("secretsmanager.GetSecretValue", 400, "AccessDeniedException", "Access to KMS is not allowed", null), via: "secretsmanager").ShouldBe("""
            2
            """);
    }

    [Test]
    public void An_Allow_that_the_identity_policies_lack()
    {
        var read = $$"""{"Sid":"ReadTest","Effect":"Allow","Action":"{{ReadAction}}","Resource":"arn:aws:secretsmanager:*:*:secret:test/*"}""";

        Text(User(AllowOther, read), Secret()).ShouldBe("""
            3
            """);
    }

    [Test]
    public void A_boundary_that_lacks_an_Allow() =>
        Text(User(AllowReads).WithBoundary(AllowOther), Secret()).ShouldBe("""
            4
            """);

    [Test]
    public void A_service_control_policy_that_denies() =>
        Text(
            Root.WithServiceControl(
                AllowAll,
                """{"Sid":"EuropeOnly","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:RequestedRegion":"eu-*"}}}"""),
            Secret(),
            new SomeKeys { ["aws:RequestedRegion"] = ["us-east-1"] }).ShouldBe("""
            5
            """);

    [Test]
    public void A_session_policy_that_lacks_an_Allow() =>
        Text(Session(AllowReads).WithSessionPolicy("""{"Effect":"Allow","Action":"secretsmanager:List*","Resource":"*"}"""), Secret()).ShouldBe("""
            6
            """);

    [Test]
    public void A_key_that_is_used_directly_though_its_policy_asks_for_a_service()
    {
        var target = Key(For(
            "\"*\"", action: "kms:Decrypt", sid: "ThroughSecretsManager",
            more: $$$""","Condition":{"StringEquals":{"kms:ViaService":"{{{ViaSecretsManager}}}","kms:CallerAccount":"{{{Account}}}"}}"""),
            keys: new SomeKeys { ["kms:CallerAccount"] = [Account] });

        Text(User(AllowAll), target).ShouldBe("""
            7
            """);
    }

    [Test]
    public void Another_account_s_secret_that_has_no_policy() =>
        Text(User(AllowReads), Secret(account: OtherAccount)).ShouldBe("""
            8
            """);

    [Test]
    public void Another_account_s_secret_whose_reader_lacks_the_own_account_s_Allow() =>
        Text(User(AllowOther), Secret(For(Aws(Account), sid: "Partner"), OtherAccount)).ShouldBe("""
            9
            """);

    [Test]
    public void What_would_be_denied_where_policies_only_log()
    {
        var refusal = Refusal(User(), Secret()) with { IsEnforced = false };

        AccessText.Of(refusal).ShouldBe("""
            10
            """);
    }

    [Test]
    public void The_log_has_the_denial_and_what_it_rests_on()
    {
        var read = $$"""{"Sid":"ReadTest","Effect":"Allow","Action":"{{ReadAction}}","Resource":"arn:aws:secretsmanager:*:*:secret:test/*"}""";
        var missing = Refusal(User(AllowOther, read), Secret());
        var denied = Refusal(User(AllowReads), Secret(For("\"*\"", "Deny", sid: "Nobody")));

        string.Join('\n', AccessText.ForLog(missing)).ShouldBe("""
            11
            """);
        string.Join('\n', AccessText.ForLog(denied)).ShouldBe("""
            12
            """);
    }

    [Test]
    public void An_answer_beforehand_that_is_no()
    {
        var forecast = new Forecast(
            UserArn, ReadAction, "db/password",
            [
                Permission(User(AllowReads), Secret()),
                Permission(User(AllowReads), Key(For(Aws(RootArn), action: "kms:*", sid: "Account")), via: "secretsmanager"),
            ],
            null);

        AccessText.Of(forecast).ShouldBe("""
            13
            """);
    }

    [Test]
    public void An_answer_beforehand_that_is_yes()
    {
        var forecast = new Forecast(RootArn, "secretsmanager:ListSecrets", "*", [Permission(Root, Target.WithoutResource("secretsmanager:ListSecrets", Account))], null);

        AccessText.Of(forecast).ShouldBe("""
            14
            """);
    }

    [Test]
    public void What_a_policy_says_cannot_command_a_terminal()
    {
        var text = Text(User(AllowReads), Secret(For("\"*\"", "Deny", sid: "\\u001b[2Jnothing\\nDENIED")));

        text.ShouldNotContain("\u001b");
        text.ShouldStartWith("DENIED: secretsmanager:GetSecretValue, by statement ?[2Jnothing?DENIED of resource policy of db/password\n");
    }

    private static string Text(Principal principal, Target target, IConditionKeys? globals = null, RefusedAnswer? answer = null, string? via = null)
    {
        var refusal = Refusal(principal, target, globals, via);
        var told = new RefusedAnswer(target.Action.Replace(':', '.'), 400, "AccessDeniedException", refusal.Denied[0].Explanation.Reason, null);
        return AccessText.Of(refusal with { Answer = answer ?? told });
    }

    private static Refusal Refusal(Principal principal, Target target, IConditionKeys? globals = null, string? via = null) => new()
    {
        RequestId = "0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f", At = Now, Principal = principal.Arn, Denied = [Permission(principal, target, globals, via)],
    };

    private static ExplainedPermission Permission(Principal principal, Target target, IConditionKeys? globals = null, string? via = null) =>
        new(Explainer.Explain(principal, target, globals ?? NoConditionKeys.Instance), target.Shown, via);
}
