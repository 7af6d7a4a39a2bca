using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Access;

/// <summary>What <c>explain</c> and <c>can</c> print: the server's answer as it came, or its text for a person.</summary>
internal static class AccessReport
{
    /// <returns>Whether it is allowed; null in the answer of a refusal.</returns>
    public static bool? Print(ParseResult parse, string answer)
    {
        var report = JsonSerializer.Deserialize(answer, ServerJson.Default.AccessAnswer)!;
        Terminal.Line(ToolSettings.Json.Of(parse) ? answer : report.Text);
        return report.Allowed;
    }

    /// <summary>What is enforced, in plain words.</summary>
    public static string Mode(bool strict, bool onlyLogs, int principals)
    {
        var trust = strict
            ? "signatures are verified, unknown keys and roles are refused"
            : "who is not described is trusted";
        var described = principals switch
        {
            0 => "no principal is described",
            1 => "1 principal is described",
            _ => string.Create(CultureInfo.InvariantCulture, $"{principals} principals are described"),
        };
        return $"policies are {(onlyLogs ? "only logged, what they deny passes" : "enforced")}; {trust}; {described}.";
    }
}
