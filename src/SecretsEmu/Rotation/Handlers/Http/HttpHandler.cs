using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.Rotation.Handlers.Http;

/// <summary>A function behind any Lambda Invoke API: <c>sam local start-lambda</c>, a container with AWS's runtime interface emulator, another emulator.</summary>
/// <remarks>
/// Source: Lambda API reference, Invoke; integrations.md 1.11. Requests carry a credential without a signature: servers that emulate
/// several services choose the service, the account and the region by it, and verify nothing.
/// </remarks>
internal sealed class HttpHandler : IHandler
{
    // Lambda's own limit for an answer.
    private const int LongestAnswer = 6 * 1024 * 1024;

    private readonly HttpSettings _settings;
    private readonly Uri _url;
    private readonly HttpClient _http;

    public HttpHandler(HttpSettings settings)
    {
        _settings = settings;
        _url = new Uri($"{settings.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/2015-03-31/functions/{Uri.EscapeDataString(settings.Function)}/invocations");
        // A server of the developer's must not be sought through the proxy that the environment names.
        _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public HandlerSettings Settings => _settings;

    /// <summary>Nothing is held: the server on the other side decides which code runs.</summary>
    public Task<IHandlerSession> Open(CancellationToken cancellation) => Task.FromResult<IHandlerSession>(new Session(this));

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Invoke(Invocation invocation, CancellationToken cancellation)
    {
        try
        {
            using var request = RequestOf(invocation);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var body = await Read(answer.Content, cancellation);
            Log(answer.Headers, invocation.Log);
            if (FailureOf(answer, body) is { } failure)
            {
                throw failure;
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new HandlerException(
                "Invoke.Unreachable", $"The function {_settings.Name} cannot be invoked: {_url} does not answer ({ReasonOf(broken)}).", inner: broken);
        }
    }

    private HttpRequestMessage RequestOf(Invocation invocation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(invocation.Event.ToJson())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-Amz-Invocation-Type", "RequestResponse");
        request.Headers.Add("X-Amz-Log-Type", "Tail");
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME
        if (invocation.FunctionArn.Split(':') is [_, _, _, var region, var account, ..])
        {
            var date = invocation.Deadline.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            request.Headers.TryAddWithoutValidation(
                "Authorization", $"AWS4-HMAC-SHA256 Credential={account}/{date}/{region}/lambda/aws4_request, SignedHeaders=host, Signature={new string('0', 64)}");
        }

        return request;
    }

    private static async Task<byte[]> Read(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > LongestAnswer)
            {
                throw new HandlerException("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({LongestAnswer} bytes).");
            }
        }

        return body.ToArray();
    }

    private static void Log(HttpResponseHeaders headers, Action<string> log)
    {
        var encoded = headers.TryGetValues("X-Amz-Log-Result", out var values) ? values.First() : "";
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var count) || count == 0)
        {
            return;
        }

        foreach (var line in Encoding.UTF8.GetString(bytes, 0, count).TrimEnd('\r', '\n').Split('\n'))
        {
            log(line.TrimEnd('\r'));
        }
    }

    private HandlerException? FailureOf(HttpResponseMessage answer, byte[] body)
    {
        if (!answer.IsSuccessStatusCode)
        {
            return RefusalOf(answer, body);
        }

        if (answer.Headers.TryGetValues("X-Amz-Function-Error", out var mark))
        {
            return FunctionError.Read(body, mark.First());
        }

        // AWS's runtime interface emulator says it in plain text, with status 200.
        var text = FunctionError.TextOf(body);
        return text.StartsWith("Task timed out", StringComparison.Ordinal)
            ? new HandlerException("Sandbox.Timedout", text)
            // Its older versions leave the header out.
            : FunctionError.Find(body);
    }

    private HandlerException RefusalOf(HttpResponseMessage answer, byte[] body)
    {
        // Some servers add where the type is defined: ResourceNotFoundException:http://...
        var type = answer.Headers.TryGetValues("X-Amzn-ErrorType", out var types) ? types.First().Split(':')[0] : null;
        var status = $"{(int)answer.StatusCode}{(type is null ? "" : $" {type}")}";
        var message = MessageOf(body);
        return new HandlerException(
            type ?? "Invoke.Refused", $"The function {_settings.Name} cannot be invoked: {_url} answered {status}{(message.Length == 0 ? "." : $": {message}")}");
    }

    // Lambda writes Message or message, by the exception.
    private static string MessageOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (member.Name.Equals("message", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                    {
                        return member.Value.GetString()!;
                    }
                }
            }
        }
        catch (JsonException)
        {
            // Shown as it is.
        }

        return FunctionError.TextOf(body);
    }

    private static string ReasonOf(Exception broken) => broken switch
    {
        HttpRequestException { InnerException: SocketException socket } => socket.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException => "the connection broke off",
        _ => broken.Message,
    };

    private sealed class Session(HttpHandler handler) : IHandlerSession
    {
        public Task Invoke(Invocation invocation, CancellationToken cancellation) => handler.Invoke(invocation, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
