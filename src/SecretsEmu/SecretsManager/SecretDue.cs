using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.SecretsManager;

/// <summary>What Secrets Manager puts into the due queue.</summary>
internal static class SecretDue
{
    private const string PurgeKind = "purge";
    private const string RotationKind = "rotation";
    private const string RetryKind = "rotation retry";

    /// <param name="rotations">Begins what is due.</param>
    /// <param name="ended">Completes with the outcome of an attempt, in words.</param>
    public static IReadOnlyList<DueKind> Kinds(Rotations rotations, Func<RotationAttempt, Task<string>> ended) =>
    [
        new(PurgeKind, (item, unit, now) => unit.State.SecretByArn(item.Subject) is { } secret ? Purge(secret, unit, now, rotations) : Gone),
        new(RotationKind, (item, unit, now) => unit.State.SecretByArn(item.Subject) is { } secret ? Rotate(rotations.BeginScheduled(secret, unit, now), ended) : Gone),
        new(RetryKind, (item, unit, now) => unit.State.SecretByArn(item.Subject) is { } secret ? Rotate(rotations.BeginRetry(secret, unit, now), ended) : Gone),
    ];

    /// <summary>The end of a recovery window: the secret goes and its name is free.</summary>
    public static DueItem PurgeOf(Secret secret) => new(PurgeKind, secret.Arn, secret.DeletionDate ?? secret.CreatedDate);

    /// <summary>The opening of a window in which the secret is rotated.</summary>
    public static DueItem RotationOf(Secret secret, DateTimeOffset opens) => new(RotationKind, secret.Arn, opens);

    /// <summary>Of the one window of a secret that is due.</summary>
    public static string RotationKey(Secret secret) => DueItem.KeyOf(RotationKind, secret.Arn);

    /// <summary>A failed rotation goes on before its next window.</summary>
    public static DueItem RetryOf(Secret secret, DateTimeOffset at) => new(RetryKind, secret.Arn, at);

    /// <summary>Of the one rotation of a secret that is to go on.</summary>
    public static string RetryKey(Secret secret) => DueItem.KeyOf(RetryKind, secret.Arn);

    private const string Gone = "it was gone already";

    private static DueOutcome Purge(Secret secret, UnitOfWork unit, DateTimeOffset now, Rotations rotations)
    {
        rotations.Remove(secret, unit, now);
        return "deleted, its name is free";
    }

    private static DueOutcome Rotate(BegunRotation begun, Func<RotationAttempt, Task<string>> ended) =>
        begun.Attempt is { } attempt ? new DueOutcome("begun", () => ended(attempt)) : begun.Reason!;
}

/// <summary>What came of a rotation that was due: the attempt, or why there is none.</summary>
internal readonly record struct BegunRotation(RotationAttempt? Attempt, string? Reason);
