using SecretsEmu.Access;
using SecretsEmu.Explain;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Explain;

/// <summary>What <c>secrets-emu can</c> prints, as a person sees it.</summary>
public sealed class ForecastTextTests
{
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
            DENIED: arn:aws:iam::111122223333:user/team/ann may not do secretsmanager:GetSecretValue on db/password
            allowed   secretsmanager:GetSecretValue: statement Reads of Identity policy 1 allows it
            denied    kms:Decrypt through secretsmanager: Identity policy 1 does not allow it
            Change    Add an Allow for kms:Decrypt on
                      arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555 to an identity
                      policy of arn:aws:iam::111122223333:user/team/ann.

            Action    kms:Decrypt through secretsmanager
            Resource  arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
            Reason    User: arn:aws:iam::111122223333:user/team/ann is not authorized to perform: kms:Decrypt on
                      resource: arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
                      because no identity-based policy allows the kms:Decrypt action
            Policies
              key policy of arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555
                Allow Account  matches
              Identity policy 1
                Allow Reads  does not match by its action
            """);
    }

    [Test]
    public void An_answer_beforehand_that_is_yes()
    {
        var forecast = new Forecast(RootArn, "secretsmanager:ListSecrets", "*", [Permission(Root, Target.WithoutResource("secretsmanager:ListSecrets", Account))], null);

        AccessText.Of(forecast).ShouldBe("""
            ALLOWED: arn:aws:iam::111122223333:root may do secretsmanager:ListSecrets
            allowed   secretsmanager:ListSecrets: arn:aws:iam::111122223333:root is the root of its account and
                      has every identity permission; no other policy refuses it

            Policies  none to look at
            """);
    }
}
