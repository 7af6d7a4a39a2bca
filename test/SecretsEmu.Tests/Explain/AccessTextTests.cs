using SecretsEmu.Access;
using SecretsEmu.Explain;
using SecretsEmu.Tests.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Explain;

/// <summary>What <c>secrets-emu explain</c> prints, as a person sees it.</summary>
public sealed class AccessTextTests
{
    private const string ViaSecretsManager = "secretsmanager.us-east-1.amazonaws.com";

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_explicit_deny_in_the_secret_s_policy()
    {
        var target = Secret(For("\"*\"", "Deny", ReadAction, ""","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":["pay","ops"]}}""", "PayAndOpsOnly"));

        Text(User(AllowReads), target, new SomeKeys { ["aws:PrincipalTag/team"] = ["web"] }).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: statement PayAndOpsOnly of resource policy of db/password denies it
            Change    Remove or narrow the Deny in statement PayAndOpsOnly of resource policy of db/password. It
                      applies because its conditions hold: StringNotEquals aws:PrincipalTag/team asks for [pay,
                      ops] and the request has web.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password with an explicit deny in a
                      resource-based policy

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Policies
              resource policy of db/password
                Deny  PayAndOpsOnly  matches  <= decides
                      holds  StringNotEquals aws:PrincipalTag/team: asked for pay or ops, found web
              Identity policy 1
                Allow Reads  matches
            """);
    }

    [Test]
    public void An_Allow_that_the_key_policy_lacks_when_a_secret_is_read()
    {
        var target = Key(For(Aws($"arn:aws:iam::{Account}:role/other"), action: "kms:Decrypt", sid: "OtherRole"));

        Text(Session(AllowReads), target, answer: new("secretsmanager.GetSecretValue", 400, "AccessDeniedException", "Access to KMS is not allowed", null), via: "secretsmanager").ShouldBe("""
            DENIED kms:Decrypt through secretsmanager: key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 does not allow it
            Change    The key policy of
                      arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 must allow
                      arn:aws:iam::111122223333:role/service/app (or its account's root,
                      arn:aws:iam::111122223333:root) the action kms:Decrypt. Nearest is statement OtherRole of
                      key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555:
                      its Principal does not name arn:aws:sts::111122223333:assumed-role/app/run-1.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:sts::111122223333:assumed-role/app/run-1
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      Access to KMS is not allowed

            Action    kms:Decrypt through secretsmanager
            Resource  arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
            Reason    User: arn:aws:sts::111122223333:assumed-role/app/run-1 is not authorized to perform:
                      kms:Decrypt on resource:
                      arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 because no
                      resource-based policy allows the kms:Decrypt action
            Policies
              key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
                Allow OtherRole  does not match by its principal  <= nearest
              Identity policy 1
                Allow Reads  does not match by its action
            """);
    }

    [Test]
    public void An_Allow_that_the_identity_policies_lack()
    {
        var read = $$"""{"Sid":"ReadTest","Effect":"Allow","Action":"{{ReadAction}}","Resource":"arn:aws:secretsmanager:*:*:secret:test/*"}""";

        Text(User(AllowOther, read), Secret()).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: no identity-based policy allows it
            Change    Add an Allow for secretsmanager:GetSecretValue on
                      arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3 to an identity
                      policy of arn:aws:iam::111122223333:user/team/ann. Nearest is statement ReadTest of
                      Identity policy 2: its Resource arn:aws:secretsmanager:*:*:secret:test/* does not cover
                      arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no identity-based policy
                      allows the secretsmanager:GetSecretValue action

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Policies
              Identity policy 1
                Allow Other  does not match by its action
              Identity policy 2
                Allow ReadTest  does not match by its resource  <= nearest
            """);
    }

    [Test]
    public void A_boundary_that_lacks_an_Allow() =>
        Text(User(AllowReads).WithBoundary(AllowOther), Secret()).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: Boundary policy 1 does not allow it
            Change    Add an Allow for secretsmanager:GetSecretValue on
                      arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3 to Boundary policy
                      1: a permissions boundary must allow what an identity policy allows.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no permissions boundary
                      allows the secretsmanager:GetSecretValue action

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Policies
              Boundary policy 1
                Allow Other  does not match by its action
              Identity policy 1
                Allow Reads  matches
            """);

    [Test]
    public void A_service_control_policy_that_denies() =>
        Text(
            Root.WithServiceControl(
                AllowAll,
                """{"Sid":"EuropeOnly","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:RequestedRegion":"eu-*"}}}"""),
            Secret(),
            new SomeKeys { ["aws:RequestedRegion"] = ["us-east-1"] }).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: statement EuropeOnly of ServiceControl policy 2 denies it
            Change    Remove or narrow the Deny in statement EuropeOnly of ServiceControl policy 2. It applies
                      because its conditions hold: StringNotLike aws:RequestedRegion asks for eu-* and the
                      request has us-east-1.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:root
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:root is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password with an explicit deny in a service
                      control policy

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Policies
              ServiceControl policy 1
                Allow All  matches
              ServiceControl policy 2
                Deny  EuropeOnly  matches  <= decides
                      holds  StringNotLike aws:RequestedRegion: asked for eu-*, found us-east-1
            """);

    [Test]
    public void A_session_policy_that_lacks_an_Allow() =>
        Text(Session(AllowReads).WithSessionPolicy("""{"Effect":"Allow","Action":"secretsmanager:List*","Resource":"*"}"""), Secret()).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: Session policy 1 does not allow it
            Change    Add an Allow for secretsmanager:GetSecretValue on
                      arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3 to the session
                      policy that the session was made with, or make the session without one. Nearest is
                      statement #1 of Session policy 1: its Action secretsmanager:List* does not cover
                      secretsmanager:GetSecretValue.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:sts::111122223333:assumed-role/app/run-1
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:sts::111122223333:assumed-role/app/run-1 is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no session policy allows
                      the secretsmanager:GetSecretValue action

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Policies
              Session policy 1
                Allow #1  does not match by its action  <= nearest
              Identity policy 1
                Allow Reads  matches
            """);

    [Test]
    public void A_key_that_is_used_directly_though_its_policy_asks_for_a_service()
    {
        var target = Key(For(
            "\"*\"", action: "kms:Decrypt", sid: "ThroughSecretsManager",
            more: $$$""","Condition":{"StringEquals":{"kms:ViaService":"{{{ViaSecretsManager}}}","kms:CallerAccount":"{{{Account}}}"}}"""),
            keys: new SomeKeys { ["kms:CallerAccount"] = [Account] });

        Text(User(AllowAll), target).ShouldBe("""
            DENIED kms:Decrypt: key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 does not allow it
            Change    The key policy of
                      arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 must allow
                      arn:aws:iam::111122223333:user/team/ann (or its account's root,
                      arn:aws:iam::111122223333:root) the action kms:Decrypt. Nearest is statement
                      ThroughSecretsManager of key policy of
                      arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555: its condition
                      StringEquals kms:ViaService asks for secretsmanager.us-east-1.amazonaws.com and the
                      request has none.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    kms.Decrypt => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform: kms:Decrypt on
                      resource: arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
                      because no resource-based policy allows the kms:Decrypt action

            Resource  arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
            Policies
              key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
                Allow ThroughSecretsManager  does not match by its condition  <= nearest
                      fails  StringEquals kms:ViaService: asked for secretsmanager.us-east-1.amazonaws.com,
                             found nothing
                      holds  StringEquals kms:CallerAccount: asked for 111122223333, found 111122223333
              Identity policy 1
                Allow All  matches
            """);
    }

    [Test]
    public void Another_account_s_secret_that_has_no_policy() =>
        Text(User(AllowReads), Secret(account: OtherAccount)).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: there is no resource-based policy that allows it
            Change    arn:aws:secretsmanager:us-east-1:444455556666:secret:db/password-a1B2c3 has no policy of
                      its own, or does not exist; such a policy must allow
                      arn:aws:iam::111122223333:user/team/ann (or its account's root,
                      arn:aws:iam::111122223333:root) the action secretsmanager:GetSecretValue.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no resource-based policy
                      allows the secretsmanager:GetSecretValue action

            Resource  arn:aws:secretsmanager:us-east-1:444455556666:secret:db/password-a1B2c3
            Policies
              Identity policy 1
                Allow Reads  matches
            """);

    [Test]
    public void Another_account_s_secret_whose_reader_lacks_the_own_account_s_Allow() =>
        Text(User(AllowOther), Secret(For(Aws(Account), sid: "Partner"), OtherAccount)).ShouldBe("""
            DENIED secretsmanager:GetSecretValue: Identity policy 1 does not allow it
            Change    Add an Allow for secretsmanager:GetSecretValue on
                      arn:aws:secretsmanager:us-east-1:444455556666:secret:db/password-a1B2c3 to an identity
                      policy of arn:aws:iam::111122223333:user/team/ann.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    secretsmanager.GetSecretValue => 400 AccessDeniedException
                      User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no identity-based policy
                      allows the secretsmanager:GetSecretValue action

            Resource  arn:aws:secretsmanager:us-east-1:444455556666:secret:db/password-a1B2c3
            Policies
              resource policy of db/password
                Allow Partner  matches
              Identity policy 1
                Allow Other  does not match by its action
            """);

    [Test]
    public void What_would_be_denied_where_policies_only_log()
    {
        var refusal = Refusal(User(), Secret()) with { IsEnforced = false };

        AccessText.Of(refusal).ShouldBe("""
            WOULD BE DENIED secretsmanager:GetSecretValue: there is no identity-based policy that allows it
            Change    Add an Allow for secretsmanager:GetSecretValue on
                      arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3 to an identity
                      policy of arn:aws:iam::111122223333:user/team/ann.

            Request   0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::111122223333:user/team/ann
            Answer    it passed: policies only log here

            Resource  arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-a1B2c3
            Reason    User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform:
                      secretsmanager:GetSecretValue on resource: db/password because no identity-based policy
                      allows the secretsmanager:GetSecretValue action
            Policies  none to look at
            """);
    }

    [Test]
    public void The_log_has_the_denial_and_what_it_rests_on()
    {
        var read = $$"""{"Sid":"ReadTest","Effect":"Allow","Action":"{{ReadAction}}","Resource":"arn:aws:secretsmanager:*:*:secret:test/*"}""";
        var missing = Refusal(User(AllowOther, read), Secret());
        var denied = Refusal(User(AllowReads), Secret(For("\"*\"", "Deny", sid: "Nobody")));

        string.Join('\n', AccessText.ForLog(missing)).ShouldBe("""
            would be denied: User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform: secretsmanager:GetSecretValue on resource: db/password because no identity-based policy allows the secretsmanager:GetSecretValue action
            nearest miss: statement ReadTest of Identity policy 2, which does not match by its resource
            looked at Identity policy 1, Identity policy 2
            """);
        string.Join('\n', AccessText.ForLog(denied)).ShouldBe("""
            would be denied: User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform: secretsmanager:GetSecretValue on resource: db/password with an explicit deny in a resource-based policy
            decided by statement Nobody of resource policy of db/password
            looked at resource policy of db/password, Identity policy 1
            """);
    }

    [Test]
    public void What_a_policy_says_cannot_command_a_terminal()
    {
        var text = Text(User(AllowReads), Secret(For("\"*\"", "Deny", sid: "\\u001b[2Jnothing\\nDENIED")));

        text.ShouldNotContain("\u001b");
        text.ShouldStartWith("DENIED secretsmanager:GetSecretValue: statement ?[2Jnothing?DENIED of resource policy of db/password denies it\n");
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
}
