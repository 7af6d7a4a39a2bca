using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Faults;

/// <summary>What the tests break, and the regions that they take down.</summary>
internal static class FaultCalls
{
    /// <summary>Breaks something; members that are null are left out.</summary>
    public static async Task<JsonElement> Break(
        this Emulator emulator, string kind, string? secret = null, string? operation = null, int? times = null, double? forSeconds = null, double? delaySeconds = null)
    {
        var answer = await emulator.TryBreak(kind, secret, operation, times, forSeconds, delaySeconds);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("broken");
    }

    public static Task<WireAnswer> TryBreak(
        this Emulator emulator, string kind, string? secret = null, string? operation = null, int? times = null, double? forSeconds = null, double? delaySeconds = null)
    {
        var request = new JsonObject
        {
            ["kind"] = kind, ["secret"] = secret, ["operation"] = operation, ["times"] = times, ["forSeconds"] = forSeconds, ["delaySeconds"] = delaySeconds,
        };
        foreach (var (name, _) in request.Where(member => member.Value is null).ToList())
        {
            request.Remove(name);
        }

        return emulator.Post("/_emulator/faults", request.ToJsonString());
    }

    public static Task<WireAnswer> Mend(this Emulator emulator, string which) => emulator.Ask("DELETE", $"/_emulator/faults?which={which}");

    /// <summary>What is broken, in words.</summary>
    public static async Task<IEnumerable<string?>> Broken(this Emulator emulator) =>
        (await emulator.Get("/_emulator/faults")).Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("text").GetString());

    public static async Task<WireAnswer> Down(this Emulator emulator, string region, string mode = "closed")
    {
        var answer = await emulator.Post("/_emulator/regions", $$"""{"action":"down","region":"{{region}}","as":"{{mode}}"}""");
        answer.Status.ShouldBe(200, answer.Body);
        return answer;
    }

    public static async Task<WireAnswer> Up(this Emulator emulator, string region)
    {
        var answer = await emulator.Post("/_emulator/regions", $$"""{"action":"up","region":"{{region}}"}""");
        answer.Status.ShouldBe(200, answer.Body);
        return answer;
    }

    /// <summary>The request was answered with AWS's throttling error.</summary>
    public static void ShouldBeThrottled(this WireAnswer answer) => answer.ShouldBeError("ThrottlingException", "Rate exceeded", messageKey: "message");

    /// <summary>What explain says of a request.</summary>
    public static async Task<string> Explained(this Emulator emulator, WireAnswer answer) =>
        (await emulator.Get($"/_emulator/refusals/{answer.Headers.GetValues("x-amzn-RequestId").Single()}")).Text("text");
}
