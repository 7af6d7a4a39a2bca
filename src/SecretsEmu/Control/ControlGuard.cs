using System.Net;
using Microsoft.AspNetCore.Http;

namespace SecretsEmu.Control;

/// <summary>
/// Keeps web pages out: a page that the developer has open must not read, reset or stop the emulator. A foreign
/// <c>Origin</c> is a page; a foreign <c>Host</c> is a page behind a name that was rebound to loopback.
/// </summary>
internal sealed class ControlGuard(string host, IReadOnlyList<string> allowedHosts)
{
    /// <summary>Why the request is refused, or null.</summary>
    public string? Refusal(HttpRequest request, bool anyHost)
    {
        var name = request.Host.Host.Trim('[', ']');
        if (!anyHost && !IsOurs(name))
        {
            return $"The host name '{name}' is not allowed here. Start with --allow-host {name} to allow it.";
        }

        return request.Headers.Origin.Any(origin => origin != $"{request.Scheme}://{request.Host.Value}")
            ? "Web pages may not use the control endpoints."
            : null;
    }

    private bool IsOurs(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || name.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
        || allowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase);
}
