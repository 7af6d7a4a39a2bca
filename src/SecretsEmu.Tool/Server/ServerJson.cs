using System.Text.Json.Serialization;

namespace SecretsEmu.Tool.Server;

/// <summary>What <c>start --json</c> prints.</summary>
internal record StartedServer
{
    public required string Version { get; init; }
    public required string Url { get; init; }
    public required int Pid { get; init; }
    public required string Account { get; init; }
    public required string Region { get; init; }

    /// <summary>The folder that keeps the state; absent in memory.</summary>
    public string? Data { get; init; }
    public required ClockState Clock { get; init; }

    /// <summary>Whether signatures are verified, and keys and roles that nobody described refused.</summary>
    public required bool Strict { get; init; }

    /// <summary>How policies decide, as <c>--access</c> takes it.</summary>
    public required string Access { get; init; }

    /// <summary>How many users and roles are described.</summary>
    public required int Principals { get; init; }

    /// <summary>The regions that are down; absent in the line of a start when none is.</summary>
    public IReadOnlyList<string>? RegionsDown { get; init; }

    /// <summary>The ARNs of the declared rotation functions; absent without any.</summary>
    public IReadOnlyList<string>? Functions { get; init; }

    /// <summary>The agent; absent without one.</summary>
    public AgentState? Agent { get; init; }

    /// <summary>What the seed files of a start did; absent without one.</summary>
    public SeedAnswer? Seeded { get; init; }
}

/// <summary>What <c>/_emulator/info</c> answers. A type of its own, since the shape of a number that may be absent costs a start some ten milliseconds.</summary>
internal sealed record ServerInfo : StartedServer
{
    /// <summary>How many secrets it holds.</summary>
    [JsonPropertyOrder(1)]
    public required int Secrets { get; init; }

    /// <summary>What is broken on purpose, with what is left of it.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}

/// <summary>What clients of a server need of the same. A type of its own, since the shapes of all that is said there cost the start of an exec tens of milliseconds.</summary>
internal sealed record ServerIdentity
{
    public required string Account { get; init; }
    public required string Region { get; init; }

    /// <inheritdoc cref="StartedServer.Strict"/>
    public required bool Strict { get; init; }

