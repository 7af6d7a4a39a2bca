using SecretsEmu.Rotation.Schedules;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.SecretsManager;

/// <summary>When a secret is rotated next: the date that DescribeSecret shows, and the opening of that window in the due queue (secretsmanager.md 5.4).</summary>
internal static class RotationWindows
{
    /// <summary>The schedule of rules that were checked when they were stored.</summary>
    public static RotationSchedule? ScheduleOf(RotationRules? rules)
    {
        RotationSchedule? schedule = null;
        if (rules is not null)
        {
            _ = RotationSchedule.Parse(rules.AutomaticallyAfterDays, rules.ScheduleExpression, rules.Duration, out schedule);
        }

        return schedule;
    }

    /// <summary>The next window counted from a moment: its date in the secret, its opening in the due queue. Both go where there is no schedule.</summary>
    public static Secret Replan(Secret secret, DateTimeOffset from, UnitOfWork unit) =>
        secret with { Rotation = secret.Rotation! with { NextRotationDate = ScheduleNext(secret, from, unit)?.LastSecond } };

    /// <summary>The opening of the next window counted from a moment, in the due queue alone.</summary>
    public static RotationWindow? ScheduleNext(Secret secret, DateTimeOffset from, UnitOfWork unit)
    {
        if (ScheduleOf(secret.Rotation!.Rules) is not { } schedule)
        {
            unit.Unschedule(SecretDue.RotationKey(secret));
            return null;
        }

        var window = schedule.NextWindow(from);
        unit.Schedule(SecretDue.RotationOf(secret, window.Opens));
        return window;
    }

    /// <summary>Whether the opening of a window is due.</summary>
    public static bool IsScheduled(Secret secret, Snapshot state) => state.Find(DueQueue.Items, Scope.Emulator, SecretDue.RotationKey(secret)) is not null;

    /// <summary>Nothing of the secret's rotation is due any more.</summary>
    public static void Unschedule(Secret secret, UnitOfWork unit)
    {
        unit.Unschedule(SecretDue.RotationKey(secret));
        unit.Unschedule(SecretDue.RetryKey(secret));
    }
}
