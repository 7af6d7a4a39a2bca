using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Hosting;

namespace SecretsEmu.Tests.Rotation.Handlers.Http;

/// <summary>A Lambda Invoke API that gives one answer and keeps the last request.</summary>
internal sealed class InvokeServer : IAsyncDisposable
{
    private readonly HttpServer _server;
    private readonly Func<HttpContext, Task> _answer;

    private InvokeServer(Func<HttpContext, Task> answer)
    {
        _answer = answer;
        _server = new HttpServer(IPAddress.Loopback, 0, Answer);
    }

    public Uri Url => _server.Url;

    public string Target { get; private set; } = "";

    public string Body { get; private set; } = "";

    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    public static async Task<InvokeServer> Start(Func<HttpContext, Task> answer)
    {
        var server = new InvokeServer(answer);
        await server._server.StartAsync(CancellationToken.None);
        return server;
    }

    public static Task<InvokeServer> Start(int status, string body, params (string Name, string Value)[] headers) => Start(async http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        Target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        Headers = new HeaderDictionary(http.Request.Headers.ToDictionary());
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        Body = await reader.ReadToEndAsync();
        await _answer(http);
    }
}
