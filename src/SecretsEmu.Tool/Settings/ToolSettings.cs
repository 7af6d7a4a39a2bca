using System.CommandLine;
using System.Globalization;
using System.Net;
using SecretsEmu.Agent;
using SecretsEmu.Hosting;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool.Settings;

/// <summary>Every option of every command, once: its name, what it takes, its default. Its twin in the environment follows from the name.</summary>
internal static class ToolSettings
{
    private const string AnyText = "a text";

    public static Setting<int> Port { get; } = new(
        "--port", "N", "TCP port, 0 takes a free one [4584]", "a number from 0 to 65535", "4584",
        (string text, out int port) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort);

    public static Setting<string> Host { get; } = new(
        "--host", "ADDRESS", "Address to listen on [127.0.0.1]", "an IP address or localhost", "127.0.0.1",
        (string text, out string host) => (host = text) == "localhost" || IPAddress.TryParse(text, out _));

    public static Setting<string?> Data { get; } = new(
        "--data", "DIR", "Folder that keeps the state [one per user]", AnyText, null, TryReadText!);

    public static Flag InMemory { get; } = new("--in-memory", "Keep nothing when it stops (not with --data)");

    public static Setting<string?> Region { get; } = new(
        "--region", "REGION", "Default region [us-east-1]", "a region such as us-east-1", null, TryReadRegion!);

    public static Setting<string?> Account { get; } = new(
        "--account", "ID", "Default account [000000000000]", "twelve digits", null,
        (string text, out string? account) => (account = text).Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'));

    public static Listing Seed { get; } = new(
        "--seed", "FILE", "Keys and secrets to start with, JSON with comments (repeatable)", Path.PathSeparator);

    public static Setting<string?> Principals { get; } = new(
        "--principals", "FILE", "Accounts, users and roles with their policies, JSON", AnyText, null, TryReadText!);

    public static Setting<string?> Handlers { get; } = new(
        "--handlers", "PATH", "Rotation functions: a folder or a handlers.json", AnyText, null, TryReadText!);

    public static Flag RequireHandlers { get; } = new("--require-handlers", "Refuse to start when one cannot be used") { IsListed = false };

    public static Flag IsolateHandlers { get; } = new("--isolate-handlers", "Run each .NET one in a process of its own") { IsListed = false };

    public static Setting<Uri?> LambdaEndpoint { get; } = new(
        "--lambda-endpoint", "URL", "Lambda Invoke API for all other functions", "an address such as http://127.0.0.1:3001", null, TryReadUrl!) { IsListed = false };

    public static Setting<int> RotationRetries { get; } = new(
        "--rotation-retries", "N", "Retry a failed rotation after 1, 2, 4... minutes [0]", "a number from 0 to 10", "0",
        (string text, out int retries) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out retries) && retries <= 10) { IsListed = false };

    public static Setting<TimeSpan> ReplicationLag { get; } = new(
        "--replication-lag", "TIME", "How long a change takes to reach a replica [0s]", "a time from 0s to 1d, such as 5s", "0s",
        (string text, out TimeSpan lag) => Durations.TryRead(text, out lag) && lag <= TimeSpan.FromDays(1)) { IsListed = false };

    public static Setting<string?> Events { get; } = new(
        "--events", "FILE", "Append service events there, a line of JSON each", AnyText, null, TryReadText!) { IsListed = false };

    public static Flag Agent { get; } = new("--agent", "Serve apps on port 2773, as AWS's local agents do") { IsListed = false };

    public static Setting<AgentMode> AgentMode { get; } = new(
        "--agent-mode", "agent|extension", "Secrets Manager Agent or Lambda extension [agent]", "agent or extension", "agent", TryReadAgentMode) { IsListed = false };

    public static Setting<int?> AgentPort { get; } = new(
        "--agent-port", "N", "Its TCP port, 0 takes a free one [2773]", "a number from 0 to 65535", null, TryReadAgentPort) { IsListed = false };

    public static Setting<string?> AgentRole { get; } = new(
        "--agent-role", "ROLE-ARN", "The role that it runs as [the account's root]", AnyText, null, TryReadText!) { IsListed = false };

    public static Setting<string?> AgentConfig { get; } = new(
        "--agent-config", "FILE", "A Secrets Manager Agent's TOML file", AnyText, null, TryReadText!) { IsListed = false };

    public static Flag Rehearse { get; } = new("--rehearse", "Repeat each step, with a crash and a retry in between");

    public static Flag Report { get; } = new("--report", "Print steps, calls, labels and a verdict");

    public static Setting<string?> PauseBefore { get; } = new(
        "--pause-before", "STEP", "Wait before a step: createSecret, setSecret, testSecret, finishSecret", AnyText, null, TryReadText!);

    public static Setting<string?> Event { get; } = new(
        "--event", "NAME", "The event to wait for [RotationSucceeded]", AnyText, null, TryReadText!);

