using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Steps;

/// <summary>What a function did wrong, told from what it called and where the labels went. A pure function of the record.</summary>
internal static class Verdict
{
    private const string Correct = "The function kept to the contract.";

    /// <summary>One sentence: the first fault in the order in which a person would mend them.</summary>
    public static string Of(RotationAttempt attempt) =>
        Faults(attempt).FirstOrDefault() ?? (attempt.Reason is { } reason ? reason : Correct);

    private static IEnumerable<string?> Every(RotationAttempt attempt)
    {
        foreach (var step in attempt.Steps)
        {
            yield return OfStep(step, attempt);
        }

        yield return AtTheEnd(attempt);
        yield return WithoutReading(StepNames.TestSecret, attempt);
    }

    private static IEnumerable<string> Faults(RotationAttempt attempt) => Every(attempt).OfType<string>();

    private static string? OfStep(StepRecord step, RotationAttempt attempt)
    {
        var name = step.Step;
        // A function that goes on after this refusal knows what it means: the value stays as it was.
        if (step.Error is not null && step.Calls.FirstOrDefault(call => IsWrite(call) && call.Error == "ResourceExistsException") is { } clash)
        {
            return name == StepNames.CreateSecret
                ? "createSecret is not repeatable: the second call made another value."
                : $"{name} wrote another value into version {clash.VersionId}, which has one already.";
        }

        if (step.Calls.FirstOrDefault(call => call.Error is "AccessDeniedException" or "AccessDenied") is { } denied)
        {
            return $"{name} was denied {denied.Operation}: {denied.Message} (secrets-emu explain {denied.RequestId})";
        }

        if (step.Error is not null && step.Calls.FirstOrDefault(call => FrontEndErrors.IsOutage(call.Error)) is { } lost)
        {
            return $"{name} could not reach its region, which is down: {lost.Operation} got {(lost.Error == FrontEndErrors.ServiceUnavailable.Type ? "503" : "no answer")}.";
        }

        if (step.ErrorType == "Sandbox.Timedout")
        {
            return $"{name} did not end in time: {step.Error}.";
        }

        if (step.Error is not null)
        {
            return step.Rehearsal is null ? $"{name} failed: {Ended(step.Error)}" : $"{name} is not repeatable: {step.Rehearsal}, it failed: {Ended(step.Error)}";
        }

        return OfWrites(step, attempt) ?? OfLabels(step, attempt);
    }

    private static string? OfWrites(StepRecord step, RotationAttempt attempt)
    {
        var writes = step.Calls.Where(call => IsWrite(call) && call is { Error: null, VersionId: not null }).ToList();
        if (writes.FirstOrDefault(call => call.VersionId != attempt.VersionId) is { } other)
        {
            return $"{step.Step} stored its value in version {other.VersionId} instead of under the ClientRequestToken {attempt.VersionId}.";
        }

        if (step.Step == StepNames.CreateSecret && writes.Any(call => call.Stages.Contains(StagingLabels.Current)))
        {
            return "createSecret made the new value AWSCURRENT before it was set and tested: store it with the stage AWSPENDING.";
        }

        if (step.Step == StepNames.CreateSecret && step.After.FirstOrDefault(version => version.VersionId == attempt.VersionId) is { HasValue: false })
        {
            return "createSecret stored no value in the pending version.";
        }

        return null;
    }

    private static string? OfLabels(StepRecord step, RotationAttempt attempt)
    {
        if (step.Step == StepNames.FinishSecret || !MayHaveMovedLabels(step))
        {
            return null;
        }

        if (IsOn(step.Before, StagingLabels.Pending, attempt.VersionId) && !IsOn(step.After, StagingLabels.Pending, attempt.VersionId))
        {
            return $"{step.Step} took AWSPENDING off the pending version before the rotation was finished.";
        }

        return HolderOf(step.Before, StagingLabels.Current) != HolderOf(step.After, StagingLabels.Current)
            ? $"{step.Step} moved AWSCURRENT, which is for finishSecret to do."
            : null;
    }

    private static string? AtTheEnd(RotationAttempt attempt)
    {
        if (attempt.Steps.LastOrDefault(step => step is { Step: StepNames.FinishSecret, Error: null }) is not { After.IsEmpty: false } finish)
        {
            return null;
        }

        var current = HolderOf(finish.After, StagingLabels.Current);
        if (current == attempt.VersionId)
        {
            return HolderOf(finish.After, StagingLabels.Pending) is { } pending && pending != attempt.VersionId
                ? $"finishSecret left AWSPENDING on version {pending}, which is not the current one: the next RotateSecret is refused."
                : null;
        }

        // A rehearsal calls it twice.
        var before = attempt.Steps.First(step => step.Step == StepNames.FinishSecret).Before;
        return current == HolderOf(before, StagingLabels.Current) ? "finishSecret did not move AWSCURRENT."
            : $"finishSecret moved AWSCURRENT to version {current} instead of the pending version {attempt.VersionId}.";
    }

    // A function that never looked at the new value cannot have tried it.
    private static string? WithoutReading(string step, RotationAttempt attempt)
    {
        var steps = attempt.Steps.Where(one => one.Step == step && one.Error is null).ToList();
        if (steps.Count == 0 || steps.Exists(one => one.CallsLeftOut > 0))
        {
            return null;
        }

        var reads = steps.SelectMany(one => one.Calls).Where(call => call is { Operation: "GetSecretValue", IsRotatedSecret: true, Error: null }).ToList();
        return reads.Any(call => call.VersionId == attempt.VersionId) ? null
            : reads.Any(call => call.Stages.Contains(StagingLabels.Current)) ? $"{step} read AWSCURRENT instead of the pending version."
            : $"{step} never read the pending version.";
    }

    private static bool IsWrite(CallRecord call) => call is { IsRotatedSecret: true, Operation: "PutSecretValue" or "UpdateSecret" };

    // Who gives a rotation up moves labels too, while a step runs; of a secret that is gone nothing is known.
    private static bool MayHaveMovedLabels(StepRecord step) =>
        !step.After.IsEmpty
        && (step.CallsLeftOut > 0 || step.Calls.Any(call => call.Error is null && (IsWrite(call) || call is { IsRotatedSecret: true, Operation: "UpdateSecretVersionStage" })));

    private static bool IsOn(IEnumerable<VersionStages> versions, string label, string versionId) => HolderOf(versions, label) == versionId;

    private static string? HolderOf(IEnumerable<VersionStages> versions, string label) =>
        versions.FirstOrDefault(version => version.Stages.Contains(label))?.VersionId;

    private static string Ended(string sentence) => sentence.EndsWith('.') ? sentence : sentence + ".";
}
