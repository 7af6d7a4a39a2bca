using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SecretsEmu.Agent;

/// <summary>The agent's HTTP: both families of routes, whatever the mode (integrations.md 6).</summary>
/// <param name="settings">How it behaves.</param>
/// <param name="token">What apps must send.</param>
/// <param name="client">Where values come from.</param>
/// <param name="now">The emulator's clock.</param>
/// <param name="ready">Completes when the emulator answers requests.</param>
/// <param name="report">Takes a line for the log.</param>
/// <param name="reportsRefusals">Whether refusals are worth a line; a failure always is.</param>
internal sealed class AgentEndpoint(
    AgentSettings settings, AgentToken token, CachingClient client, Func<DateTimeOffset> now, Task ready, Action<string> report, bool reportsRefusals)
{
    private const string SecretPath = "/secretsmanager/get";
    private const string ParameterPath = "/systemsmanager/parameters/get";

    // Health checks pass when apps hold all connections.
    private const int ConnectionsForPing = 2;

    private static readonly AgentReply Healthy = new(200, "healthy"u8.ToArray());

    public async Task Answer(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        AgentReply reply;
        try
        {
            reply = Refusal(http, path) is { } refusal ? Refused(refusal) : path == "/ping" ? Healthy : await Value(path, end < 0 ? null : target[end..], http.RequestAborted);
        }
        catch (AgentException refused)
        {
            reply = Refused(refused.Reply);
        }
        catch (OperationCanceledException) when (ready.IsCanceled)
        {
            // The start failed, and whoever started it is told why.
            reply = AgentErrors.InternalFailure;
        }
        // An app that hung up is nobody's failure, and nobody is left to answer.
        catch (Exception failure) when (failure is not OutOfMemoryException && !(failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            // The app learns nothing of the cause; the person who runs the server must.
            report($"the agent failed: {failure}");
            reply = AgentErrors.InternalFailure;
        }

        await Write(http, reply);
    }

    // The order is the agent's: connections, token, method; then comes the route.
    private AgentReply? Refusal(HttpContext http, string path)
    {
        var isPing = path == "/ping";
        if (AgentConnections.PlaceOf(http) > settings.MostConnections + (isPing ? ConnectionsForPing : 0))
        {
            return AgentErrors.ConnectionLimit;
        }

        if (!isPing && http.Request.Headers.ContainsKey("X-Forwarded-For"))
        {
            return AgentErrors.Forwarded;
        }

        if (!isPing && !BringsToken(http.Request.Headers))
        {
            return AgentErrors.BadToken(settings.Mode);
        }

        return HttpMethods.IsGet(http.Request.Method) ? null : AgentErrors.NotAllowed;
    }

    private bool BringsToken(IHeaderDictionary headers)
    {
        for (var i = 0; i < settings.TokenHeaders.Count; i++)
        {
            // Of a header that is sent twice the agent takes the first.
            if (headers.TryGetValue(settings.TokenHeaders[i], out var sent) && token.Is(sent[0]))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<AgentReply> Value(string path, string? query, CancellationToken hangUp)
    {
        if (!IsRoute(path))
        {
            return Refused(AgentErrors.NotFound);
        }

        if (!ready.IsCompleted)
        {
            if (settings.Mode == AgentMode.Extension)
            {
                return Refused(AgentErrors.NotReady);
            }

            await ready.WaitAsync(hangUp);
        }

        var asked = QueryOf(path, query);
        var moment = now();
        var fresh = asked.IsRefreshing ? null : client.FindFresh(asked.Key, moment);
        return (fresh ?? await client.Fetch(asked.Key, asked.IsRefreshing, moment, hangUp)).Reply;
    }

    private bool IsRoute(string path) =>
        path is SecretPath or ParameterPath or ParameterPath + "/" || path.StartsWith(settings.PathPrefix, StringComparison.Ordinal);

    private AgentQuery QueryOf(string path, string? query) => path switch
    {
        SecretPath => AgentQuery.OfSecret(query),
        ParameterPath or ParameterPath + "/" => AgentQuery.OfParameter(query),
        _ => AgentQuery.OfPath(path[settings.PathPrefix.Length..], query),
    };

    private AgentReply Refused(AgentReply refusal)
    {
        if (reportsRefusals && refusal.Summary is { } summary)
        {
            report($"the agent refused a request: {refusal.Status} {summary}");
        }

        return refusal;
    }

    private static async Task Write(HttpContext http, AgentReply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentLength = reply.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(reply.Body, http.RequestAborted);
        }
    }
}
