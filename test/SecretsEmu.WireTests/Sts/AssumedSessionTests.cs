namespace SecretsEmu.WireTests.Sts;

/// <summary>What a session of a role is made with: its name, its duration, policies, tags and a source identity.</summary>
public sealed class AssumedSessionTests
{
    private static readonly (string Name, string Value)[] Tag = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "pay")];

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
        (await new SecretsClient(session).GetValue("db")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: secretsmanager:GetSecretValue on resource: db "
            + "because no session policy allows the secretsmanager:GetSecretValue action");
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
}
