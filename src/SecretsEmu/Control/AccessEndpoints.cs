using System.Globalization;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Explain;

namespace SecretsEmu.Control;

/// <summary>Why requests were refused, and whether others would be.</summary>
internal static class AccessEndpoints
{
    /// <summary>The path that stands for the id of the newest refusal.</summary>
    private const string Latest = "latest";

    private const int ListedByDefault = 20;

    /// <summary><c>GET refusals?limit=N</c>: newest first.</summary>
    public static Task List(Controls controls, HttpContext http)
    {
        var limit = http.Request.Query["limit"] is [{ } text]
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Refusals.Kept
                ? number
                : throw new ArgumentException($"The limit is a number from 1 to {Refusals.Kept}.")
            : ListedByDefault;
        return ControlEndpoints.Write(
            http, 200, new RefusalsAnswer([.. controls.Refusals.Newest(limit).Select(RefusalAnswer.Of)]), ControlEndpoints.Shapes.RefusalsAnswer);
    }

    /// <summary><c>GET refusals/REQUEST-ID</c>, or <c>refusals/latest</c>.</summary>
    public static Task Show(Controls controls, HttpContext http, string requestId)
    {
        var refusal = requestId == Latest ? controls.Refusals.Latest : controls.Refusals.Find(requestId);
        return refusal is not null
            ? ControlEndpoints.Write(http, 200, RefusalAnswer.Of(refusal), ControlEndpoints.Shapes.RefusalAnswer)
            : ControlEndpoints.Refuse(http, 404, requestId == Latest
                ? "No request was refused since the start."
                : $"No refusal of a request {requestId} is known: the last {Refusals.Kept} since the start are.");
    }
}
