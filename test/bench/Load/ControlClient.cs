using System.Text;
using System.Text.Json;

namespace SecretsEmu.Bench.Load;

/// <summary>The control endpoints of a server: what <c>clock advance</c> and the like call.</summary>
internal sealed class ControlClient(int port) : IDisposable
{
    private static readonly TimeSpan s_longestAdvance = TimeSpan.FromMinutes(10);
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/_emulator/"), Timeout = s_longestAdvance };

    /// <summary>Moves the clock and waits for all that it brings about.</summary>
    /// <param name="by">Such as <c>30d</c>.</param>
    /// <returns>How many rotations fired on the way, every one of them with success.</returns>
    /// <exception cref="IOException">Refused, or one of them failed.</exception>
    public int Advance(string by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "clock")
        {
            Content = new StringContent($$"""{"action":"advance","by":"{{by}}"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = Send(request);
        var fired = answer.RootElement.GetProperty("fired").EnumerateArray().Where(one => one.GetProperty("kind").GetString() == "rotation").ToList();
        return fired.FindIndex(one => one.GetProperty("outcome").GetString() != "RotationSucceeded") is var failed and >= 0
            ? throw new IOException($"A rotation did not succeed: {fired[failed]}")
            : fired.Count;
    }

    /// <summary>How many events of a name are kept.</summary>
    public int CountEvents(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"events?name={name}");
        using var answer = Send(request);
        return answer.RootElement.GetProperty("events").GetArrayLength();
    }

    public void Dispose() => _http.Dispose();

    private JsonDocument Send(HttpRequestMessage request)
    {
        using var response = _http.Send(request);
        using var body = response.Content.ReadAsStream();
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body)
            : throw new IOException($"{request.RequestUri} answered {(int)response.StatusCode}: {new StreamReader(body).ReadToEnd()}");
    }
}
