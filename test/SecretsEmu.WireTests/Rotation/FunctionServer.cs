using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>A Lambda Invoke API with one function, which sees what a function is given: it acts in createSecret and leaves the other steps alone.</summary>
internal sealed class FunctionServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FunctionServer(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>What it does with the event.</summary>
    public Func<JsonNode, Task> CreateSecret { get; set; } = _ => Task.CompletedTask;

    public static async Task<FunctionServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var function = new FunctionServer(builder.Build());
        function._server.Run(function.Answer);
        await function._server.StartAsync();
        return function;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var rotation = (await JsonNode.ParseAsync(http.Request.Body))!;
        if ((string)rotation["Step"]! == "createSecret")
        {
            await CreateSecret(rotation);
        }

        await http.Response.WriteAsync("null");
    }
}
