using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecretsEmu.Randomness;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>
/// The Lambda Runtime API on the emulator's own port: <c>/_runtime/ID/2018-06-01/runtime/…</c>. Each process has an id that nobody
/// guesses. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Source: Lambda developer guide, "Runtime API"; integrations.md 1.12. AWS's runtimes put the path behind the value of
/// AWS_LAMBDA_RUNTIME_API, so a path in the value works. Two take it apart: those for Python and Node.js to report that a function
/// cannot be loaded; it is then seen as the end of the process.
/// </remarks>
/// <param name="random">Makes the ids. Of its own: how many processes are started must not change the next ARN.</param>
internal sealed class RuntimeApi(IRandom random)
{
    /// <summary>On an answer: the process wrote the marks that <see cref="OutputLines"/> looks for.</summary>
    public const string EndsLogHeader = "Secrets-Emu-Log-End";

    private const string Prefix = "/_runtime/";
    private const string Version = "2018-06-01/runtime/";

    // 6 MiB, as Lambda has it.
    private const int LongestBody = 6 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, RuntimeConversation> _conversations = new(StringComparer.Ordinal);

    public static bool Handles(HttpRequest request) => request.Path.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Makes room for a process.</summary>
    /// <returns>The path that belongs behind host and port in AWS_LAMBDA_RUNTIME_API, and what is said there.</returns>
    public (string Path, RuntimeConversation Conversation) Open()
    {
        var id = random.HexId();
        var conversation = new RuntimeConversation();
        _conversations[id] = conversation;
        return (Prefix + id, conversation);
    }

    /// <summary>The process is gone.</summary>
    public void Close(string path)
    {
        if (_conversations.TryRemove(path[Prefix.Length..], out var conversation))
        {
            conversation.Dispose();
        }
    }

    public async Task Answer(HttpContext http)
    {
        var segments = http.Request.Path.Value![Prefix.Length..].Split('/', 2);
        if (segments.Length < 2 || !_conversations.TryGetValue(segments[0], out var conversation) || !segments[1].StartsWith(Version, StringComparison.Ordinal))
        {
            await Refuse(http, 404, "NotFound", "There is no such function here.");
            return;
        }

        try
        {
            await Route(http, conversation, segments[1][Version.Length..].Split('/'));
        }
        catch (RuntimeApiException refused)
        {
            await Refuse(http, refused.Status, refused.ErrorType, refused.Message);
        }
        catch (OperationCanceledException)
        {
            // The process is gone, or soon will be.
            http.Abort();
        }
    }

    private static Task Route(HttpContext http, RuntimeConversation conversation, string[] path) => (http.Request.Method, path) switch
    {
        ("GET", ["invocation", "next"]) => Next(http, conversation),
        ("POST", ["invocation", var requestId, "response"]) => Response(http, conversation, requestId),
        ("POST", ["invocation", var requestId, "error"]) => Error(http, conversation, requestId),
        ("POST", ["init", "error"]) => InitError(http, conversation),
        _ => Refuse(http, 404, "NotFound", "The Runtime API has no such path."),
    };

    private static async Task Next(HttpContext http, RuntimeConversation conversation)
    {
        var invocation = await conversation.Next(http.RequestAborted);
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = TraceIdOf(invocation);
        await Write(http, 200, invocation.Event.ToJson());
    }

    // Nothing is traced here, but some runtimes cannot do without the header.
    private static string TraceIdOf(Invocation invocation)
    {
        var digits = invocation.RequestId.Replace("-", "", StringComparison.Ordinal);
        return $"Root=1-{invocation.Deadline.ToUnixTimeSeconds():x8}-{digits[..Math.Min(digits.Length, 24)]};Sampled=0";
    }

    private static async Task Response(HttpContext http, RuntimeConversation conversation, string requestId)
    {
        if (await Read(http.Request) is null)
        {
            var message = $"Exceeded maximum allowed payload size ({LongestBody} bytes).";
            conversation.End(requestId, new(new HandlerException("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({LongestBody} bytes)."), EndsLog(http)));
            await Refuse(http, 413, "RequestEntityTooLarge", message);
            return;
        }

        conversation.End(requestId, new(null, EndsLog(http)));
        await Accept(http);
    }

    private static async Task Error(HttpContext http, RuntimeConversation conversation, string requestId)
    {
        conversation.End(requestId, new(await FailureOf(http.Request), EndsLog(http)));
        await Accept(http);
    }

    private static async Task InitError(HttpContext http, RuntimeConversation conversation)
    {
        conversation.FailInit(await FailureOf(http.Request));
        await Accept(http);
    }

    private static async Task<HandlerException> FailureOf(HttpRequest request)
    {
        var type = request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault() ?? "Runtime.Unknown";
        return FunctionError.Read(await Read(request) ?? [], type);
    }

    private static bool EndsLog(HttpContext http) => http.Request.Headers.ContainsKey(EndsLogHeader);

    /// <summary>Null when it is too long; the rest is read all the same, so that the process gets its answer.</summary>
    private static async Task<byte[]?> Read(HttpRequest request)
    {
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var length = 0L;
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            length += count;
            if (length <= LongestBody)
            {
                body.Write(buffer, 0, count);
            }
        }

        return length <= LongestBody ? body.ToArray() : null;
    }

    private static Task Accept(HttpContext http) => Write(http, 202, """{"status":"success"}""");

    private static Task Refuse(HttpContext http, int status, string errorType, string message) =>
        Write(http, status, new JsonObject { ["errorMessage"] = message, ["errorType"] = errorType }.ToJsonString());

    private static async Task Write(HttpContext http, int status, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
