namespace SecretsEmu.Hosting;

/// <summary>How request log lines are written.</summary>
public enum RequestLogFormat
{
    /// <summary>One line of text a request: <c>secretsmanager.GetSecretValue => 200 1 ms</c>.</summary>
    Text,

    /// <summary>One JSON object a request.</summary>
    Json,
}

/// <summary>What becomes of a request that a policy denies.</summary>
public enum AccessMode
{
    /// <summary>It is refused, as AWS refuses it.</summary>
    Enforce,

    /// <summary>It passes; the refusal is kept, and logged with its reasons. Key states and the rules of services still hold.</summary>
    Log,
}

/// <summary>How an emulator is started. The defaults suit a test: a free port, everything in memory.</summary>
public sealed record SecretsEmulatorOptions
{
    /// <summary>The account of callers that name no other: twelve digits.</summary>
    public string Account { get; init; } = "000000000000";

    /// <summary>The region of requests without a credential scope, such as <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The address to listen on: an IP address or <c>localhost</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The TCP port, 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Names beside loopback and <see cref="Host"/> under which the control endpoints may be called.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The folder that state is kept in, made when missing; null keeps everything in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The key that wraps all key material, 32 bytes in base64; it wins over the file in <see cref="DataFolder"/>. Null uses that file, or chance in memory.</summary>
    public string? RootKey { get; init; }

    /// <summary>Seed files, applied in one unit before the first request is answered; also by a reset.</summary>
    public IReadOnlyList<string> SeedFiles { get; init; } = [];

    /// <summary>
    /// The file that describes accounts, users, roles and their policies, applied before the first request is answered and by a reset. It
    /// replaces all that was described before; null leaves what the data folder holds.
    /// </summary>
    public string? PrincipalsFile { get; init; }

    /// <summary>Whether policies refuse requests, or only what they would refuse is logged.</summary>
    public AccessMode Access { get; init; }

    /// <summary>Takes one line a request, off the request path; null keeps no log. It is not disposed.</summary>
    public TextWriter? RequestLog { get; init; }

    /// <summary>False leaves the lines of requests out of <see cref="RequestLog"/>; what the emulator reports of itself, such as a full disk, stays.</summary>
    public bool LogRequests { get; init; } = true;

    /// <summary>The form of the lines in <see cref="RequestLog"/>.</summary>
    public RequestLogFormat RequestLogFormat { get; init; }

    /// <summary>The wall clock; null is the machine's. A fake one makes a test's time stand still.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Makes ARN suffixes, keys and passwords the same in each run, for tests that name them; null is cryptographic chance. Never for real secrets.</summary>
    public int? RandomSeed { get; init; }

    /// <summary>Verifies signatures, their dates and session tokens, and refuses keys that are not known here; false accepts any, absent ones too. <c>test</c> with the secret <c>test</c> is known, as the root of <see cref="Account"/>.</summary>
    public bool Strict { get; init; }

    /// <summary>How far from the wall clock the date of a signature may be in <see cref="Strict"/> mode, either way. Not negative, at most a day.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where rotation functions are declared: a <c>handlers.json</c>, or a folder with one or with the functions themselves; null for none.</summary>
    public string? Handlers { get; init; }

    /// <summary>Whether a function that cannot be used keeps the emulator from starting; else its rotations fail.</summary>
    public bool RequireHandlers { get; init; }

    /// <summary>A Lambda Invoke API that takes every function which is not among <see cref="Handlers"/>, such as <c>http://127.0.0.1:3001</c>; null for none.</summary>
    public Uri? LambdaEndpoint { get; init; }

    /// <summary>Whether plugins and .NET functions each run in a process of their own.</summary>
    public bool IsolateHandlers { get; init; }

    /// <summary>The tool's file, <c>secrets-emu</c> or <c>secrets-emu.dll</c>, which runs functions in processes of their own; null is this process, if that is the tool.</summary>
    public string? ToolPath { get; init; }

    /// <summary>How often a failed rotation goes on before its next window, after 1, 2, 4… minutes; 0 to 10.</summary>
    public int RotationRetries { get; init; }

    /// <summary>How long a change of a secret takes to reach its replicas, on the emulator's clock; nothing by default, at most a day. For tests of code that waits for a replica.</summary>
    public TimeSpan ReplicationLag { get; init; }

    /// <summary>A file that gets each service event as a line of JSON; null for none.</summary>
    public string? EventsFile { get; init; }

    /// <summary>An agent to serve beside the emulator, on a port of its own; null for none.</summary>
    public AgentOptions? Agent { get; init; }

    /// <summary>Where it listens and what it keeps; never the root key.</summary>
    public override string ToString() => $"{Host}:{Port}, {DataFolder ?? "in memory"}, account {Account}, region {Region}";
}