    /// <inheritdoc cref="StartedServer.Agent"/>
    public AgentAddress? Agent { get; init; }
}

/// <param name="TokenVariable">As in <see cref="AgentState"/>.</param>
internal sealed record AgentAddress(string Url, string Mode, string? TokenVariable);

/// <param name="TokenVariable">The variable that the server took the token from; absent for the default token.</param>
internal sealed record AgentState(string Url, string Mode, double TtlSeconds, double ParameterTtlSeconds, string Region, string? Role, string? TokenVariable);

internal sealed record ClockState(string Now, double OffsetSeconds, bool Frozen);

internal sealed record FiredItem(string At, string Kind, string Subject, string Outcome);

internal sealed record ClockAnswer(ClockState Clock, IReadOnlyList<FiredItem>? Fired);

internal sealed record ClockRequest(string Action, string? By = null, string? To = null);

internal sealed record SeedFile(string Name, string Text);

internal sealed record SeedRequest(IReadOnlyList<SeedFile> Files);

internal sealed record SeedAnswer(IReadOnlyList<string> Created, IReadOnlyList<string> LeftAlone);

internal sealed record ResetAnswer(SeedAnswer? Seeded);

internal sealed record StopAnswer(bool Stopping);

internal sealed record CanRequest(string As, string Do, string On, Dictionary<string, IReadOnlyList<string>> Context, string? Region);

internal sealed record CredentialsRequest(string RoleArn, string Service);

internal sealed record CredentialsAnswer(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    public override string ToString() => AccessKeyId;
}

/// <summary>What the commands read of an answer about access: its text for a person, and whether it is allowed where that was asked.</summary>
internal sealed record AccessAnswer(string Text, bool? Allowed);

internal sealed record ErrorAnswer(string? Error);

/// <summary>The answer of <c>stop --json</c>.</summary>
internal sealed record Stopped(string Url, int Pid, [property: JsonPropertyName("stopped")] bool HasStopped);

/// <summary>The answer of <c>wait --json</c>.</summary>
internal sealed record Ready(string Url, [property: JsonPropertyName("ready")] bool IsReady, double WaitedSeconds);

internal sealed record RotateRequest(string Secret, string? Region, bool Rehearse, string? PauseBefore);

internal sealed record ResumeRequest(string Secret, string? Region, string Action);

internal sealed record RotationsAnswer(string Secret, string? PausedBefore, IReadOnlyList<RotationAnswer> Rotations);

/// <summary>One attempt, as the server keeps it.</summary>
internal sealed record RotationAnswer(
    string Id, long Number, string SecretArn, string VersionId, string FunctionArn, string Cause, int? Retry, string StartedAt, string? EndedAt, string State,
    string? Step, string? Reason, string? Verdict, IReadOnlyList<RotationStep>? Steps);

internal sealed record RotationStep(
    string Step, string? Rehearsal, double Milliseconds, string? ErrorType, string? Error, IReadOnlyList<RotationCall>? Calls, int? CallsLeftOut,
    IReadOnlyList<LabelledVersion> Before, IReadOnlyList<LabelledVersion> After, IReadOnlyList<string>? Log);

internal sealed record RotationCall(
    string Operation, string? SecretId, bool? IsRotatedSecret, string? VersionId, IReadOnlyList<string>? Stages, string? Error, string? Message, string RequestId);

internal sealed record LabelledVersion(string VersionId, IReadOnlyList<string> Stages, bool HasValue);

internal sealed record CacheAnswer(AgentState Agent, IReadOnlyList<CacheEntry> Entries);

/// <summary>One value in the agent's cache.</summary>
internal sealed record CacheEntry(
    string Kind, string Id, string? RequestedVersion, string? RequestedStage, string Version, string? Current, bool Stale, double AgeSeconds, string ExpiresAt, bool Expired);

internal sealed record ReadersAnswer(string Secret, string? Current, string? LastRotated, IReadOnlyList<Reader> Readers);

internal sealed record Reader(string Caller, string Client, string VersionId, IReadOnlyList<string> Stages, string At);

internal sealed record FunctionsAnswer(IReadOnlyList<Function> Functions);

internal sealed record Function(string Name, string Arn, string Description, double TimeoutSeconds, string? Role);

internal sealed record RegionRequest(string Action, string Region, string? As = null);

internal sealed record RegionsAnswer(IReadOnlyList<RegionDown> Regions, bool? Changed, IReadOnlyList<FiredItem>? Fired);

internal sealed record RegionDown(string Region, string As, string Since, int Waiting);

internal sealed record FaultRequest(string Kind, string? Secret, string? Operation, double? ForSeconds, int? Times, double? DelaySeconds);

internal sealed record FaultsAnswer(IReadOnlyList<Fault> Faults, Fault? Broken, IReadOnlyList<Fault>? Mended);

/// <summary>Something that is broken on purpose.</summary>
/// <param name="Operation">With its service, such as <c>kms:Decrypt</c> or <c>secretsmanager:*</c>.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record Fault(int Number, string Kind, string Operation, string? Secret, string? Until, int? Left, double? DelaySeconds, string Text);

/// <summary>The control endpoints' bodies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(ServerIdentity))]
[JsonSerializable(typeof(StartedServer))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(SeedAnswer))]
[JsonSerializable(typeof(ResetAnswer))]
[JsonSerializable(typeof(StopAnswer))]
[JsonSerializable(typeof(CanRequest))]
[JsonSerializable(typeof(CredentialsRequest))]
[JsonSerializable(typeof(CredentialsAnswer))]
[JsonSerializable(typeof(AccessAnswer))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(RotationsAnswer))]
[JsonSerializable(typeof(ReadersAnswer))]
[JsonSerializable(typeof(CacheAnswer))]
[JsonSerializable(typeof(FunctionsAnswer))]
[JsonSerializable(typeof(RegionRequest))]
[JsonSerializable(typeof(RegionsAnswer))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(Stopped))]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ServerJson : JsonSerializerContext;
