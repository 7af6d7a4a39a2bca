using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>
/// The rotation of a secret as a state machine: what each event does in each state. An outcome names what changed, and nothing else:
/// the versions with their labels (v2? has no value), on or off, the last and the next date, the newest rotation, all that is due,
/// the events, and in parentheses what the clock or the answer says. The schedule is every ten days, from 01-31 08:00.
/// </summary>
public sealed class RotationsTests
{
    private const string Incomplete = "InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.";
    private const string NoFunction = "InvalidRequestException: No Lambda rotation function ARN is associated with this secret.";
    private const string Marked = "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";
    private const string AlreadyScheduled = "InvalidRequestException: You can't perform this operation on the secret because it was already scheduled for deletion.";
    private const string NotPending = "InvalidParameterException: Staging label AWSPENDING isn't currently attached to version v2.";
    private const string TokenInUse =
        $"ResourceExistsException: You can't use ClientRequestToken v2 because that value is already in use for a version of secret {SecretUnderKeys.SecretArn}.";

    private const string Cancelled = "v2 Abandoned: Rotation was cancelled.";
    private const string Overwritten = "v2 Abandoned: A value was written by hand while the rotation was pending.";
    private const string Deleted = "v2 Abandoned: The secret was scheduled for deletion.";
    private const string NotMoved = "v2 Failed: finishSecret did not move AWSCURRENT to the pending version.";

