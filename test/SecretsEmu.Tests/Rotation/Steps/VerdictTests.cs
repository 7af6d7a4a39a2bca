using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;
using static SecretsEmu.Tests.Rotation.Steps.Attempts;

namespace SecretsEmu.Tests.Rotation.Steps;

/// <summary>What a function is told, from what it called and where labels went.</summary>
public sealed class VerdictTests
{
    private const string Correct = "The function kept to the contract.";
    private const string NotRepeatable = "createSecret is not repeatable: the second call made another value.";
    private const string Hasty = "createSecret made the new value AWSCURRENT before it was set and tested: store it with the stage AWSPENDING.";
    private const string WrongVersion = "createSecret stored its value in version v3 instead of under the ClientRequestToken v2.";

    private static readonly CallRecord Clash = Store.Refused("ResourceExistsException");
    private static readonly CallRecord Denied = Call("GetSecretValue", "v2").Refused("AccessDeniedException", "User: x is not authorized to perform: y");

    // The step in which something is different, and what the function is told; the steps before it are correct.
    private static readonly (string Name, StepRecord Step, string Verdict)[] Faults =
    [
        ("createSecret stores nothing", Step("createSecret", Empty, Empty, ReadPending), "createSecret stored no value in the pending version."),
        ("createSecret without a call", Step("createSecret", Empty, Empty), "createSecret stored no value in the pending version."),
        ("createSecret on a version that had its value already", Step("createSecret", Made, Made, ReadPending), Correct),
        ("another value, second call", Step("createSecret", Made, Made, Clash).Failed("in use"), NotRepeatable),
        ("another value by UpdateSecret", Step("createSecret", Made, Made, Call("UpdateSecret", "v2", "AWSCURRENT").Refused("ResourceExistsException")).Failed("in use"), NotRepeatable),
        ("another value, refused and caught", Step("createSecret", Made, Made, Clash), Correct),
        ("another value in another secret", Step("createSecret", Empty, Made, Store, Clash.Elsewhere()).Failed("in use"), "createSecret failed: in use."),
        ("another value in a later step", Step("setSecret", Made, Made, Clash).Failed("in use"), "setSecret wrote another value into version v2, which has one already."),
        ("another version", Step("createSecret", Empty, "v1 AWSCURRENT, v2?, v3 AWSPENDING", Call("PutSecretValue", "v3", "AWSPENDING")), WrongVersion),
        ("another version by UpdateSecret", Step("createSecret", Empty, "v1 AWSPREVIOUS, v2?, v3 AWSCURRENT", Call("UpdateSecret", "v3", "AWSCURRENT")), WrongVersion),
        ("another version in a later step", Step("setSecret", Made, Made, Call("PutSecretValue", "v3", "custom")), "setSecret stored its value in version v3 instead of under the ClientRequestToken v2."),
        ("a refused write to another version", Step("createSecret", Empty, Made, Call("PutSecretValue", "v3").Refused("LimitExceededException"), Store), Correct),
        ("a write to another secret", Step("setSecret", Made, Made, Call("PutSecretValue", "v3", "AWSCURRENT").Elsewhere()), Correct),
        ("UpdateSecret instead of PutSecretValue", Step("createSecret", Empty, Moved, Call("UpdateSecret", "v2", "AWSCURRENT")), Hasty),
        ("PutSecretValue without AWSPENDING", Step("createSecret", Empty, Moved, Call("PutSecretValue", "v2", "AWSCURRENT")), Hasty),
        ("UpdateSecret of the description alone", Step("createSecret", Empty, Made, Call("UpdateSecret"), Store), Correct),
        ("AWSCURRENT moved early", Step("setSecret", Made, Moved, MakeCurrent), "setSecret moved AWSCURRENT, which is for finishSecret to do."),
        ("AWSPENDING taken off early", Step("setSecret", Made, "v1 AWSCURRENT, v2", Call("UpdateSecretVersionStage", null, "AWSPENDING")), "setSecret took AWSPENDING off the pending version before the rotation was finished."),
        ("AWSPENDING moved early", Step("testSecret", Made, "v1 AWSCURRENT+AWSPENDING, v2", Call("UpdateSecretVersionStage", "v1", "AWSPENDING")), "testSecret took AWSPENDING off the pending version before the rotation was finished."),
        ("labels moved by somebody else", Step("setSecret", Made, "v1 AWSPREVIOUS, v2, v4 AWSCURRENT", ReadPending), Correct),
        ("labels moved among calls that were left out", Step("setSecret", Made, Moved) with { CallsLeftOut = 1 }, "setSecret moved AWSCURRENT, which is for finishSecret to do."),
        ("the secret was deleted meanwhile", Step("setSecret", Made, "", Store), Correct),
        ("denied", Step("setSecret", Made, Made, Denied).Failed("boom"), "setSecret was denied GetSecretValue: User: x is not authorized to perform: y (secrets-emu explain request)"),
        ("denied on another secret", Step("setSecret", Made, Made, Denied.Elsewhere()).Failed("boom"), "setSecret was denied GetSecretValue: User: x is not authorized to perform: y (secrets-emu explain request)"),
        ("denied by another service", Step("setSecret", Made, Made, Call("sts.AssumeRole").Elsewhere().Refused("AccessDenied", "User: x")).Failed("boom"), "setSecret was denied sts.AssumeRole: User: x (secrets-emu explain request)"),
        ("denied and caught", Step("setSecret", Made, Made, Denied), "setSecret was denied GetSecretValue: User: x is not authorized to perform: y (secrets-emu explain request)"),
        ("too slow", Step("setSecret", Made, Made).Failed("Task timed out after 30.00 seconds", "Sandbox.Timedout"), "setSecret did not end in time: Task timed out after 30.00 seconds."),
        ("failed", Step("setSecret", Made, Made).Failed("the database is away"), "setSecret failed: the database is away."),
        ("failed with a full stop", Step("setSecret", Made, Made).Failed("The database is away."), "setSecret failed: The database is away."),
        ("failed when repeated", Step("setSecret", Made, Made).Failed("user exists").Rehearsed("repeated"), "setSecret is not repeatable: repeated, it failed: user exists."),
        ("failed after a crash", Step("createSecret", Made, Made).Failed("user exists").Rehearsed("after a crash"), "createSecret is not repeatable: after a crash, it failed: user exists."),
        ("nothing read in testSecret", Step("testSecret", Made, Made), "testSecret never read the pending version."),
        ("another secret read in testSecret", Step("testSecret", Made, Made, ReadPending.Elsewhere()), "testSecret never read the pending version."),
        ("pending refused in testSecret", Step("testSecret", Made, Made, ReadPending.Refused("ResourceNotFoundException")), "testSecret never read the pending version."),
        ("AWSCURRENT read in testSecret", Step("testSecret", Made, Made, Call("GetSecretValue", "v1", "AWSCURRENT")), "testSecret read AWSCURRENT instead of the pending version."),
        ("AWSCURRENT read beside the pending version", Step("testSecret", Made, Made, Call("GetSecretValue", "v1", "AWSCURRENT"), ReadPending), Correct),
        ("so many calls that some are not known", Step("testSecret", Made, Made) with { CallsLeftOut = 1 }, Correct),
        ("AWSCURRENT not moved", Step("finishSecret", Made, Made), "finishSecret did not move AWSCURRENT."),
        ("AWSCURRENT moved to another version", Step("finishSecret", Made, "v1 AWSPREVIOUS, v2 AWSPENDING, v3 AWSCURRENT", Call("UpdateSecretVersionStage", "v3", "AWSCURRENT")), "finishSecret moved AWSCURRENT to version v3 instead of the pending version v2."),
        ("AWSPENDING taken off at the end", Step("finishSecret", Made, "v1 AWSPREVIOUS, v2 AWSCURRENT", MakeCurrent), Correct),
        ("AWSPENDING left elsewhere", Step("finishSecret", Made, "v1 AWSPREVIOUS+AWSPENDING, v2 AWSCURRENT", MakeCurrent), "finishSecret left AWSPENDING on version v1, which is not the current one: the next RotateSecret is refused."),
        ("finishSecret failed", Step("finishSecret", Made, Moved, MakeCurrent).Failed("boom"), "finishSecret failed: boom."),
        ("deleted while finishSecret ran", Step("finishSecret", Made, ""), Correct),
    ];

