using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>Why a rotation began.</summary>
internal enum RotationCause
{
    /// <summary>RotateSecret.</summary>
    Request,

    /// <summary>Its window opened.</summary>
    Schedule,

    /// <summary>One before it failed, and this one goes on under its token before the next window.</summary>
    Retry,

    /// <summary>RotateSecret with RotateImmediately false: only testSecret runs.</summary>
    Test,
}

/// <summary>How a rotation stands.</summary>
internal enum RotationState
{
    Running,
    Succeeded,
    Failed,

    /// <summary>Given up by somebody: a cancel, a value written by hand, a deletion.</summary>
    Abandoned,
}

/// <summary>One run through the steps of a rotation, from its start to its end.</summary>
internal sealed record RotationAttempt
{
    /// <summary>A UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Counts the secret's attempts from 1.</summary>
    public required long Number { get; init; }

    public required string SecretArn { get; init; }

    /// <summary>The token: the id of the pending version.</summary>
    public required string VersionId { get; init; }

    public required string FunctionArn { get; init; }

    public required RotationCause Cause { get; init; }

    /// <summary>How many attempts under this token failed one after the other before this one.</summary>
    public int Retry { get; init; }

    /// <summary>On the emulator's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public RotationState State { get; init; } = RotationState.Running;

    /// <summary>The step that runs, or at which it ended; null before the first.</summary>
    public string? Step { get; init; }

    /// <summary>SHA-256, in hex, of the RotationToken that the function was given.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Why it did not succeed, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>What the function did wrong, or that it did everything right.</summary>
    public string? Verdict { get; init; }

    /// <summary>What ran, in order; filled in at the end.</summary>
    public ImmutableArray<StepRecord> Steps { get; init; } = [];
}

/// <summary>One call of the function.</summary>
internal sealed record StepRecord
{
    /// <summary><c>createSecret</c>, <c>setSecret</c>, <c>testSecret</c> or <c>finishSecret</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Why it ran, where that is not the normal course: <c>repeated</c>, <c>after a crash</c>.</summary>
    public string? Rehearsal { get; init; }

    /// <summary>On the wall clock.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Null when it succeeded: the type of the error, as Lambda names it.</summary>
    public string? ErrorType { get; init; }

    public string? Error { get; init; }

    /// <summary>What the function called, in order.</summary>
    public ImmutableArray<CallRecord> Calls { get; init; } = [];

    /// <summary>How many further calls are not in the list.</summary>
    public int CallsLeftOut { get; init; }

    public required ImmutableArray<VersionStages> Before { get; init; }

    public required ImmutableArray<VersionStages> After { get; init; }

    /// <summary>The function's log, values and tokens masked.</summary>
    public ImmutableArray<string> Log { get; init; } = [];
}

/// <summary>A version of the secret with its labels and whether it has a value.</summary>
internal sealed record VersionStages(string VersionId, ImmutableArray<string> Stages, bool HasValue);

/// <summary>One call of Secrets Manager, or of another service, that a function made.</summary>
internal sealed record CallRecord
{
    /// <summary>Such as <c>GetSecretValue</c>; with the service for any but Secrets Manager.</summary>
    public required string Operation { get; init; }

    /// <summary>As the function sent it; null where the call names none.</summary>
    public string? SecretId { get; init; }

    /// <summary>Whether it is the secret that is rotated.</summary>
    public bool IsRotatedSecret { get; init; }

    /// <summary>The version that was read, written, or that got the label.</summary>
    public string? VersionId { get; init; }

    /// <summary>The labels that were asked for or moved.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Null when it succeeded.</summary>
    public string? Error { get; init; }

    public string? Message { get; init; }

    public required string RequestId { get; init; }
}

/// <summary>The attempts that run, and those that ended.</summary>
internal static class RotationTables
{
    /// <summary>How many ended attempts of a secret are kept.</summary>
    public const int Kept = 20;

    /// <summary>At most one a secret, over all scopes.</summary>
    public static Table<RotationAttempt> Running { get; } = new("runningRotations", attempt => attempt.SecretArn, Comparer<RotationAttempt>.Create(ByKey));

    /// <summary>A ring of places for each secret: a new one takes the place of the oldest.</summary>
    public static Table<RotationAttempt> Ended { get; } =
        new("rotations", attempt => PlaceOf(attempt.SecretArn, attempt.Number), Comparer<RotationAttempt>.Create(ByKey));

    public static RotationAttempt? RunningRotation(this Snapshot state, string secretArn) => state.Find(Running, Scope.Emulator, secretArn);

    /// <summary>The attempts of a secret, newest first; the running one among them.</summary>
    public static IEnumerable<RotationAttempt> RotationsOf(this Snapshot state, Secret secret)
    {
        if (state.RunningRotation(secret.Arn) is { } running)
        {
            yield return running;
        }

        for (var number = secret.Rotation?.Attempts ?? 0; number > 0; number--)
        {
            if (state.Find(Ended, secret.Scope, PlaceOf(secret.Arn, number)) is not { } attempt || attempt.Number != number)
            {
                if (state.RunningRotation(secret.Arn)?.Number == number)
                {
                    continue;
                }

                yield break;
            }

            yield return attempt;
        }
    }

    public static string PlaceOf(string secretArn, long number) => $"{secretArn} {number % Kept}";

    private static int ByKey(RotationAttempt one, RotationAttempt other) =>
        string.CompareOrdinal(one.SecretArn, other.SecretArn) is var order and not 0 ? order : one.Number.CompareTo(other.Number);
}

/// <summary>Attempts as the store and the control endpoints write them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RotationAttempt))]
internal sealed partial class RotationJson : JsonSerializerContext;
