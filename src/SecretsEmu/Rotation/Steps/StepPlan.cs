using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Steps;

/// <summary>One call of the function that is to come.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Rehearsal">Why it comes where the normal course has none; null in the normal course.</param>
/// <param name="AfterCrash">Whether the function is loaded anew before it, as after a crash.</param>
internal sealed record PlannedStep(string Step, string? Rehearsal = null, bool AfterCrash = false);

/// <summary>Which calls make up a rotation.</summary>
internal static class StepPlan
{
    private const string Repeated = "repeated";
    private const string AfterCrash = "after a crash";
    private const string Retried = "retried from the start";

    /// <summary>What AWS calls when nothing goes wrong. A test is testSecret alone (integrations.md 1.3).</summary>
    public static IReadOnlyList<PlannedStep> Of(RotationCause cause) =>
        cause == RotationCause.Test ? [new(StepNames.TestSecret)] : [.. StepNames.All.Select(step => new PlannedStep(step))];

    /// <summary>What AWS may call: each step again, a crash after a value was made, and a retry from the start after it was set.</summary>
    public static IReadOnlyList<PlannedStep> Rehearsal { get; } =
    [
        new(StepNames.CreateSecret),
        new(StepNames.CreateSecret, Repeated),
        new(StepNames.CreateSecret, AfterCrash, AfterCrash: true),
        new(StepNames.SetSecret),
        new(StepNames.SetSecret, Repeated),
        new(StepNames.CreateSecret, Retried, AfterCrash: true),
        new(StepNames.SetSecret, Retried),
        new(StepNames.TestSecret),
        new(StepNames.TestSecret, Repeated),
        new(StepNames.FinishSecret),
        new(StepNames.FinishSecret, Repeated),
    ];
}
