using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.Bench.Load;

/// <summary>The figures with the date and the machine, as a Markdown table and as JSON.</summary>
internal sealed class Report(List<Figure> figures)
{
    private readonly DateTime _date = DateTime.UtcNow;
    private readonly string _machine = Machine();

    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_date:yyyy-MM-dd HH:mm} UTC, {_machine}").AppendLine();
        text.AppendLine("| scenario | figure | measured | target | | note |").AppendLine("|---|---|---|---|---|---|");
        foreach (var figure in figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {figure.Scenario} | {figure.Name} | {figure.Measured} | {figure.Target} | {(figure.Verdict == "miss" ? "**miss**" : figure.Verdict)} | {figure.Note} |");
        }

        return text.ToString();
    }

    public void WriteJson(string path)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("date", _date);
        json.WriteString("machine", _machine);
        json.WriteStartArray("figures");
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteString("scenario", figure.Scenario);
            json.WriteString("figure", figure.Name);
            if (figure.Value is { } value)
            {
                json.WriteNumber("value", Math.Round(value, 4));
            }

            json.WriteString("unit", figure.Unit);
            if (figure.Target is { } target)
            {
                json.WriteNumber(target.AtMost ? "atMost" : "atLeast", target.Limit);
                json.WriteString("verdict", figure.Verdict);
            }

            json.WriteString("note", figure.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Machine()
    {
        var cpu = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({cpu}), {memory:F0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; load average before the run {load}");
    }

    private static string? Field(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
