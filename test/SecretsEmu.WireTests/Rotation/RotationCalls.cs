using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Rotation in the words of the tests: an emulator with the plugins of test/RotationPlugins, and what is asked of it.</summary>
internal static class RotationCalls
{
    public static string Plugins { get; } = Path.GetFullPath(
        typeof(RotationCalls).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RotationPlugins").Value!);

    public static Task<Emulator> Start(string at = "2026-01-31T08:00:00Z", SecretsEmulatorOptions? options = null) =>
        Emulator.Start(at, options: (options ?? new()) with { Handlers = Plugins });

    public static string Function(string name) => $"arn:aws:lambda:us-east-1:000000000000:function:{name}";

    /// <summary>RotateSecret with a function of test/RotationPlugins.</summary>
    public static Task<WireAnswer> Rotate(this Emulator emulator, string secret, string? function = null, int? version = null, JsonObject? rules = null, bool? immediately = null) =>
        emulator.Secrets.Call("RotateSecret", new JsonObject
        {
            ["SecretId"] = secret,
            ["ClientRequestToken"] = version is { } number ? SecretsClient.Version(number) : emulator.Secrets.NextToken(),
            ["RotationLambdaARN"] = function is null ? null : Function(function),
            ["RotationRules"] = rules,
            ["RotateImmediately"] = immediately,
        });

    /// <summary>The names of the secret's events, oldest first.</summary>
    public static async Task<string> Events(this Emulator emulator, string secret)
    {
        var answer = await emulator.Client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri($"/_emulator/events?secret={secret}", UriKind.Relative)));
        return string.Join(' ', answer.Json.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("detail").GetProperty("eventName").GetString()));
    }

    /// <summary>The newest rotation of a secret.</summary>
    public static async Task<JsonElement> LastRotation(this Emulator emulator, string secret)
    {
        var answer = await emulator.Client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri($"/_emulator/rotations?secret={secret}", UriKind.Relative)));
        return answer.Json.GetProperty("rotations")[0];
    }

    public static async Task<string?> Verdict(this Emulator emulator, string secret) => (await emulator.LastRotation(secret)).GetProperty("verdict").GetString();

    /// <summary>Completes when a step of the running rotation has begun.</summary>
    public static async Task Until(this Emulator emulator, string secret, string step)
    {
        while (!(await emulator.LastRotation(secret)).TryGetProperty("step", out var running) || running.GetString() != step)
        {
            await Task.Yield();
        }
    }
}
