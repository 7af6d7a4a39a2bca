using Microsoft.AspNetCore.Http;
using SecretsEmu.Control;

namespace SecretsEmu.Tests.Control;

/// <summary>What no request brings about: the emulator itself fails.</summary>
public sealed class ControlFailureTests
{
    [Test]
    public async Task A_failure_inside_is_a_plain_sentence_for_the_caller_and_reported_in_full()
    {
        var reports = new List<string>();
        var endpoints = new ControlEndpoints(new ControlGuard("127.0.0.1", []), () => throw new InvalidOperationException("the cause"), "1.0", reports.Add);
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path, http.Request.Host) = ("GET", "/_emulator/info", new HostString("127.0.0.1:4584"));
        using var body = new MemoryStream();
        http.Response.Body = body;

        await endpoints.Answer(http);

        http.Response.StatusCode.ShouldBe(500);
        System.Text.Encoding.UTF8.GetString(body.ToArray()).ShouldBe("""{"error":"The emulator failed inside; its log says how."}""");
        reports.ShouldHaveSingleItem().ShouldStartWith("GET /_emulator/info failed: System.InvalidOperationException: the cause");
    }
}