    public static Flag Continue { get; } = new("--continue", "Let the one that waits go on");

    public static Flag Abort { get; } = new("--abort", "End the one that waits");

    public static Flag Strict { get; } = new("--strict", "Verify signatures and refuse keys that nobody declared");

    public static Setting<TimeSpan> ClockSkew { get; } = new(
        "--clock-skew", "TIME", "How far a signature's date may be off, with --strict [5m]", "a time from 0s to 1d, such as 5m or 90s", "5m",
        (string text, out TimeSpan skew) => Durations.TryRead(text, out skew) && skew <= TimeSpan.FromDays(1));

    public static Listing AllowHost { get; } = new(
        "--allow-host", "NAME", "Further host name that may use /_emulator/ (repeatable)", ',');

    public static Flag Quiet { get; } = new("--quiet", "No line for each request");

    public static Setting<RequestLogFormat> Log { get; } = new(
        "--log", "text|json", "Form of the request lines [text]", "text or json", "text", TryReadFormat);

    public static Setting<AccessMode> Access { get; } = new(
        "--access", "enforce|log", "Refuse what policies deny, or only log it [enforce]", "enforce or log", "enforce", TryReadAccess);

    public static Flag Json { get; } = new("--json", "Print JSON, on one line");

    public static Setting<Uri> Url { get; } = new(
        "--url", "URL", "The running server [http://127.0.0.1:4584]", "an address such as http://127.0.0.1:4584", "http://127.0.0.1:4584", TryReadUrl);

    /// <summary>The same option of a command that makes a server of its own when none is named.</summary>
    public static Setting<Uri?> OtherUrl { get; } = new(
        "--url", "URL", "Use this running server instead of a fresh one", "an address such as http://127.0.0.1:4584", null, TryReadUrl!);

    public static Setting<ShellForm?> Shell { get; } = new(
        "--shell", "SHELL", "bash, pwsh, cmd, dotenv or json [bash; pwsh on Windows]", "bash, pwsh, cmd, dotenv or json", null, ShellForms.TryRead);

    public static Listing Secret { get; } = new(
        "--secret", "VAR=SECRET[:KEY]", "Put a secret, or a key of its JSON, in a variable (repeatable)", ',');

    public static Setting<string?> TaskDefinition { get; } = new(
        "--task-definition", "FILE", "Variables as ECS sets them (--container, --lenient)", AnyText, null, TryReadText!);

    public static Setting<string?> Container { get; } = new(
        "--container", "NAME", "Which container of the task definition", AnyText, null, TryReadText!) { IsListed = false };

    public static Flag Lenient { get; } = new(
        "--lenient", "Read its ARNs as those of the server's account and region") { IsListed = false };

    public static Setting<string?> Buildspec { get; } = new(
        "--buildspec", "FILE", "Variables as CodeBuild gives them to a build (--service-role)", AnyText, null, TryReadText!);

    public static Setting<string?> ServiceRole { get; } = new(
        "--service-role", "ROLE", "The role of the build", Consumers.ServiceRole.Form, null, Consumers.ServiceRole.TryRead!) { IsListed = false };

    public static Flag PrintEnv { get; } = new("--print-env", "Print the variables, in clear, instead (--shell)");

    /// <summary>The same option where it goes with <see cref="PrintEnv"/>.</summary>
    public static Setting<ShellForm?> PrintShell { get; } = new(
        "--shell", "SHELL", "bash, pwsh, cmd, dotenv or json [bash; pwsh on Windows]", "bash, pwsh, cmd, dotenv or json", null, ShellForms.TryRead) { IsListed = false };

    public static Setting<string?> SecretProviderClass { get; } = new(
        "--secret-provider-class", "FILE", "The class, YAML", AnyText, null, TryReadText!);

    public static Setting<string?> Out { get; } = new("--out", "DIR", "The folder that gets the files", AnyText, null, TryReadText!);

    public static Flag Watch { get; } = new("--watch", "Follow new versions until it is stopped");

    public static Setting<TimeSpan> Poll { get; } = new(
        "--poll", "TIME", "How often to look, with --watch [2s]", "a time such as 2s, 500ms or 1m", "2s",
        (string text, out TimeSpan poll) => Durations.TryRead(text, out poll) && poll > TimeSpan.Zero && poll <= TimeSpan.FromDays(1));

    public static Setting<string?> PodRole { get; } = new(
        "--role", "ROLE", "Mount as this role of the pod, a name or an ARN", Consumers.ServiceRole.Form, null, Consumers.ServiceRole.TryRead!);

    public static Setting<string?> LogFile { get; } = new(
        "--log-file", "FILE", "Write a line for each request there [none]", AnyText, null, TryReadText!);

