using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Faults;

/// <summary>How a fault ends: after so many requests, after a time, when it is mended, with a reset and with a restart.</summary>
public sealed class FaultEndTests
{
    [Test]
    public async Task Of_requests_at_once_exactly_as_many_meet_it_as_were_asked_for()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("throttle", times: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => emulator.Secrets.GetValue("db"))));

        answers.Count(answer => answer.Status == 400).ShouldBe(3);
        answers.Count(answer => answer.Status == 200).ShouldBe(5);
        (await emulator.Broken()).ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_left_is_listed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("throttle", secret: "db", operation: "GetSecretValue", times: 3);
        await emulator.Break("slow", operation: "kms:Decrypt", forSeconds: 30, delaySeconds: 0.5);

        await emulator.Secrets.GetValue("db");

        (await emulator.Get("/_emulator/info")).Json.GetProperty("faults").GetRawText().ShouldBe(
            """
            [{"number":1,"kind":"throttle","operation":"secretsmanager:GetSecretValue","secret":"db","left":2,"text":"throttle of secretsmanager:GetSecretValue for db, 2 of 3 left"},{"number":2,"kind":"slow","operation":"kms:Decrypt","until":"2026-01-31T08:00:30.000Z","delaySeconds":0.5,"text":"slow by 0.5 s of kms:Decrypt, until 2026-01-31T08:00:30.000Z"}]
            """);
    }

    [Test]
    public async Task A_time_ends_on_the_emulator_s_clock()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("throttle", forSeconds: 30);

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(29));
        var before = await emulator.Secrets.GetValue("db");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));

        before.ShouldBeThrottled();
        (await emulator.Secrets.GetValue("db")).Status.ShouldBe(200);
        (await emulator.Broken()).ShouldBeEmpty();
    }

    [Test]
    public async Task Mend_takes_a_number_a_kind_or_all()
    {
        await using var emulator = await Emulator.Start();
        foreach (var kind in (string[])["throttle", "errors", "errors", "slow"])
        {
            await emulator.Break(kind, operation: "ListSecrets");
        }

        var one = await emulator.Mend("1");
        var two = await emulator.Mend("errors");
        var rest = await emulator.Mend("all");

        Numbers(one, "mended").ShouldBe([1]);
        Numbers(one, "faults").ShouldBe([2, 3, 4]);
        Numbers(two, "mended").ShouldBe([2, 3]);
        Numbers(rest, "mended").ShouldBe([4]);
        Numbers(await emulator.Mend("all"), "mended").ShouldBeEmpty();
        Numbers(await emulator.Mend("throttle"), "mended").ShouldBeEmpty();
        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [TestCase("5", "No fault 5 is at work: secrets-emu status shows those that are.")]
    [TestCase("slwo", "'slwo' is neither all, nor the number of a fault, nor one of throttle, slow, deny-kms, stale-reads, errors.")]
    public async Task Mend_of_what_there_is_not_is_refused(string which, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Mend(which)).ShouldRefuse(400, sentence);
    }

    [Test]
    public async Task Several_faults_are_met_together_and_the_refusal_is_throttle_first()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Break("errors", times: 1);
        await emulator.Break("throttle", times: 1);

        (await emulator.Client.Call("ListSecrets", "{}")).ShouldBeThrottled();
        (await emulator.Client.Call("ListSecrets", "{}")).ShouldBeError("InternalServiceError", "An error occurred on the server side.", 500);
        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_reset_and_a_restart_end_all_of_them()
    {
        using var folder = new TemporaryFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data") };
        await using (var emulator = await Emulator.Start(options: options))
        {
            await emulator.Break("throttle");
            await emulator.Post("/_emulator/reset");
            (await emulator.Broken()).ShouldBeEmpty();
            await emulator.Break("throttle");
        }

        await using var again = await Emulator.Start(options: options);

        (await again.Broken()).ShouldBeEmpty();
        (await again.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    private static IEnumerable<int> Numbers(WireAnswer answer, string member) =>
        answer.Json.GetProperty(member).EnumerateArray().Select(fault => fault.GetProperty("number").GetInt32());
}
