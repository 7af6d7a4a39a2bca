using System.Text;
using System.Text.Encodings.Web;
using SecretsEmu.Calls;

namespace SecretsEmu.Agent;

/// <summary>What an app gets: a status and bytes, neither agent says of which type.</summary>
internal sealed class AgentReply(int status, ReadOnlyMemory<byte> body, string? summary = null)
{
    /// <summary>For the log: what it says, without what the app sent; null for what the log has already.</summary>
    public string? Summary { get; } = summary;

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;
}

/// <summary>Carries a refusal to the one place that answers.</summary>
/// <param name="reply">The answer.</param>
/// <param name="isTransient">Whether the service could not be asked, so that an old value may stand in.</param>
internal sealed class AgentException(AgentReply reply, bool isTransient = false) : Exception($"the agent answers {reply.Status}")
{
    public AgentReply Reply { get; } = reply;

    public bool IsTransient { get; } = isTransient;
}

/// <summary>The refusals of both agents: plain text for their own, a JSON text for those of the services (integrations.md 6.1, 6.2).</summary>
internal static class AgentErrors
{
    public static AgentReply ConnectionLimit { get; } = Text(429, "Connection limit exceeded");

    public static AgentReply Forwarded { get; } = Text(400, "Forwarded");

    public static AgentReply NotAllowed { get; } = Text(405, "Not allowed");

    public static AgentReply NotFound { get; } = Text(404, "Not found");

    public static AgentReply NotReady { get; } = Text(400, "not ready to serve traffic, please wait");

    public static AgentReply MissingSecretId { get; } = Text(400, "missing parameter secretId");

    public static AgentReply MissingPathId { get; } = Text(400, "missing secret ID");

    // Inferred: as the one of a secret.
    public static AgentReply MissingName { get; } = Text(400, "missing parameter name");

    public static AgentReply InvalidRefreshNow { get; } = Text(400, "invalid refreshNow value");

    // Inferred: as the one of refreshNow.
    public static AgentReply InvalidWithDecryption { get; } = Text(400, "invalid withDecryption value");

    // Inferred: a name has one selector behind its colon; neither documentation nor reports say what the extension does with two.
    public static AgentReply VersionAndLabel { get; } = Text(400, "version and label exclude each other");

    public static AgentReply InternalFailure { get; } = new(500, TypeAlone("InternalFailure"));

    /// <summary>The service closes the connection.</summary>
    public static AgentReply ReadError { get; } = Unreachable(502, "ConnectionError", "Read Error");

    public static AgentReply Timeout { get; } = Unreachable(504, "TimeoutError", "Timeout");

    /// <summary>Without the token or with another one. Inferred: the extension's text, of which reports give the status alone.</summary>
    public static AgentReply BadToken(AgentMode mode) => Text(mode == AgentMode.Extension ? 401 : 403, "Bad Token");

    public static AgentReply UnknownParameter(string name) => Text(400, $"unknown parameter: {name}", "unknown parameter");

    /// <summary>What a service refused, with its own status. The agent makes an internal failure of a refusal without a sentence.</summary>
    // Inferred: that a parameter's, which the agent does not serve, keeps its type: ParameterNotFound comes without a sentence.
    public static AgentReply Of(AwsError error, CachedKind kind) =>
        error.Message is { Length: > 0 } message ? new(error.Status, Service(error.Type, message))
        : kind == CachedKind.Secret ? InternalFailure
        : new(error.Status, TypeAlone(error.Type));

    public static AgentException AsException(this AgentReply reply, bool isTransient = false) => new(reply, isTransient);

    private static byte[] TypeAlone(string type) => Encoding.UTF8.GetBytes($$"""{"__type":"{{type}}"}""");

    // The space behind the comma is theirs.
    private static byte[] Service(string type, string message) =>
        Encoding.UTF8.GetBytes($$"""{"__type":"{{type}}", "message":"{{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(message)}}"}""");

    private static AgentReply Unreachable(int status, string type, string message) => new(status, Service(type, message), $"{type}, {message}");

    private static AgentReply Text(int status, string text, string? summary = null) => new(status, Encoding.UTF8.GetBytes(text), summary ?? text);
}
