using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>The other side of the Runtime API: asks for work and gives it to a handler in this process, as the drivers do for other languages.</summary>
/// <param name="runtimeApi">The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
/// <param name="output">Takes the function's log; what the function prints goes there too, past this.</param>
/// <param name="error">The process's other output.</param>
/// <param name="secrets">Operations as the function's role.</param>
internal sealed class HandlerHost(string runtimeApi, TextWriter output, TextWriter error, ISecretsCalls secrets) : IDisposable
{
    // The server is on this machine, and answers when there is work.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri($"http://{runtimeApi}/2018-06-01/runtime/"),
        Timeout = Timeout.InfiniteTimeSpan,
        // A connection that waits for a long function would be closed by the server.
        DefaultRequestHeaders = { ConnectionClose = true },
    };

    /// <summary>Runs until the server is gone, or the handler cannot be opened.</summary>
    public async Task Run(IHandler handler)
    {
        IHandlerSession session;
        try
        {
            session = await handler.Open(CancellationToken.None);
        }
        catch (HandlerException failure)
        {
            await Report("init/error", failure, endsLog: false);
            return;
        }

        await using (session)
        {
            while (await Next(handler.Settings.Name) is { } invocation)
            {
                await Run(session, invocation);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task Run(IHandlerSession session, Invocation invocation)
    {
        HandlerException? failure = null;
        try
        {
            // Who gives it up kills the process.
            await session.Invoke(invocation, CancellationToken.None);
        }
        catch (HandlerException failed)
        {
            failure = failed;
        }

        EndLog(output, invocation.RequestId);
        EndLog(error, invocation.RequestId);
        if (failure is null)
        {
            using var answer = await Post($"invocation/{invocation.RequestId}/response", "null", endsLog: true);
        }
        else
        {
            await Report($"invocation/{invocation.RequestId}/error", failure, endsLog: true);
        }
    }

    private async Task<Invocation?> Next(string name)
    {
        using var answer = await _http.GetAsync(new Uri("invocation/next", UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return new Invocation
        {
            RequestId = Header("Lambda-Runtime-Aws-Request-Id"),
            FunctionArn = Header("Lambda-Runtime-Invoked-Function-Arn"),
            Event = new RotationEvent(Member("Step"), Member("SecretId"), Member("ClientRequestToken"), Member("RotationToken")),
            Deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header("Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture)),
            Log = output.WriteLine,
            Secrets = secrets,
        };

        string Header(string header) => answer.Headers.GetValues(header).First();
        string Member(string member) => (string)json[member]!;
    }

    private async Task Report(string place, HandlerException failure, bool endsLog)
    {
        var body = new JsonObject
        {
            ["errorType"] = failure.ErrorType,
            ["errorMessage"] = failure.Message,
            ["stackTrace"] = new JsonArray([.. failure.Trace?.Split('\n').Select(line => (JsonNode)line) ?? []]),
        };
        using var answer = await Post(place, body.ToJsonString(), endsLog);
    }

    private async Task<HttpResponseMessage> Post(string place, string body, bool endsLog)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (endsLog)
        {
            request.Headers.Add(RuntimeApi.EndsLogHeader, "1");
        }

        return await _http.SendAsync(request);
    }

    private static void EndLog(TextWriter writer, string requestId) => writer.WriteLine($"{OutputLines.Mark}{requestId}");
}
