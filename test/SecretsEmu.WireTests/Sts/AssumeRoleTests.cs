using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Sts;

/// <summary>Who may assume which role: what its trust policy and the caller's own side say.</summary>
public sealed class AssumeRoleTests
{
    private const string Denied = $"User: {DescribedAccounts.Ci} is not authorized to perform: sts:AssumeRole on resource: ";

    [Test]
    public async Task A_session_acts_as_its_role()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var answer = await ci.AssumeRole(DescribedAccounts.App);

        var id = answer.Element("AssumedRoleId");
        id.ShouldMatch("^AROA[A-Z2-7]{17}:job$");
        answer.Element("AccessKeyId").ShouldMatch("^ASIA[A-Z2-7]{16}$");
        answer.Element("SecretAccessKey").Length.ShouldBe(40);
        answer.Element("SessionToken").Length.ShouldBeGreaterThanOrEqualTo(100);
        answer.Body.ShouldBe(
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
            + $"<AssumedRoleUser><AssumedRoleId>{id}</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/app/job</Arn></AssumedRoleUser>"
            + $"<Credentials><AccessKeyId>{answer.Element("AccessKeyId")}</AccessKeyId><SecretAccessKey>{answer.Element("SecretAccessKey")}</SecretAccessKey>"
            + $"<SessionToken>{answer.Element("SessionToken")}</SessionToken><Expiration>2026-01-31T09:00:00Z</Expiration></Credentials>"
            + $"</AssumeRoleResult><ResponseMetadata><RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId></ResponseMetadata></AssumeRoleResponse>");
        using var session = ci.As(answer.Element("AccessKeyId"));
        var identity = await session.Sts("GetCallerIdentity");
        (identity.Element("Arn"), identity.Element("UserId"), identity.Element("Account")).ShouldBe(
            ("arn:aws:sts::111122223333:assumed-role/app/job", id, "111122223333"));
    }

    [Test]
    public async Task A_role_with_a_path_has_sessions_without_it()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        using var session = await ci.Assumed("arn:aws:iam::111122223333:role/team/long");

        (await session.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/long/job");
    }

    [Test]
    public async Task A_role_that_nobody_described_is_trusted_unless_the_mode_is_strict()
    {
        const string Missing = "arn:aws:iam::222233334444:role/deploy";
        await using var emulator = await Emulator.Start();

        using var session = await emulator.Client.Assumed(Missing);

        (await session.Arn()).ShouldBe("arn:aws:sts::222233334444:assumed-role/deploy/job");
        (await session.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Strict_mode_answers_for_a_missing_role_as_for_one_that_trusts_somebody_else()
    {
        await using var emulator = await DescribedAccounts.Start(new() { Strict = true });
        using var ci = emulator.AsCi();

        var missing = await ci.AssumeRole("arn:aws:iam::111122223333:role/missing");
        var elsewhere = await ci.AssumeRole("arn:aws:iam::999988887777:role/missing");
        var untrusting = await ci.AssumeRole("arn:aws:iam::111122223333:role/other");

        missing.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::111122223333:role/missing");
        elsewhere.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::999988887777:role/missing");
        untrusting.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::111122223333:role/other");
    }

    [Test]
    public async Task Whoever_may_not_assume_roles_cannot_tell_a_missing_one_from_one_that_trusts_its_account()
    {
        const string Nobody = "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:AssumeRole on resource: ";
        await using var emulator = await DescribedAccounts.Start(new() { Strict = true });
        using var nobody = new SigningClient(emulator.Server.Url, emulator.Wall, "AKIANOBODY0000000000", "nobody-secret");

        var missing = await nobody.AssumeRole("arn:aws:iam::111122223333:role/missing");
        var trusting = await nobody.AssumeRole(DescribedAccounts.App);

        missing.ShouldBeStsError(403, "AccessDenied", Nobody + "arn:aws:iam::111122223333:role/missing");
        trusting.ShouldBeStsError(403, "AccessDenied", Nobody + DescribedAccounts.App);
    }

    [TestCase(AccessMode.Enforce, false)]
    [TestCase(AccessMode.Enforce, true)]
    [TestCase(AccessMode.Log, false)]
    public async Task The_ARN_of_a_described_role_with_another_path_or_case_is_that_of_a_missing_one(AccessMode access, bool strict)
    {
        await using var emulator = await DescribedAccounts.Start(new() { Access = access, Strict = strict });
        using var ci = emulator.AsCi();

        var withoutPath = await ci.AssumeRole("arn:aws:iam::111122223333:role/long");
        var withAPath = await ci.AssumeRole("arn:aws:iam::111122223333:role/team/app");
        var inCapitals = await ci.AssumeRole("arn:aws:iam::111122223333:role/APP");

        withoutPath.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::111122223333:role/long");
        withAPath.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::111122223333:role/team/app");
        inCapitals.ShouldBeStsError(403, "AccessDenied", Denied + "arn:aws:iam::111122223333:role/APP");
    }

    [Test]
    public async Task Roots_assume_roles_unless_the_mode_is_strict()
    {
        await using var trusting = await DescribedAccounts.Start();
        await using var strict = await DescribedAccounts.Start(new() { Strict = true });
        using var root = trusting.Client.As("111122223333");

        using var session = await root.Assumed(DescribedAccounts.App);
        var refused = await strict.Client.AssumeRole(DescribedAccounts.App);

        (await session.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        refused.ShouldBeStsError(403, "AccessDenied", "Roles may not be assumed by root accounts.");
    }

    [Test]
    public async Task A_session_signs_with_its_secret_and_token_in_strict_mode()
    {
        await using var emulator = await DescribedAccounts.Start(new() { Strict = true });
        using var ci = emulator.AsCi();
        var answer = await ci.AssumeRole(DescribedAccounts.App);
        using var session = new SigningClient(emulator.Server.Url, emulator.Wall, answer.Element("AccessKeyId"), answer.Element("SecretAccessKey"));

        var identity = await session.Sts(answer.Element("SessionToken"), "GetCallerIdentity");
        var withoutToken = await session.Sts("GetCallerIdentity");

        identity.Element("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        withoutToken.ShouldBeStsError(403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }

    [Test]
    public async Task A_user_without_permission_is_refused_by_its_own_side()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var nobody = emulator.Client.As("AKIANOBODY0000000000");

        (await nobody.AssumeRole(DescribedAccounts.App)).ShouldBeStsError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/app");
    }

    [Test]
    public async Task A_role_of_another_account_needs_both_sides()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var nobody = emulator.Client.As("AKIANOBODY0000000000");

        using var session = await ci.Assumed("arn:aws:iam::444455556666:role/audit");
        var refused = await nobody.AssumeRole("arn:aws:iam::444455556666:role/audit");

        (await session.Arn()).ShouldBe("arn:aws:sts::444455556666:assumed-role/audit/job");
        refused.ShouldBeStsError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/audit");
    }

    [Test]
    public async Task An_external_id_must_be_the_one_that_was_agreed_on()
    {
        const string Partner = "arn:aws:iam::111122223333:role/partner";
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var without = await ci.AssumeRole(Partner);
        var wrong = await ci.AssumeRole(Partner, ("ExternalId", "guessed"));
        var right = await ci.AssumeRole(Partner, ("ExternalId", "agreed"));

        without.ShouldBeStsError(403, "AccessDenied", Denied + Partner);
        wrong.ShouldBeStsError(403, "AccessDenied", Denied + Partner);
        right.Status.ShouldBe(200);
    }

    [TestCase("an-arn-that-is-not-one")]
    [TestCase("arn:aws:iam::111122223333")]
    [TestCase("arn::iam::111122223333:role/app")]
    [TestCase("arn:aws::111122223333:role/app")]
    [TestCase("arn:aws:iam::111122223333:")]
    public async Task What_is_no_ARN_is_invalid(string arn) =>
        (await TableEmulator.Running.Client.AssumeRole(arn)).ShouldBeStsError(400, "ValidationError", $"{arn} is invalid");

    [Test]
    public async Task The_ARN_of_a_user_is_answered_as_a_missing_role() =>
        (await TableEmulator.Running.Client.AssumeRole("arn:aws:iam::111122223333:user/ci")).ShouldBeStsError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:user/ci");

    [Test]
    public async Task Devices_of_multi_factor_authentication_are_not_emulated() =>
        (await TableEmulator.Running.Client.AssumeRole(
            DescribedAccounts.App, ("SerialNumber", "arn:aws:iam::111122223333:mfa/ci"), ("TokenCode", "123456"))).ShouldBeStsError(
            400, "UnsupportedOperationException", "secrets-emu does not emulate multi-factor authentication (SerialNumber) yet.");
}
