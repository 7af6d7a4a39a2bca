using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Faults;

/// <summary>Which requests a fault is for.</summary>
public sealed class FaultScopeTests
{
    private static readonly string[] Spellings = ["name", "partial", "full"];

    [Test]
    public async Task A_secret_is_meant_however_the_fault_and_the_request_spell_it([ValueSource(nameof(Spellings))] string fault, [ValueSource(nameof(Spellings))] string request)
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("prod/db", "one")).Text("ARN");
        await emulator.Secrets.Create("prod/other", "one");

        await emulator.Break("throttle", secret: Spell(fault, arn));

        (await emulator.Secrets.GetValue(Spell(request, arn))).ShouldBeThrottled();
        (await emulator.Secrets.GetValue("prod/other")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_name_means_it_in_every_region_and_an_ARN_in_its_own()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");
        var there = emulator.Secrets.As(region: "eu-west-1");
        await there.Create("db", "one");

        await emulator.Break("throttle", secret: arn);
        var ofArn = await there.GetValue("db");
        await emulator.Break("throttle", secret: "db");

        ofArn.Status.ShouldBe(200);
        (await there.GetValue("db")).ShouldBeThrottled();
    }

    [Test]
    public async Task A_secret_is_named_by_the_request_that_makes_it_and_by_a_batch()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Break("throttle", secret: "db");

        (await emulator.Secrets.Create("db", "one")).ShouldBeThrottled();
        (await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["other","db"]}""")).ShouldBeThrottled();
        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [TestCase("thrott", null, null, "There is no fault 'thrott'. Did you mean throttle? There are throttle, slow, deny-kms, stale-reads, errors.")]
    [TestCase("everything", null, null, "There is no fault 'everything'. There are throttle, slow, deny-kms, stale-reads, errors.")]
    [TestCase("throttle", null, "GetSecretVaule", "There is no operation 'GetSecretVaule'. Did you mean GetSecretValue?")]
    [TestCase("throttle", null, "kms:Decript", "There is no operation 'kms:Decript'. Did you mean Decrypt?")]
    [TestCase("throttle", null, "s3:GetObject", "There is no service 's3'. There are secretsmanager, kms, sts, ssm.")]
    [TestCase("throttle", "arn:aws:s3:::bucket", null, "'arn:aws:s3:::bucket' is neither the name of a secret nor its ARN.")]
    [TestCase("throttle", "a b", null, "'a b' is neither the name of a secret nor its ARN.")]
    [TestCase("throttle", "db", "ListSecrets", "secretsmanager:ListSecrets names no secret: leave the secret out.")]
    [TestCase("throttle", "db", "kms:Decrypt", "kms:Decrypt names no secret: leave the secret out.")]
    [TestCase("deny-kms", null, "kms:Decrypt", "deny-kms breaks what Secrets Manager asks of KMS, not kms:Decrypt: name an operation of Secrets Manager.")]
    [TestCase("stale-reads", null, "PutSecretValue",
        "stale-reads breaks GetSecretValue, BatchGetSecretValue, DescribeSecret, ListSecrets, ListSecretVersionIds, not secretsmanager:PutSecretValue.")]
    public async Task What_cannot_be_broken_is_refused(string kind, string? secret, string? operation, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.TryBreak(kind, secret, operation)).ShouldRefuse(400, sentence);
        (await emulator.Broken()).ShouldBeEmpty();
    }

    [TestCase("throttle", 3, 30d, null, "A fault ends after a time or after a number of requests: choose one.")]
    [TestCase("throttle", 0, null, null, "A fault is for 1 to 1000000 requests.")]
    [TestCase("throttle", 1_000_001, null, null, "A fault is for 1 to 1000000 requests.")]
    [TestCase("throttle", null, 0d, null, "A fault lasts longer than nothing and at most 365 days.")]
    [TestCase("throttle", null, 1e300, null, "A fault lasts longer than nothing and at most 365 days.")]
    [TestCase("throttle", null, null, 2d, "Only slow takes a delay, throttle does not.")]
    [TestCase("slow", null, null, 0d, "A delay is longer than nothing and at most 15 minutes.")]
    [TestCase("slow", null, null, 901d, "A delay is longer than nothing and at most 15 minutes.")]
    public async Task Ends_and_delays_have_their_limits(string kind, int? times, double? forSeconds, double? delaySeconds, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.TryBreak(kind, times: times, forSeconds: forSeconds, delaySeconds: delaySeconds)).ShouldRefuse(400, sentence);
    }

    [Test]
    public async Task A_hundred_faults_are_enough()
    {
        await using var emulator = await Emulator.Start();
        for (var number = 1; number <= 100; number++)
        {
            await emulator.Break("throttle", operation: "kms:Verify");
        }

        (await emulator.TryBreak("throttle")).ShouldRefuse(400, "100 faults are at work already: mend some first.");
    }

    private static string Spell(string spelling, string arn) => spelling switch
    {
        "name" => "prod/db",
        "partial" => arn[..^7],
        _ => arn,
    };
}
