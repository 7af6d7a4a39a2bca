using Microsoft.AspNetCore.Http;
using SecretsEmu.Signing;

namespace SecretsEmu.Calls;

/// <summary>One request on its way through the checks, each of which fills in what the next ones need.</summary>
internal sealed class Call(HttpRequest http, ReadOnlyMemory<byte> body, bool bodyIsTooLarge, string requestId)
{
    public HttpRequest Http { get; } = http;

    /// <summary>The bytes as received.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public bool BodyIsTooLarge { get; } = bodyIsTooLarge;

    public string RequestId { get; } = requestId;

    /// <summary>The protocol in which the caller expects its answer.</summary>
    public IWireForm? Form { get; set; }

    public AuthorizationHeader? Authorization { get; set; }

    public Service? Service { get; set; }

    public Operation? Operation { get; set; }

    public RequestContext? Context { get; set; }

    /// <summary>The bound request.</summary>
    public object? Request { get; set; }

    /// <summary>What somebody broke on purpose and this call met; null for nearly all.</summary>
    public string? Fault { get; private set; }

    /// <summary>A word for the person reading the log about why this ended as it did. Never part of the answer.</summary>
    public string? Hint => (Fault, Context?.Hint) switch
    {
        ({ } fault, { } hint) when !hint.Contains(fault, StringComparison.Ordinal) => $"broken on purpose: {fault}; {hint}",
        ({ } fault, _) => $"broken on purpose: {fault}",
        (_, var hint) => hint,
    };

    public void Meet(string fault) => Fault = Fault is null ? fault : $"{Fault} and {fault}";

    public bool HasMet(string fault) => Fault?.Contains(fault, StringComparison.Ordinal) is true;

    /// <summary>For the log: <c>secretsmanager.GetSecretValue</c>, as far as it is known.</summary>
    public string Title => $"{Service?.SigningName ?? Authorization?.Service ?? "unknown"}.{Operation?.Name ?? "?"}";
}
