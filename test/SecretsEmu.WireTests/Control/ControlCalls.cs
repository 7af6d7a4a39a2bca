using System.Text;

namespace SecretsEmu.WireTests.Control;

/// <summary>The control endpoints as tools call them, and as web pages do.</summary>
internal static class ControlCalls
{
    /// <summary>How the clock of <see cref="Emulator.Start"/> stands at first.</summary>
    public const string ClockAtStart = """{"now":"2026-01-31T08:00:00.000Z","offsetSeconds":0,"frozen":false}""";

    public static Task<WireAnswer> Get(this Emulator emulator, string path) => emulator.Ask("GET", path);

    public static Task<WireAnswer> Post(this Emulator emulator, string path, string? body = null) => emulator.Ask("POST", path, body);

    /// <param name="host">The Host header; that of the URL when absent.</param>
    /// <param name="origins">The Origin headers, which only web pages send.</param>
    public static async Task<WireAnswer> Ask(
        this Emulator emulator, string method, string path, string? body = null, string? host = null, params string[] origins)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(emulator.Server.Url, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Host = host;
        foreach (var origin in origins)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        return await emulator.Client.Send(request);
    }

    /// <summary>The answer is a refusal with this sentence and nothing else.</summary>
    public static void ShouldRefuse(this WireAnswer answer, int status, string sentence)
    {
        answer.Json.EnumerateObject().Select(member => (member.Name, member.Value.GetString())).ShouldBe([("error", sentence)]);
        answer.Status.ShouldBe(status);
        answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/json");
    }

    /// <summary>The answer is this JSON, to the letter.</summary>
    public static void ShouldSay(this WireAnswer answer, string json)
    {
        answer.Body.ShouldBe(json);
        answer.Status.ShouldBe(200);
        answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/json");
    }
}
