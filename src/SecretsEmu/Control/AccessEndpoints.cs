using System.Globalization;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;
using SecretsEmu.Explain;
using SecretsEmu.Principals;

namespace SecretsEmu.Control;

/// <summary>Why requests were refused, and whether others would be.</summary>
internal sealed class AccessEndpoints(Refusals refusals, Forecaster forecaster, PrincipalDirectory principals, string defaultRegion)
{
    /// <summary>The path that stands for the id of the newest refusal.</summary>
    private const string Latest = "latest";

    private const int ListedByDefault = 20;

    /// <summary><c>GET refusals?limit=N</c>: newest first.</summary>
    public Task List(HttpContext http)
    {
        var limit = http.Request.Query["limit"] is [{ } text]
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Refusals.Kept
                ? number
                : throw new ArgumentException($"The limit is a number from 1 to {Refusals.Kept}.")
            : ListedByDefault;
        return ControlEndpoints.Write(
            http, 200, new RefusalsAnswer([.. refusals.Newest(limit).Select(RefusalAnswer.Of)]), ControlEndpoints.Shapes.RefusalsAnswer);
    }

    /// <summary><c>GET refusals/REQUEST-ID</c>, or <c>refusals/latest</c>.</summary>
    public Task Show(HttpContext http, string requestId)
    {
        var refusal = requestId == Latest ? refusals.Latest : refusals.Find(requestId);
        return refusal is not null
            ? ControlEndpoints.Write(http, 200, RefusalAnswer.Of(refusal), ControlEndpoints.Shapes.RefusalAnswer)
            : ControlEndpoints.Refuse(http, 404, requestId == Latest
                ? "No request was refused since the start."
                : $"No refusal of a request {requestId} is known: the last {Refusals.Kept} since the start are.");
    }

    /// <summary><c>POST can</c>: nothing is read or changed, and nothing recorded.</summary>
    public Task Can(HttpContext http, CanRequest request, Controls controls)
    {
        if (request is not { As: { } who, Do: { } action })
        {
            throw new ArgumentException("The question takes as (a principal) and do (an action); on (a resource), context and region may come with them.");
        }

        var given = request.Context ?? [];
        if (given.Any(key => key.Value is null || key.Value.Contains(null!)) || given.DistinctBy(key => key.Key, StringComparer.OrdinalIgnoreCase).Count() < given.Count)
        {
            throw new ArgumentException("The context has a list of texts for each condition key, and each key once: upper and lower case are the same.");
        }

        var state = controls.Writer.Current;
        var principal = principals.Find(who, state) ?? throw new ArgumentException(
            $"'{who}' names no principal. It is user/NAME, role/NAME, an account, or the ARN of a user, a role, a session or a root; whoever is described with a path is named by the ARN with it.");
        var region = request.Region ?? defaultRegion;
        var context = new RequestContext(principal, region, http.TraceIdentifier, Unquestioned.Instance)
        {
            Now = controls.Clock.Now(state),
            SourceAddress = http.Connection.RemoteIpAddress,
        };
        var forecast = forecaster.Of(action, request.On ?? "*", given, state, context);
        return ControlEndpoints.Write(http, 200, CanAnswer.Of(forecast), ControlEndpoints.Shapes.CanAnswer);
    }
}
