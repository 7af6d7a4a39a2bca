using System.Text.Json.Serialization;
using SecretsEmu.Seeding;

namespace SecretsEmu.Control;

/// <summary>Whether requests work.</summary>
internal sealed record HealthAnswer(string Status, string Version);

/// <summary>What a running emulator says of itself.</summary>
/// <param name="Strict">Whether signatures are verified, and keys and roles that nobody described refused.</param>
/// <param name="Access">What becomes of what policies deny: <c>enforce</c> or <c>log</c>.</param>
/// <param name="Principals">How many users and roles are described.</param>
/// <param name="RegionsDown">The regions that are down.</param>
/// <param name="Secrets">How many secrets it holds.</param>
/// <param name="Faults">What is broken on purpose.</param>
/// <param name="Agent">Absent without one.</param>
internal sealed record InfoAnswer(
    string Version, string Url, int Pid, string Account, string Region, string? Data, ClockAnswer Clock, bool Strict, string Access, int Principals,
    IReadOnlyList<string> RegionsDown, int Secrets, IReadOnlyList<FaultAnswer> Faults, AgentAnswer? Agent);

/// <summary>How the clock stands. Times are UTC in ISO 8601 with milliseconds.</summary>
/// <param name="OffsetSeconds">How far it is ahead of the wall clock.</param>
internal sealed record ClockAnswer(string Now, double OffsetSeconds, bool Frozen);

/// <summary>What to do with the clock: <c>freeze</c>, <c>resume</c>, <c>advance</c> by a length of time, <c>set</c> to a moment.</summary>
internal sealed record ClockRequest(string? Action, string? By, string? To);

/// <summary>The clock after a change, and what became due on the way, in order.</summary>
internal sealed record ClockChange(ClockAnswer Clock, IReadOnlyList<FiredAnswer>? Fired);

internal sealed record FiredAnswer(string At, string Kind, string Subject, string Outcome);

/// <summary>Seed files with their names, for messages, and their text.</summary>
internal sealed record SeedRequest(IReadOnlyList<SeedText>? Files);

internal sealed record SeedText(string? Name, string? Text)
{
    // The text holds secret values.
    public override string ToString() => $"{Name}";
}

/// <summary>What a reset seeded anew.</summary>
internal sealed record ResetAnswer(SeedReport Seeded);

internal sealed record ShutdownAnswer(bool Stopping);

/// <summary>A refusal: one sentence for the person.</summary>
internal sealed record ErrorAnswer(string Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(ClockChange))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(SeedReport))]
[JsonSerializable(typeof(PrincipalsAnswer))]
[JsonSerializable(typeof(ResetAnswer))]
[JsonSerializable(typeof(ShutdownAnswer))]
[JsonSerializable(typeof(RefusalsAnswer))]
[JsonSerializable(typeof(RefusalAnswer))]
[JsonSerializable(typeof(CanRequest))]
[JsonSerializable(typeof(CanAnswer))]
[JsonSerializable(typeof(CredentialsRequest))]
[JsonSerializable(typeof(CredentialsAnswer))]
[JsonSerializable(typeof(FunctionsAnswer))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(RotationsAnswer))]
[JsonSerializable(typeof(ReadersAnswer))]
[JsonSerializable(typeof(RegionRequest))]
[JsonSerializable(typeof(RegionsAnswer))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(CacheAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class ControlJson : JsonSerializerContext;
