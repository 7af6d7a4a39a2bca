using System.Globalization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Explain;

namespace SecretsEmu.Tests.Explain;

public sealed class RefusalsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void Nothing_was_refused_at_first()
    {
        var refusals = new Refusals();

        refusals.Latest.ShouldBeNull();
        refusals.Newest(10).ShouldBeEmpty();
        refusals.Find("a").ShouldBeNull();
    }

    [Test]
    public void The_newest_comes_first()
    {
        var refusals = new Refusals();
        Deny(refusals, "a");
        Deny(refusals, "b");
        Deny(refusals, "c");

        refusals.Latest!.RequestId.ShouldBe("c");
        refusals.Newest(2).Select(refusal => refusal.RequestId).ShouldBe(["c", "b"]);
    }

    [Test]
    public void A_thousand_requests_are_kept_and_the_oldest_makes_room()
    {
        var refusals = new Refusals();
        for (var i = 0; i <= Refusals.Kept; i++)
        {
            Deny(refusals, i.ToString(CultureInfo.InvariantCulture));
        }

        refusals.Newest(int.MaxValue).Count.ShouldBe(1000);
        refusals.Find("0").ShouldBeNull();
        refusals.Find("1").ShouldNotBeNull();
    }

    [Test]
    public void The_permissions_of_one_request_stand_together_with_what_its_caller_was_told()
    {
        var refusals = new Refusals();
        Deny(refusals, "a", "secretsmanager:GetSecretValue");
        Deny(refusals, "a", "kms:Decrypt");
        refusals.Answered(Call("a"), new AwsError("AccessDeniedException", "Access to KMS is not allowed"), Now.AddDays(1));

        var refusal = refusals.Find("a")!;

        refusals.Newest(10).Count.ShouldBe(1);
        refusal.Denied.Select(denied => denied.Explanation.Action).ShouldBe(["secretsmanager:GetSecretValue", "kms:Decrypt"]);
        refusal.Answer.ShouldBe(new RefusedAnswer("unknown.?", 400, "AccessDeniedException", "Access to KMS is not allowed", null));
        refusal.At.ShouldBe(Now);
    }

    [Test]
    public void What_a_request_asks_for_twice_is_kept_once()
    {
        var refusals = new Refusals();
        Deny(refusals, "a");
        Deny(refusals, "a");

        refusals.Find("a")!.Denied.Length.ShouldBe(1);
    }

    [Test]
    public void A_request_that_no_policy_refused_is_kept_too()
    {
        var refusals = new Refusals();
        refusals.Answered(Call("a"), new AwsError("UnknownOperationException", null), Now);

        var refusal = refusals.Find("a")!;

        refusal.Denied.ShouldBeEmpty();
        refusal.Principal.ShouldBeNull();
        refusal.Answer!.Sentence.ShouldBeNull();
    }

    [Test]
    public void A_sentence_that_goes_on_and_on_is_cut()
    {
        var refusals = new Refusals();
        refusals.Answered(Call("a"), new AwsError("ValidationException", new string('x', 100_000)), Now);

        refusals.Find("a")!.Answer!.Sentence!.Length.ShouldBe(4097);
    }

    [Test]
    public void Clear_forgets_all()
    {
        var refusals = new Refusals();
        Deny(refusals, "a");

        refusals.Clear();

        refusals.Latest.ShouldBeNull();
        refusals.Find("a").ShouldBeNull();
    }

    [Test]
    public void Many_threads_lose_nothing()
    {
        var refusals = new Refusals();

        Parallel.For(0, 900, i =>
        {
            Deny(refusals, (i / 3).ToString(CultureInfo.InvariantCulture), $"kms:{i}");
            refusals.Newest(5).ShouldNotBeEmpty();
        });

        refusals.Newest(1000).Count.ShouldBe(300);
        refusals.Newest(1000).ShouldAllBe(refusal => refusal.Denied.Length == 3);
    }

    private static void Deny(Refusals refusals, string requestId, string action = "kms:Decrypt") => refusals.Denied(
        new RequestContext(Principal.Root("111122223333"), "us-east-1", requestId, Unquestioned.Instance) { Now = Now },
        new ExplainedPermission(
            new() { Principal = "arn:aws:iam::111122223333:root", Action = action, Resource = "*", IsAllowed = false, Reason = "No.", Policies = [] }, null, null),
        isEnforced: true);

    private static Call Call(string requestId) => new(null!, default, false, requestId);
}
