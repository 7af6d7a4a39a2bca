namespace SecretsEmu.WireTests.Sts;

public sealed class GetFederationTokenTests
{
    private const string ReadAll = """{"Statement":{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}}""";

    [Test]
    public async Task A_federated_session_may_do_what_its_policy_and_its_user_both_allow()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var answer = await ci.Sts("GetFederationToken", ("Name", "bob"), ("Policy", ReadAll));

        (answer.Element("FederatedUserId"), answer.Element("Arn")).ShouldBe(("111122223333:bob", "arn:aws:sts::111122223333:federated-user/bob"));
        using var session = ci.As(answer.Element("AccessKeyId"));
        var identity = await session.Sts("GetCallerIdentity");
        (identity.Element("Arn"), identity.Element("UserId")).ShouldBe(("arn:aws:sts::111122223333:federated-user/bob", "111122223333:bob"));
        (await session.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Without_a_policy_it_may_do_nothing()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var answer = await ci.Sts("GetFederationToken", ("Name", "bob"));

        answer.Element("PackedPolicySize").ShouldBe("0");
        using var session = ci.As(answer.Element("AccessKeyId"));
        (await session.Call("ListSecrets", "{}")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::111122223333:federated-user/bob is not authorized to perform: secretsmanager:ListSecrets "
            + "because no session policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public async Task It_needs_a_permission()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var nobody = emulator.Client.As("AKIANOBODY0000000000");

        (await nobody.Sts("GetFederationToken", ("Name", "bob"))).ShouldBeStsError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:GetFederationToken on resource: "
            + "arn:aws:sts::111122223333:federated-user/bob because no identity-based policy allows the sts:GetFederationToken action");
    }

    [Test]
    public async Task Sessions_may_not_ask()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var app = await ci.Assumed(DescribedAccounts.App);

        (await app.Sts("GetFederationToken", ("Name", "bob"))).ShouldBeStsError(
            403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
    }
}
