using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Sts;

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
        refused.Element("Code").ShouldBe("AccessDenied");
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
    public async Task A_session_name_has_letters_digits_and_few_others() =>
        (await TableEmulator.Running.Client.Sts("AssumeRole", ("RoleArn", DescribedAccounts.App), ("RoleSessionName", "Session1:2"))).ShouldBeStsError(
            400,
            "ValidationError",
            @"1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*");

    [Test]
    public async Task Members_of_lists_have_constraints_too() =>
        (await TableEmulator.Running.Client.AssumeRole(DescribedAccounts.App, ("Tags.member.1.Key", "team"), ("DurationSeconds", "60"))).ShouldBeStsError(
            400,
            "ValidationError",
            "2 validation errors detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900; "
            + "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null");

    [Test]
    public async Task A_duration_is_a_number() =>
        (await TableEmulator.Running.Client.AssumeRole(DescribedAccounts.App, ("DurationSeconds", "an hour"))).ShouldBeStsError(
            400, "MalformedInput", "The value of DurationSeconds is not an integer.");

    [Test]
    public async Task A_session_lasts_as_long_as_the_role_allows()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var allowed = await ci.AssumeRole("arn:aws:iam::111122223333:role/team/long", ("DurationSeconds", "7200"));
        var longer = await ci.AssumeRole("arn:aws:iam::111122223333:role/team/long", ("DurationSeconds", "7201"));

        allowed.Element("Expiration").ShouldBe("2026-01-31T10:00:00Z");
        longer.ShouldBeStsError(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    [Test]
    public async Task A_session_of_a_session_lasts_an_hour_at_most()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var app = await ci.Assumed(DescribedAccounts.App);

        var refused = await app.AssumeRole("arn:aws:iam::111122223333:role/team/long", ("DurationSeconds", "3601"));
        using var chained = await app.Assumed("arn:aws:iam::111122223333:role/team/long");

        refused.ShouldBeStsError(400, "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        (await chained.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/long/job");
    }

    [Test]
    public async Task A_session_policy_limits_the_session()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        await new SecretsClient(ci).Create("db", "value");
        const string Policy = """{"Statement":{"Effect":"Allow","Action":"secretsmanager:DescribeSecret","Resource":"*"}}""";

        var answer = await ci.AssumeRole(DescribedAccounts.App, ("Policy", Policy));

        answer.Element("PackedPolicySize").ShouldBe("4");
        var session = new SecretsClient(ci.As(answer.Element("AccessKeyId")));
        (await session.Describe("db")).Status.ShouldBe(200);
        (await session.GetValue("db")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: secretsmanager:GetSecretValue on resource: db "
            + "because no session policy allows the secretsmanager:GetSecretValue action");
    }

    [Test]
    public async Task A_session_policy_can_be_a_managed_one()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        await new SecretsClient(ci).Create("db", "value");

        using var session = await ci.Assumed(DescribedAccounts.App, ("PolicyArns.member.1.arn", "arn:aws:iam::111122223333:policy/describe"));

        (await new SecretsClient(session).Describe("db")).Status.ShouldBe(200);
        (await new SecretsClient(session).GetValue("db")).Text("__type").ShouldBe("AccessDeniedException");
    }

    [TestCase("arn:aws:iam::111122223333:policy/none", "ValidationError", "Policy arn:aws:iam::111122223333:policy/none does not exist or is not attachable.")]
    [TestCase("arn:aws:iam::aws:policy/AmazonS3FullAccess", "UnsupportedOperationException", "secrets-emu does not emulate the managed policy arn:aws:iam::aws:policy/AmazonS3FullAccess yet.")]
    public async Task A_managed_policy_must_exist(string arn, string code, string sentence) =>
        (await TableEmulator.Running.Client.AssumeRole(DescribedAccounts.App, ("PolicyArns.member.1.arn", arn))).ShouldBeStsError(400, code, sentence);

    [Test]
    public async Task There_are_ten_managed_policies_at_most() =>
        (await TableEmulator.Running.Client.AssumeRole(
            DescribedAccounts.App,
            [.. Enumerable.Range(1, 11).Select(i => ($"PolicyArns.member.{i}.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"))])).ShouldBeStsError(
            400, "ValidationError", "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10");

    [TestCase("{", "This policy contains invalid Json")]
    [TestCase("""{"Statement":[]}""", "Syntax errors in policy.")]
    [TestCase("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "Syntax errors in policy.")]
    public async Task A_session_policy_must_be_one(string policy, string sentence) =>
        (await TableEmulator.Running.Client.AssumeRole(DescribedAccounts.App, ("Policy", policy))).ShouldBeStsError(400, "MalformedPolicyDocument", sentence);

    [Test]
    public async Task The_same_tag_key_cannot_stand_twice_in_another_case() =>
        (await TableEmulator.Running.Client.AssumeRole(
            DescribedAccounts.App,
            ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"), ("Tags.member.2.Key", "TEAM"), ("Tags.member.2.Value", "b"))).ShouldBeStsError(
            400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    [Test]
    public async Task A_transitive_key_must_be_among_the_tags() =>
        (await TableEmulator.Running.Client.AssumeRole(
            DescribedAccounts.App, ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"), ("TransitiveTagKeys.member.1", "cost"))).ShouldBeStsError(
            400, "InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.");

    [Test]
    public async Task Transitive_tags_travel_on_to_the_next_session_and_others_do_not()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var without = await ci.Assumed(DescribedAccounts.App, Tag);
        using var with = await ci.Assumed(DescribedAccounts.App, [.. Tag, ("TransitiveTagKeys.member.1", "Team")]);

        // The role pay trusts whom the tag names; it trusts its own session as far as the tag reached it.
        using var second = await with.Assumed("arn:aws:iam::111122223333:role/pay");
        using var alone = await without.Assumed("arn:aws:iam::111122223333:role/pay");
        var third = await with.AssumeRole("arn:aws:iam::111122223333:role/app", Tag);

        (await second.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/pay/job");
        (await alone.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/pay/job");
        third.ShouldBeStsError(
            400,
            "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
    }

    [Test]
    public async Task A_trust_policy_sees_the_tags_that_travelled_two_sessions_far()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var transitive = await ci.Assumed(DescribedAccounts.App, [.. Tag, ("TransitiveTagKeys.member.1", "team")]);
        using var plain = await ci.Assumed(DescribedAccounts.App, Tag);
        using var second = await transitive.Assumed(DescribedAccounts.App);
        using var secondPlain = await plain.Assumed(DescribedAccounts.App);

        var reached = await second.AssumeRole("arn:aws:iam::111122223333:role/pay");
        var lost = await secondPlain.AssumeRole("arn:aws:iam::111122223333:role/pay");

        reached.Status.ShouldBe(200);
        lost.ShouldBeStsError(
            403,
            "AccessDenied",
            "User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/pay");
    }

    [Test]
    public async Task Tags_and_a_source_identity_need_permissions_of_their_own()
    {
        const string Long = "arn:aws:iam::111122223333:role/team/long";
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        (await ci.AssumeRole(Long, Tag)).ShouldBeStsError(
            403, "AccessDenied", $"User: {DescribedAccounts.Ci} is not authorized to perform: sts:TagSession on resource: {Long}");
        (await ci.AssumeRole(Long, ("SourceIdentity", "alice"))).ShouldBeStsError(
            403, "AccessDenied", $"User: {DescribedAccounts.Ci} is not authorized to perform: sts:SetSourceIdentity on resource: {Long}");
    }

    [Test]
    public async Task A_source_identity_stays_through_a_chain()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var app = await ci.Assumed(DescribedAccounts.App, ("SourceIdentity", "alice"));

        var chained = await app.AssumeRole(DescribedAccounts.App);
        var changed = await app.AssumeRole(DescribedAccounts.App, ("SourceIdentity", "bob"));

        chained.Element("SourceIdentity").ShouldBe("alice");
        changed.ShouldBeStsError(
            403,
            "AccessDenied",
            $"User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: sts:SetSourceIdentity on resource: {DescribedAccounts.App}");
    }

    [Test]
    public async Task Devices_of_multi_factor_authentication_are_not_emulated() =>
        (await TableEmulator.Running.Client.AssumeRole(
            DescribedAccounts.App, ("SerialNumber", "arn:aws:iam::111122223333:mfa/ci"), ("TokenCode", "123456"))).ShouldBeStsError(
            400, "UnsupportedOperationException", "secrets-emu does not emulate multi-factor authentication (SerialNumber) yet.");

    private static readonly (string Name, string Value)[] Tag = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "pay")];
}
