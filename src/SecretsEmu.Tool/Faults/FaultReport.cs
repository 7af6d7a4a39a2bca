using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary>What is broken, in words.</summary>
internal static class FaultReport
{
    public const string Path = "/_emulator/faults";

    public static string Line(Fault fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.Number} {fault.Text}");

    /// <summary>For a status: what is broken at all, always said.</summary>
    public static string Lines(IReadOnlyList<Fault> faults) =>
        faults.Count == 0 ? " nothing" : string.Concat(faults.Select(fault => $"\n  {Line(fault)}"));

    public static int Print(ParseResult parse, FaultsAnswer answer, string text)
    {
        Terminal.Text(ToolSettings.Json.Of(parse) ? JsonSerializer.Serialize(answer, ServerJson.Default.FaultsAnswer) + "\n" : text);
        return ExitCodes.Ok;
    }
}