    [Test]
    public void A_function_that_does_each_step_is_told_so() => Verdict.Of(Of(CreateSecret, SetSecret, TestSecret, FinishSecret)).ShouldBe(Correct);

    [TestCaseSource(nameof(Names))]
    public void A_step(string name)
    {
        var (_, step, verdict) = Faults.Single(fault => fault.Name == name);

        Verdict.Of(Of([.. new[] { CreateSecret, SetSecret, TestSecret }.TakeWhile(one => one.Step != step.Step), step])).ShouldBe(verdict);
    }

    [Test]
    public void A_rehearsal_of_a_correct_function_finds_nothing() => Verdict.Of(Rehearsal()).ShouldBe(Correct);

    [Test]
    public void A_finishSecret_that_is_called_twice_is_judged_by_both_calls()
    {
        var wrong = Step("finishSecret", Made, "v1 AWSPREVIOUS, v2 AWSPENDING, v3 AWSCURRENT", Call("UpdateSecretVersionStage", "v3", "AWSCURRENT"));
        var again = Step("finishSecret", "v1 AWSPREVIOUS, v2 AWSPENDING, v3 AWSCURRENT", "v1 AWSPREVIOUS, v2 AWSPENDING, v3 AWSCURRENT").Rehearsed("repeated");

        Verdict.Of(Of(wrong, again)).ShouldBe("finishSecret moved AWSCURRENT to version v3 instead of the pending version v2.");
    }

