using System.CommandLine;
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
}
