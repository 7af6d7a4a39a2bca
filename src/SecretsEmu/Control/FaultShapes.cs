using SecretsEmu.Faults;

namespace SecretsEmu.Control;

/// <summary>What to do with a region: <c>down</c>, seen by clients as <c>closed</c> or <c>503</c>, or <c>up</c>.</summary>
internal sealed record RegionRequest(string? Action, string? Region, string? As);

/// <summary>The regions that are down, and what came of a change.</summary>
/// <param name="Regions">In alphabetical order.</param>
/// <param name="Changed">False where the region was as it was asked to be; absent where nobody asked.</param>
/// <param name="Fired">What had waited for the region.</param>
internal sealed record RegionsAnswer(IReadOnlyList<RegionAnswer> Regions, bool? Changed, IReadOnlyList<FiredAnswer>? Fired);

/// <param name="As">What clients see: <c>closed</c> or <c>503</c>.</param>
/// <param name="Since">The emulator's time, UTC in ISO 8601 with milliseconds.</param>
/// <param name="Waiting">How much of what is due, such as rotations, waits for the region.</param>
internal sealed record RegionAnswer(string Region, string As, string Since, int Waiting);

/// <summary>What to break.</summary>
/// <param name="Kind"><c>throttle</c>, <c>slow</c>, <c>deny-kms</c>, <c>stale-reads</c> or <c>errors</c>.</param>
/// <param name="Secret">A name, a partial or a full ARN; any when absent.</param>
/// <param name="Operation">Such as <c>GetSecretValue</c>, <c>kms:Decrypt</c> or <c>kms:*</c>; all of Secrets Manager when absent.</param>
/// <param name="ForSeconds">How long on the emulator's clock; excludes <paramref name="Times"/>.</param>
/// <param name="Times">For how many requests.</param>
/// <param name="DelaySeconds">Of <c>slow</c>; two when absent.</param>
internal sealed record FaultRequest(string? Kind, string? Secret, string? Operation, double? ForSeconds, int? Times, double? DelaySeconds);

/// <summary>What is broken, what was broken by this request, and what was mended by it.</summary>
internal sealed record FaultsAnswer(IReadOnlyList<FaultAnswer> Faults, FaultAnswer? Broken, IReadOnlyList<FaultAnswer>? Mended);

/// <summary>One thing that is broken, with what is left of it.</summary>
/// <param name="Operation">Such as <c>kms:Decrypt</c> or <c>secretsmanager:*</c>.</param>
/// <param name="Until">On the emulator's clock, UTC in ISO 8601 with milliseconds; absent for no end.</param>
/// <param name="Left">How many more requests meet it; absent for any number.</param>
/// <param name="DelaySeconds">Of <c>slow</c>.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record FaultAnswer(int Number, string Kind, string Operation, string? Secret, string? Until, int? Left, double? DelaySeconds, string Text)
{
    public static FaultAnswer Of(Fault fault) => new(
        fault.Number, fault.Kind.Word(), (fault.Scope with { Secret = null }).ToString(), fault.Scope.Secret,
        fault.Until is { } until ? ControlEndpoints.Text(until) : null, fault.Left,
        fault.Kind == FaultKind.Slow ? fault.Delay.TotalSeconds : null, fault.ToString());
}
