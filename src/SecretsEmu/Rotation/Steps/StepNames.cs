namespace SecretsEmu.Rotation.Steps;

/// <summary>The four steps, as functions compare them (integrations.md 1.1).</summary>
internal static class StepNames
{
    public const string CreateSecret = "createSecret";
    public const string SetSecret = "setSecret";
    public const string TestSecret = "testSecret";
    public const string FinishSecret = "finishSecret";

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<string> All { get; } = [CreateSecret, SetSecret, TestSecret, FinishSecret];
}