    // Several states or events of one outcome stand together. {v2} is v2 with a value or without, whichever it has in the state.
    private static readonly (string States, (string Events, string Outcome)[] Cells)[] Table =
    [
        ("never rotated",
        [
            ("RotateSecret", "v1 [CURRENT] v3? [PENDING]; on; next 02-11; Request v3 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret again", "v1 [CURRENT] v2? [PENDING]; on; next 02-11; Request v2 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret not immediately", "v1 [CURRENT] v3 [PENDING]; on; next 02-11; Test v3 Running; due rotation 02-11; TestRotationStarted"),
            ("CancelRotateSecret", NoFunction),
            ("window opens | retry falls due", "(skipped: rotation is off)"),
            ("PutSecretValue | UpdateSecret", "v1 [PREVIOUS] v4 [CURRENT]"),
            ("PutSecretValue AWSPENDING", "v1 [CURRENT] v2 [PENDING]"),
            ("AWSPENDING taken off", NotPending),
            ("DeleteSecret", "due purge 03-03; StartSecretVersionDelete"),
        ]),
        ("without any version",
        [
            ("RotateSecret", "v3? [PENDING]; on; next 02-11; Request v3 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret again", "v2? [PENDING]; on; next 02-11; Request v2 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret not immediately", "v3? [PENDING]; on; next 02-11; Test v3 Running; due rotation 02-11; TestRotationStarted"),
            ("CancelRotateSecret", NoFunction),
            ("window opens | retry falls due", "(skipped: rotation is off)"),
            ("PutSecretValue | UpdateSecret", "v4 [CURRENT]"),
            ("PutSecretValue AWSPENDING", "v2 [PENDING,CURRENT]"),
            ("AWSPENDING taken off", NotPending),
            ("DeleteSecret", "due purge 03-03; StartSecretVersionDelete"),
        ]),
        ("AWSPENDING put by hand",
        [
            ("RotateSecret | RotateSecret again | RotateSecret not immediately", Incomplete),
            ("CancelRotateSecret", NoFunction),
            ("window opens | retry falls due", "(skipped: rotation is off)"),
            ("PutSecretValue | UpdateSecret", "v1 [PREVIOUS] v2 [] v4 [CURRENT]"),
            ("PutSecretValue AWSPENDING", "nothing"),
            ("AWSPENDING taken off", "v1 [CURRENT] v2 []"),
            ("DeleteSecret", "due purge 03-03; StartSecretVersionDelete"),
        ]),
        ("idle | idle, AWSPENDING beside AWSCURRENT",
        [
            ("RotateSecret", "v1 [PREVIOUS] v2 [CURRENT] v3? [PENDING]; next 02-11; Request v3 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret again", TokenInUse),
            ("RotateSecret not immediately", "v1 [PREVIOUS] v2 [CURRENT] v3 [PENDING]; next 02-11; Test v3 Running; due rotation 02-11; TestRotationStarted"),
            ("CancelRotateSecret", "off; next -; due nothing"),
            ("window opens", "v1 [PREVIOUS] v2 [CURRENT] new? [PENDING]; Schedule new Running; due rotation 02-20; RotationStarted; (begun)"),
            ("retry falls due", "(nothing was pending any more)"),
            ("next step", "(given up)"),
            ("end, label moved | end, label not moved | end with a reason", "nothing"),
            ("PutSecretValue | UpdateSecret", "v1 [] v2 [PREVIOUS] v4 [CURRENT]; next 02-11; due rotation 02-11"),
            ("PutSecretValue AWSPENDING", "nothing"),
            ("DeleteSecret", "due rotation 02-10, purge 03-03; StartSecretVersionDelete"),
        ]),
        ("idle", [("AWSPENDING taken off", NotPending)]),
        ("idle, AWSPENDING beside AWSCURRENT", [("AWSPENDING taken off", "v1 [PREVIOUS] v2 [CURRENT]")]),
        ("running before its first step | running in a step",
        [
            ("RotateSecret | RotateSecret not immediately", Incomplete),
            ("RotateSecret again", "nothing"),
            ("CancelRotateSecret", $"off; next -; Request {Cancelled}; due nothing; (VersionId v2)"),
            ("window opens", "due rotation 02-20; (skipped: the rotation before it still runs)"),
            ("retry falls due", "(skipped: the rotation before it still runs)"),
            ("next step", "(it begins)"),
            ("end, label moved", "v1 [PREVIOUS] v2? [PENDING,CURRENT]; last 02-01; next 02-11; Request v2 Succeeded; due rotation 02-11; RotationSucceeded"),
            ("end, label not moved", $"Request {NotMoved}; due rotation retry 02-01, rotation 02-10; RotationFailed"),
            ("end with a reason", "Request v2 Failed: setSecret failed: no.; due rotation retry 02-01, rotation 02-10; RotationFailed"),
            ("PutSecretValue | UpdateSecret", $"v1 [PREVIOUS] v2? [] v4 [CURRENT]; next 02-11; Request {Overwritten}; due rotation 02-11; RotationAbandoned"),
            ("PutSecretValue AWSPENDING", "v1 [CURRENT] v2 [PENDING]"),
            ("AWSPENDING taken off", "v1 [CURRENT] v2? []"),
            ("DeleteSecret", $"Request {Deleted}; due rotation 02-10, purge 03-03; StartSecretVersionDelete"),
        ]),
        ("running without any other version",
        [
            ("RotateSecret | RotateSecret not immediately", Incomplete),
            ("RotateSecret again", "nothing"),
            ("CancelRotateSecret", $"off; next -; Request {Cancelled}; due nothing; (VersionId v2)"),
            ("window opens", "due rotation 02-20; (skipped: the rotation before it still runs)"),
            ("retry falls due", "(skipped: the rotation before it still runs)"),
            ("next step", "(it begins)"),
            ("end, label moved", "v2? [PENDING,CURRENT]; last 02-01; next 02-11; Request v2 Succeeded; due rotation 02-11; RotationSucceeded"),
            ("end, label not moved", $"Request {NotMoved}; due rotation retry 02-01, rotation 02-10; RotationFailed"),
            ("end with a reason", "Request v2 Failed: setSecret failed: no.; due rotation retry 02-01, rotation 02-10; RotationFailed"),
            ("PutSecretValue | UpdateSecret", $"v2? [] v4 [CURRENT]; next 02-11; Request {Overwritten}; due rotation 02-11; RotationAbandoned"),
            ("PutSecretValue AWSPENDING", "v2 [PENDING]"),
            ("AWSPENDING taken off", "v2? []"),
            ("DeleteSecret", $"Request {Deleted}; due rotation 02-10, purge 03-03; StartSecretVersionDelete"),
        ]),
        ("test running",
        [
            ("RotateSecret | RotateSecret not immediately", Incomplete),
            ("RotateSecret again", "nothing"),
            ("CancelRotateSecret", $"v1 [CURRENT]; off; next -; Test {Cancelled}; due nothing"),
            ("window opens", "due rotation 02-20; (skipped: the rotation before it still runs)"),
            ("retry falls due", "(skipped: the rotation before it still runs)"),
            ("next step", "(it begins)"),
            // A function that makes the copy of a test current: it stays, or the secret would be without a value.
            ("end, label moved", "v1 [PREVIOUS] v2 [CURRENT]; Test v2 Succeeded; TestRotationSucceeded"),
            ("end, label not moved", "v1 [CURRENT]; Test v2 Succeeded; TestRotationSucceeded"),
            ("end with a reason", "v1 [CURRENT]; Test v2 Failed: setSecret failed: no.; TestRotationFailed"),
            ("PutSecretValue | UpdateSecret", $"v1 [PREVIOUS] v4 [CURRENT]; next 02-11; Test {Overwritten}; due rotation 02-11; RotationAbandoned"),
            ("PutSecretValue AWSPENDING", TokenInUse),
            ("AWSPENDING taken off", "v1 [CURRENT] v2 []"),
            ("DeleteSecret", $"v1 [CURRENT]; Test {Deleted}; due rotation 02-10, purge 03-03; StartSecretVersionDelete"),
        ]),
        ("failed without a value | failed with a value",
        [
            ("RotateSecret | RotateSecret not immediately", Incomplete),
            ("RotateSecret again", "nothing"),
            ("CancelRotateSecret", "off; next -; due nothing; (VersionId v2)"),
            ("window opens", "Schedule v2 Running; due rotation 02-20; RotationStarted; (begun)"),
            ("retry falls due", "Retry v2 again 1 Running; due rotation 02-10; RotationStarted; (begun)"),
            ("next step", "(given up)"),
            ("end, label moved", "v1 [PREVIOUS] {v2} [PENDING,CURRENT]"),
            ("end, label not moved | end with a reason", "nothing"),
            ("PutSecretValue | UpdateSecret", "v1 [PREVIOUS] {v2} [] v4 [CURRENT]; next 02-11; due rotation 02-11; RotationAbandoned"),
            ("AWSPENDING taken off", "v1 [CURRENT] {v2} []"),
            ("DeleteSecret", "due rotation retry 08:01, rotation 02-10, purge 03-03; StartSecretVersionDelete"),
        ]),
        ("failed without a value", [("PutSecretValue AWSPENDING", "v1 [CURRENT] v2 [PENDING]")]),
        ("failed with a value", [("PutSecretValue AWSPENDING", "nothing")]),
        ("cancelled",
        [
            ("RotateSecret", "v1 [PREVIOUS] v2 [CURRENT] v3? [PENDING]; on; next 02-11; Request v3 Running; due rotation 02-11; RotationStarted"),
            ("RotateSecret again", TokenInUse),
            ("RotateSecret not immediately", "v1 [PREVIOUS] v2 [CURRENT] v3 [PENDING]; on; next 02-11; Test v3 Running; due rotation 02-11; TestRotationStarted"),
            ("CancelRotateSecret", "nothing"),
            ("window opens | retry falls due", "(skipped: rotation is off)"),
            ("next step", "(given up)"),
            ("end, label moved | end, label not moved | end with a reason", "nothing"),
            ("PutSecretValue | UpdateSecret", "v1 [] v2 [PREVIOUS] v4 [CURRENT]"),
            ("PutSecretValue AWSPENDING", "nothing"),
            ("AWSPENDING taken off", NotPending),
            ("DeleteSecret", "due purge 03-03; StartSecretVersionDelete"),
        ]),
        ("cancelled, AWSPENDING left",
        [
            // The same token again too: rotation is off, and would stay off behind an answer that it began.
            ("RotateSecret | RotateSecret again | RotateSecret not immediately", Incomplete),
            ("CancelRotateSecret", "(VersionId v2)"),
            ("window opens | retry falls due", "(skipped: rotation is off)"),
            ("next step", "(given up)"),
            ("end, label moved", "v1 [PREVIOUS] v2? [PENDING,CURRENT]"),
            ("end, label not moved | end with a reason", "nothing"),
            ("PutSecretValue | UpdateSecret", "v1 [PREVIOUS] v2? [] v4 [CURRENT]; RotationAbandoned"),
            ("PutSecretValue AWSPENDING", "v1 [CURRENT] v2 [PENDING]"),
            ("AWSPENDING taken off", "v1 [CURRENT] v2? []"),
            ("DeleteSecret", "due purge 03-03; StartSecretVersionDelete"),
        ]),
        ("scheduled for deletion | scheduled for deletion while it ran",
        [
            ("RotateSecret | RotateSecret again | RotateSecret not immediately | CancelRotateSecret", Marked),
            ("window opens", "due purge 03-02; (skipped: the secret is scheduled for deletion)"),
            ("retry falls due", "(skipped: the secret is scheduled for deletion)"),
            ("next step", "(given up)"),
            ("end, label moved", Marked),
            ("end, label not moved | end with a reason", "nothing"),
            ("PutSecretValue | UpdateSecret | PutSecretValue AWSPENDING | AWSPENDING taken off", Marked),
            ("DeleteSecret", AlreadyScheduled),
            ("RestoreSecret", "due rotation 02-10; CancelSecretVersionDelete"),
            ("purge", "gone; EndSecretVersionDelete; (deleted, its name is free)"),
        ]),
    ];