    [Test]
    public void One_testSecret_of_several_that_reads_the_pending_version_is_enough() =>
        Verdict.Of(Of(TestSecret, Step("testSecret", Made, Made).Rehearsed("repeated"))).ShouldBe(Correct);

    [Test]
    public void A_test_alone_is_judged_by_its_one_step()
    {
        var copy = Of(TestSecret) with { Cause = RotationCause.Test };

        Verdict.Of(copy).ShouldBe(Correct);
        Verdict.Of(copy with { Steps = [Step("testSecret", Made, Made)] }).ShouldBe("testSecret never read the pending version.");
    }

    [Test]
    public void Without_a_fault_the_reason_is_the_verdict() =>
        Verdict.Of(Of(CreateSecret) with { Reason = "It was given up." }).ShouldBe("It was given up.");

    [Test]
    public void A_function_that_nobody_finds_has_no_steps() =>
        Verdict.Of(Of() with { Reason = "Function not found: arn" }).ShouldBe("Function not found: arn");

    [Test]
    public void Faults_are_told_in_the_order_of_the_steps_and_what_was_never_read_at_the_end()
    {
        var nothingStored = Step("createSecret", Empty, Empty);
        var early = Step("setSecret", Empty, "v1 AWSPREVIOUS, v2? AWSPENDING+AWSCURRENT", MakeCurrent);
        var untested = Step("testSecret", Made, Made);
        var unfinished = Step("finishSecret", Made, Made);

        Verdict.Of(Of(nothingStored, early, untested, unfinished)).ShouldBe("createSecret stored no value in the pending version.");
        Verdict.Of(Of(CreateSecret, early, untested, unfinished)).ShouldBe("setSecret moved AWSCURRENT, which is for finishSecret to do.");
        Verdict.Of(Of(CreateSecret, SetSecret, untested, unfinished)).ShouldBe("finishSecret did not move AWSCURRENT.");
        Verdict.Of(Of(CreateSecret, SetSecret, untested, FinishSecret)).ShouldBe("testSecret never read the pending version.");
    }

    [Test]
    public void In_one_step_a_clash_comes_before_a_denial_and_a_denial_before_what_it_led_to()
    {
        var all = Step("createSecret", Empty, Empty, Denied, Clash).Failed("Task timed out", "Sandbox.Timedout");

        Verdict.Of(Of(all)).ShouldBe(NotRepeatable);
        Verdict.Of(Of(all with { Calls = [Denied] })).ShouldStartWith("createSecret was denied GetSecretValue: ");
        Verdict.Of(Of(all with { Calls = [] })).ShouldBe("createSecret did not end in time: Task timed out.");
        Verdict.Of(Of(all with { Calls = [], ErrorType = "Runtime.Error" })).ShouldBe("createSecret failed: Task timed out.");
        Verdict.Of(Of(all with { Calls = [], Error = null, ErrorType = null })).ShouldBe("createSecret stored no value in the pending version.");
    }

    private static IEnumerable<string> Names() => Faults.Select(fault => fault.Name);

    // The first createSecret stores, each later one finds the value; the first finishSecret moves, the later one finds it moved.
    private static RotationAttempt Rehearsal()
    {
        var steps = new List<StepRecord>();
        foreach (var planned in StepPlan.Rehearsal)
        {
            var isFirst = !steps.Exists(step => step.Step == planned.Step);
            steps.Add((planned.Step switch
            {
                StepNames.CreateSecret => isFirst ? CreateSecret : Step(StepNames.CreateSecret, Made, Made, ReadPending),
                StepNames.SetSecret => SetSecret,
                StepNames.TestSecret => TestSecret,
                _ => isFirst ? FinishSecret : Step(StepNames.FinishSecret, Moved, Moved),
            }) with { Rehearsal = planned.Rehearsal });
        }

        return Of([.. steps]);
    }
}