    public static Setting<TimeSpan> Timeout { get; } = new(
        "--timeout", "TIME", "How long to wait at most [30s]", "a time such as 30s, 2m or 1m30s", "30s", Durations.TryRead);

    public static Flag Values { get; } = new("--values", "With secret values and key material, in clear");

    public static Setting<string?> Output { get; } = new(
        "--output", "FILE", "Write there instead of standard output", AnyText, null, TryReadText!);

    public static Setting<string?> As { get; } = new(
        "--as", "PRINCIPAL", "Who: user/NAME, role/NAME, an account or an ARN", AnyText, null, TryReadText!);

    public static Setting<string?> Do { get; } = new(
        "--do", "ACTION", "What, as policies write it: secretsmanager:GetSecretValue", AnyText, null, TryReadText!);

    public static Setting<string?> On { get; } = new(
        "--on", "RESOURCE", "A name, id, alias or ARN [*]", AnyText, null, TryReadText!);

    public static Listing Context { get; } = new(
        "--context", "KEY=VALUE", "Value of a condition key of the request (repeatable)", ',');

    /// <summary>The region of one request, rather than of a server.</summary>
    public static Setting<string?> RequestRegion { get; } = new(
        "--region", "REGION", "Region of the request [the server's]", "a region such as us-east-1", null, TryReadRegion!);

    /// <summary>How a region is down.</summary>
    public static Setting<string> OutageAs { get; } = new(
        "--as", "closed|503", "What its clients see [closed]", "closed or 503", "closed", (string text, out string mode) => (mode = text) is "closed" or "503");

    /// <summary>The secret whose requests are broken.</summary>
    public static Setting<string?> FaultSecret { get; } = new(
        "--secret", "SECRET", "Only requests that name it; a name, partial or full ARN", AnyText, null, TryReadText!);

    public static Setting<string?> Operation { get; } = new(
        "--operation", "NAME", "Only this one, such as GetSecretValue or kms:Decrypt", AnyText, null, TryReadText!);

    public static Setting<TimeSpan?> For { get; } = new(
        "--for", "TIME", "How long, on the server's clock [until mended]", "a time such as 30s, 5m or 1h", null, TryReadTime);

    public static Setting<int?> Times { get; } = new(
        "--times", "N", "For how many requests [any number]", "a number from 1 to 1000000", null,
        (string text, out int? times) => (times = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0) is >= 1 and <= 1_000_000);

    public static Setting<TimeSpan?> Delay { get; } = new(
        "--delay", "TIME", "By how much slow delays an answer [2s]", "a time such as 500ms or 2s", null, TryReadTime);

    public static IReadOnlyList<Setting> All { get; } =
    [
        Port, Host, Data, InMemory, Region, Account, Seed, Principals, Strict, ClockSkew, AllowHost, Quiet, Log, Json, Url, OtherUrl, Shell, PrintShell, Secret, TaskDefinition, Container, Lenient, Buildspec, ServiceRole, PrintEnv,
        SecretProviderClass, Out, Watch, Poll, PodRole, LogFile, Timeout, Values, Output,
        Access, As, Do, On, Context, RequestRegion, Handlers, RequireHandlers, IsolateHandlers, LambdaEndpoint, RotationRetries, ReplicationLag, Events,
        Rehearse, Report, PauseBefore, Event, Continue, Abort,
        OutageAs, FaultSecret, Operation, For, Times, Delay,
        Agent, AgentMode, AgentPort, AgentRole, AgentConfig,
    ];

    public static Setting? Of(Option option) => All.FirstOrDefault(setting => setting.Option == option);

    private static bool TryReadText(string text, out string read) => (read = text).Length > 0;

    private static bool TryReadRegion(string text, out string region) =>
        (region = text).Length is > 0 and <= 64 && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool TryReadTime(string text, out TimeSpan? time)
    {
        var read = Durations.TryRead(text, out var length);
        time = length;
        return read;
    }

    private static bool TryReadFormat(string text, out RequestLogFormat format)
    {
        format = text == "json" ? RequestLogFormat.Json : RequestLogFormat.Text;
        return text is "json" or "text";
    }

    private static bool TryReadAccess(string text, out AccessMode mode)
    {
        mode = text == "log" ? AccessMode.Log : AccessMode.Enforce;
        return text is "log" or "enforce";
    }

    private static bool TryReadAgentMode(string text, out AgentMode mode)
    {
        mode = text == "extension" ? SecretsEmu.Agent.AgentMode.Extension : SecretsEmu.Agent.AgentMode.Agent;
        return text is "agent" or "extension";
    }

    private static bool TryReadAgentPort(string text, out int? port)
    {
        var read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort;
        port = number;
        return read;
    }

    private static bool TryReadUrl(string text, out Uri url)
    {
        var read = Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed is { PathAndQuery: "/", UserInfo: "" };
        url = parsed!;
        return read;
    }
}