    [TestCaseSource(nameof(Cells))]
    public void An_event_in_a_state(string state, string happens, string outcome) => RotationStates.Outcome(state, happens).ShouldBe(outcome);

    [Test]
    public void The_table_has_each_cell_once() =>
        Cells().Select(cell => $"{cell.Arguments[0]}: {cell.Arguments[1]}").Order(StringComparer.Ordinal).ShouldBe(
            (from state in RotationStates.All.Keys
             from happens in RotationStates.Events.Keys
             where CanHappen(state, happens)
             select $"{state}: {happens}").Order(StringComparer.Ordinal));

    private static IEnumerable<TestCaseData> Cells()
    {
        var written = from row in Table
                      from state in row.States.Split(" | ")
                      from cell in row.Cells
                      from happens in cell.Events.Split(" | ")
                      select (state, happens, cell.Outcome.Replace("{v2}", state == "failed without a value" ? "v2?" : "v2", StringComparison.Ordinal));
        var alike = from state in RotationStates.All.Keys
                    from cell in ((string, string)[])[("RestoreSecret", "nothing"), ("DeleteSecret by force", "gone; EndSecretVersionDelete"), ("reset", "gone")]
                    where cell.Item1 != "RestoreSecret" || !IsScheduled(state)
                    select (state, cell.Item1, cell.Item2);
        return written.Concat(alike).Select(cell => new TestCaseData(cell.Item1, cell.Item2, cell.Item3).SetArgDisplayNames(cell.Item1, cell.Item2));
    }

    // A secret that was never rotated has no attempt that could go on, and one that is not scheduled for deletion is not purged.
    private static bool CanHappen(string state, string happens) => happens switch
    {
        "next step" or "end, label moved" or "end, label not moved" or "end with a reason" => state is not ("never rotated" or "without any version" or "AWSPENDING put by hand"),
        "purge" => IsScheduled(state),
        _ => true,
    };

    private static bool IsScheduled(string state) => state.StartsWith("scheduled for deletion", StringComparison.Ordinal);
}
