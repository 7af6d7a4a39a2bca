namespace SecretsEmu.Rotation.Steps;

/// <summary>How one rotation runs beside the normal course.</summary>
/// <param name="IsRehearsal">Whether each step is repeated and crashes and a retry are injected.</param>
/// <param name="PauseBefore">The step before which it waits for its word; null waits nowhere.</param>
internal sealed record RunOptions(bool IsRehearsal, string? PauseBefore)
{
    public static RunOptions Normal { get; } = new(false, null);
}
