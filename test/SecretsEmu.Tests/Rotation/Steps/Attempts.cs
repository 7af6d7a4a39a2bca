using System.Collections.Immutable;
using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.Rotation.Steps;

/// <summary>
/// Records of rotations in few words: of a secret whose version <c>v1</c> is current and whose <c>v2</c> is made. Labels stand as
/// <c>v1 AWSCURRENT, v2? AWSPENDING</c>, where v2? has no value.
/// </summary>
internal static class Attempts
{
    public const string Empty = "v1 AWSCURRENT, v2? AWSPENDING";
    public const string Made = "v1 AWSCURRENT, v2 AWSPENDING";
    public const string Moved = "v1 AWSPREVIOUS, v2 AWSPENDING+AWSCURRENT";

    public static CallRecord ReadPending { get; } = Call("GetSecretValue", "v2", "AWSPENDING");

    public static CallRecord Store { get; } = Call("PutSecretValue", "v2", "AWSPENDING");

    public static CallRecord MakeCurrent { get; } = Call("UpdateSecretVersionStage", "v2", "AWSCURRENT");

    public static StepRecord CreateSecret { get; } = Step(StepNames.CreateSecret, Empty, Made, Store);

    public static StepRecord SetSecret { get; } = Step(StepNames.SetSecret, Made, Made, ReadPending);

    public static StepRecord TestSecret { get; } = Step(StepNames.TestSecret, Made, Made, ReadPending);

    public static StepRecord FinishSecret { get; } = Step(StepNames.FinishSecret, Made, Moved, MakeCurrent);

    public static RotationAttempt Of(params StepRecord[] steps) => new()
    {
        Id = "id", Number = 1, SecretArn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf", VersionId = "v2",
        FunctionArn = "arn:aws:lambda:us-east-1:111111111111:function:rotate", Cause = RotationCause.Request, StartedAt = DateTimeOffset.UnixEpoch,
        Steps = [.. steps],
    };

    public static StepRecord Step(string step, string before, string after, params CallRecord[] calls) => new()
    {
        Step = step, Milliseconds = 1, Before = Labels(before), After = Labels(after), Calls = [.. calls],
    };

    /// <summary>A call on the secret that is rotated.</summary>
    public static CallRecord Call(string operation, string? version = null, params string[] stages) => new()
    {
        Operation = operation, SecretId = "db", IsRotatedSecret = true, VersionId = version, Stages = [.. stages], RequestId = "request",
    };

    public static StepRecord Failed(this StepRecord step, string error, string type = "Runtime.Error") => step with { Error = error, ErrorType = type };

    public static StepRecord Rehearsed(this StepRecord step, string why) => step with { Rehearsal = why };

    public static CallRecord Refused(this CallRecord call, string type, string message = "No.") => call with { Error = type, Message = message };

    /// <summary>The same call on another secret.</summary>
    public static CallRecord Elsewhere(this CallRecord call) => call with { SecretId = "master", IsRotatedSecret = false };

    private static ImmutableArray<VersionStages> Labels(string text) => text.Length == 0 ? [] :
    [
        .. from version in text.Split(", ")
           let parts = version.Split(' ')
           select new VersionStages(parts[0].TrimEnd('?'), parts.Length == 1 ? [] : [.. parts[1].Split('+')], !parts[0].EndsWith('?')),
    ];
}
