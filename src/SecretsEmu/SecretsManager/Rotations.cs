using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Schedules;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// Where rotations begin and end, each in the unit of what brings it about. In between the function acts; beyond what AWS
/// does, nothing here moves a label or makes a value for it (secretsmanager.md 4.18, 5.4; integrations.md 1.2, 1.3).
/// </summary>
/// <param name="versions">Makes the pending version.</param>
/// <param name="events">Tells of each start and end.</param>
/// <param name="random">Draws the tokens that no caller gave.</param>
/// <param name="retries">How often a failed rotation is attempted again before its next window.</param>
internal sealed class Rotations(VersionWriter versions, EventLog events, IRandom random, int retries)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>The version that a rotation has yet to bring to its end, by what labels say alone; null when none is pending.</summary>
    public static string? Pending(Secret secret) =>
        secret.Labels.VersionOf(StagingLabels.Pending) is { } pending && !secret.Labels.IsOn(StagingLabels.Current, pending) ? pending : null;

    /// <summary>Whether the request that began the newest rotation of a secret, which is still to come to its end, comes again (Inferred: secretsmanager.md 4.18).</summary>
    public static bool IsRepeat(Secret secret, string token, Snapshot state) =>
        secret.Rotation is { IsEnabled: true } && Pending(secret) == token && Newest(secret, state)?.VersionId == token;

    /// <summary>Begins an attempt under a token: the pending version comes to be, without a value unless it is a test.</summary>
    /// <param name="secret">With its rotation switched on.</param>
    /// <param name="token">The id of the pending version, new or left over.</param>
    /// <param name="cause">Why.</param>
    /// <param name="retry">How many attempts under this token failed just before.</param>
    /// <param name="copy">The value of the pending version of a test; null makes none.</param>
    /// <param name="unit">Takes it all.</param>
    /// <param name="now">The emulator's time.</param>
    /// <exception cref="AwsErrorException">There is no room for another version or label.</exception>
    public RotationAttempt Begin(Secret secret, string token, RotationCause cause, int retry, EncryptedValue? copy, UnitOfWork unit, DateTimeOffset now)
    {
        var number = secret.Rotation!.Attempts + 1;
        var prepared = versions.AddPending(secret, token, copy, unit, now);
        unit.Put(prepared with { Rotation = secret.Rotation with { Attempts = number } });
        var attempt = new RotationAttempt
        {
            Id = random.Uuid(),
            Number = number,
            SecretArn = secret.Arn,
            VersionId = token,
            FunctionArn = secret.Rotation.LambdaArn!,
            Cause = cause,
            Retry = retry,
            StartedAt = now,
        };
        unit.Put(RotationTables.Running, Scope.Emulator, attempt);
        events.Add(unit, cause == RotationCause.Test ? EventNames.TestRotationStarted : EventNames.RotationStarted, secret.Arn, now);
        return attempt;
    }

    /// <summary>A window opened. What is pending goes on under its token.</summary>
    public BegunRotation BeginScheduled(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        if (ReasonAgainst(secret, unit.State) is { } reason)
        {
            if (secret is { IsScheduledForDeletion: false, Rotation: { IsEnabled: true } })
            {
                RotationWindows.ScheduleNext(secret, now, unit);
            }

            return new(null, reason);
        }

        unit.Unschedule(SecretDue.RetryKey(secret));
        RotationWindows.ScheduleNext(secret, now, unit);
        return TryBegin(secret, Pending(secret) ?? random.Uuid(), RotationCause.Schedule, 0, unit, now);
    }

    /// <summary>The time has come to go on with one that failed.</summary>
    public BegunRotation BeginRetry(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        if (ReasonAgainst(secret, unit.State) is { } reason)
        {
            return new(null, reason);
        }

        return Pending(secret) is { } pending && Newest(secret, unit.State) is { } last && last.VersionId == pending
            ? TryBegin(secret, pending, RotationCause.Retry, last.Retry + 1, unit, now)
            : new(null, "nothing was pending any more");
    }

    /// <summary>Writes down that a step is about to run; null when the attempt was given up meanwhile.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="step">Which.</param>
    /// <param name="tokenHash">Of the RotationToken that the function gets.</param>
    /// <param name="unit">Takes it.</param>
    /// <returns>The secret as the step finds it.</returns>
    public static Secret? BeginStep(RotationAttempt attempt, string step, string tokenHash, UnitOfWork unit)
    {
        if (unit.State.RunningRotation(attempt.SecretArn) is not { } running || running.Id != attempt.Id)
        {
            return null;
        }

        unit.Put(RotationTables.Running, Scope.Emulator, running with { Step = step, TokenHash = tokenHash });
        return unit.State.SecretByArn(attempt.SecretArn);
    }

    /// <summary>A RotationToken must be that of the rotation that runs; who brings none is judged by policies alone (integrations.md 1.1).</summary>
    /// <exception cref="AwsErrorException">It is another.</exception>
    public static void RequireToken(Secret secret, string? rotationToken, Snapshot state)
    {
        if (rotationToken is not null && state.RunningRotation(secret.Arn)?.TokenHash != HashOf(rotationToken))
        {
            throw SecretsManagerErrors.InvalidRotationToken.AsException();
        }
    }

    /// <summary>What is kept of a RotationToken, which itself stands nowhere.</summary>
    public static string HashOf(string rotationToken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rotationToken)));

    /// <summary>The steps ended. Whether the rotation succeeded is what the labels say, or the reason that is given.</summary>
    /// <param name="attempt">With its steps and verdict, and the reason where a step failed.</param>
    /// <param name="unit">Takes it all.</param>
    /// <param name="now">The emulator's time.</param>
    /// <returns>As it is kept; as somebody else ended it, where it was given up meanwhile.</returns>
    public RotationAttempt End(RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        if (unit.State.SecretByArn(attempt.SecretArn) is not { } secret)
        {
            return attempt with { State = RotationState.Abandoned, EndedAt = now, Reason = "The secret was deleted." };
        }

        if (unit.State.RunningRotation(attempt.SecretArn) is not { } running || running.Id != attempt.Id)
        {
            return AddSteps(secret, attempt, unit, now);
        }

        if (attempt.Cause == RotationCause.Test)
        {
            return EndTest(secret, attempt, unit, now);
        }

        var reason = attempt.Reason ?? ReasonOfLabels(secret, attempt.VersionId);
        return reason is null ? Succeed(secret, attempt, unit, now) : Fail(secret, attempt with { Reason = reason }, unit, now);
    }

    /// <summary>What a value that was written does to rotation: it abandons one that is pending, and may count as one.</summary>
    /// <param name="before">The secret as it was.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="unit">Takes the rest.</param>
    /// <param name="now">The emulator's time.</param>
    public Secret AfterWrite(Secret before, Secret after, UnitOfWork unit, DateTimeOffset now)
    {
        if (after.Rotation is not { } rotation)
        {
            return after;
        }

        // A write that makes another version current takes AWSPENDING off the pending one, wherever it puts the label itself.
        if (Pending(before) is { } pending && Pending(after) is null && !after.Labels.IsOn(StagingLabels.Current, pending))
        {
            events.Add(unit, EventNames.RotationAbandoned, after.Arn, now);
            after = GiveUp(after, "A value was written by hand while the rotation was pending.", unit, now);
            unit.Unschedule(SecretDue.RetryKey(after));
        }

        var movedCurrent = before.Labels.VersionOf(StagingLabels.Current) != after.Labels.VersionOf(StagingLabels.Current);
        return rotation.IsEnabled && movedCurrent && RotationWindows.ScheduleOf(rotation.Rules) is { CountsManualWrites: true } ? RotationWindows.Replan(after, now, unit) : after;
    }

    /// <summary>Switches rotation off and gives up what runs; what is pending stays where it is.</summary>
    public static Secret Cancel(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        RotationWindows.Unschedule(secret, unit);
        var stopped = GiveUp(secret, "Rotation was cancelled.", unit, now);
        return stopped with { Rotation = secret.Rotation! with { IsEnabled = false, NextRotationDate = null }, LastChangedDate = now };
    }

    /// <summary>A recovery window begins: what runs is given up, what is due is skipped while it lasts.</summary>
    public Secret BeginDeletion(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        events.Add(unit, EventNames.StartSecretVersionDelete, secret.Arn, now);
        return GiveUp(secret, "The secret was scheduled for deletion.", unit, now);
    }

    /// <summary>The secret is back: a window that passed meanwhile is counted anew, one that is open serves still (Inferred: secretsmanager.md 5.3, 5.4).</summary>
    public Secret AfterRestore(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        events.Add(unit, EventNames.CancelSecretVersionDelete, secret.Arn, now);
        if (secret.Rotation is not { IsEnabled: true, NextRotationDate: { } next })
        {
            return secret;
        }

        if (next < now)
        {
            return RotationWindows.Replan(secret, now, unit);
        }

        // It opened while the secret waited for its deletion, and was skipped: nothing else would rotate the secret ever again.
        if (!RotationWindows.IsScheduled(secret, unit.State))
        {
            unit.Schedule(SecretDue.RotationOf(secret, now));
        }

        return secret;
    }

    /// <summary>The secret goes, and all that is known of its rotations with it.</summary>
    public void Remove(Secret secret, UnitOfWork unit, DateTimeOffset now)
    {
        RotationWindows.Unschedule(secret, unit);
        GiveUp(secret, "The secret was deleted.", unit, now);
        for (var place = 0; place < RotationTables.Kept; place++)
        {
            unit.Remove(RotationTables.Ended, secret.Scope, RotationTables.PlaceOf(secret.Arn, place));
        }

        unit.Remove(secret);
        events.Add(unit, EventNames.EndSecretVersionDelete, secret.Arn, now);
    }

    // Why labels say that it is not complete. AWSPENDING may stay beside AWSCURRENT or go: both are an end (integrations.md 1.2).
    private static string? ReasonOfLabels(Secret secret, string token) =>
        !secret.Labels.IsOn(StagingLabels.Current, token) ? "finishSecret did not move AWSCURRENT to the pending version."
        : Pending(secret) is not null ? "finishSecret left AWSPENDING on another version than AWSCURRENT."
        : null;

    private static RotationAttempt? Newest(Secret secret, Snapshot state) => state.RotationsOf(secret).FirstOrDefault();

    private static string? ReasonAgainst(Secret secret, Snapshot state) =>
        secret.IsScheduledForDeletion ? "skipped: the secret is scheduled for deletion"
        : secret.Rotation is not { IsEnabled: true } rotation ? "skipped: rotation is off"
        : rotation.LambdaArn is null ? "skipped: rotation by the service that owns a secret is not emulated"
        : state.RunningRotation(secret.Arn) is not null ? "skipped: the rotation before it still runs"
        : null;

    private BegunRotation TryBegin(Secret secret, string token, RotationCause cause, int retry, UnitOfWork unit, DateTimeOffset now)
    {
        try
        {
            return new(Begin(unit.State.SecretByArn(secret.Arn)!, token, cause, retry, null, unit, now), null);
        }
        catch (AwsErrorException refused)
        {
            return new(null, $"not begun: {refused.Message}");
        }
    }

    private RotationAttempt Succeed(Secret secret, RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        unit.Unschedule(SecretDue.RetryKey(secret));
        var rules = secret.Rotation!.Rules is { ScheduleExpression: not null } given
            ? given with { CalculatedDays = RotationWindows.ScheduleOf(given)!.DaysToNextWindow(now) }
            : secret.Rotation.Rules;
        var rotated = secret with { Rotation = secret.Rotation with { LastRotatedDate = now, Rules = rules }, LastChangedDate = now };
        unit.Put(rotated.Rotation.IsEnabled ? RotationWindows.Replan(rotated, now, unit) : rotated);
        events.Add(unit, EventNames.RotationSucceeded, secret.Arn, now);
        return Keep(secret, attempt with { State = RotationState.Succeeded, Reason = null }, unit, now);
    }

    // Neither dates nor labels move. The next window was put into the queue when the attempt began.
    private RotationAttempt Fail(Secret secret, RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        if (attempt.Retry < retries && secret.Rotation!.IsEnabled)
        {
            var delay = FirstDelay * Math.Pow(2, Math.Min(attempt.Retry, 10));
            unit.Schedule(SecretDue.RetryOf(secret, now + (delay < LongestDelay ? delay : LongestDelay)));
        }

        events.Add(unit, EventNames.RotationFailed, secret.Arn, now);
        return Keep(secret, attempt with { State = RotationState.Failed }, unit, now);
    }

    // The temporary version goes, however the test ended (integrations.md 1.3).
    private RotationAttempt EndTest(Secret secret, RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        unit.Put(WithoutTemporary(secret, attempt.VersionId) with { LastChangedDate = now });
        events.Add(unit, attempt.Reason is null ? EventNames.TestRotationSucceeded : EventNames.TestRotationFailed, secret.Arn, now);
        return Keep(secret, attempt with { State = attempt.Reason is null ? RotationState.Succeeded : RotationState.Failed }, unit, now);
    }

    // The secret as it is to be: without the temporary version, where a test is given up.
    private static Secret GiveUp(Secret secret, string reason, UnitOfWork unit, DateTimeOffset now)
    {
        if (unit.State.RunningRotation(secret.Arn) is not { } running)
        {
            return secret;
        }

        Keep(secret, running with { State = RotationState.Abandoned, Reason = reason }, unit, now);
        return running.Cause == RotationCause.Test ? WithoutTemporary(secret, running.VersionId) : secret;
    }

    // Somebody else ended it and knew nothing of its steps.
    private static RotationAttempt AddSteps(Secret secret, RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        if (unit.State.Find(RotationTables.Ended, secret.Scope, RotationTables.PlaceOf(secret.Arn, attempt.Number)) is not { } ended || ended.Id != attempt.Id)
        {
            return attempt with { State = RotationState.Abandoned, EndedAt = now };
        }

        var complete = ended with { Step = attempt.Step, Steps = attempt.Steps, Verdict = attempt.Verdict };
        unit.Put(RotationTables.Ended, secret.Scope, complete);
        return complete;
    }

    private static RotationAttempt Keep(Secret secret, RotationAttempt attempt, UnitOfWork unit, DateTimeOffset now)
    {
        var ended = attempt with { EndedAt = now };
        unit.Remove(RotationTables.Running, Scope.Emulator, attempt.SecretArn);
        unit.Put(RotationTables.Ended, secret.Scope, ended);
        return ended;
    }

    // One that got another label meanwhile is somebody's value: it stays.
    private static Secret WithoutTemporary(Secret secret, string versionId)
    {
        var labels = secret.Labels.IsOn(StagingLabels.Pending, versionId) ? secret.Labels.Remove(StagingLabels.Pending) : secret.Labels;
        return secret with
        {
            Labels = labels,
            Versions = labels.IsDeprecated(versionId) && secret.FindVersion(versionId) is { } version ? secret.Versions.Remove(version) : secret.Versions,
        };
    }
}
