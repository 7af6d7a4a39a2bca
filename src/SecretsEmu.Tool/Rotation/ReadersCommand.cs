using System.CommandLine;
using System.Globalization;
using System.Text;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu readers SECRET</c>: who read which version last, and who still holds an old value.</summary>
internal static class ReadersCommand
{
    public static Command Create()
    {
        var secret = new Argument<string>("SECRET") { HelpName = "SECRET" };
        var command = new Verb("readers", "Show who read a secret last, and who has not read its current value")
        {
            Notes =
            [
                "",
                "A caller is a principal with its client: AWS_SDK_UA_APP_ID gives an app a name of its own.",
                "Reads since the start and of earlier runs that were stopped cleanly are known.",
            ],
        };
        command.Add(secret);
        command.Add(ToolSettings.RequestRegion);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(secret)!));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string secret)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var text = await server.GetText(RotationReport.Query("/_emulator/readers", secret, ToolSettings.RequestRegion.Of(parse)));
        Terminal.Text(ToolSettings.Json.Of(parse) ? text + "\n" : Text(server.Read(text, ServerJson.Default.ReadersAnswer)));
        return ExitCodes.Ok;
    }

    private static string Text(ReadersAnswer answer)
    {
        if (answer.Readers.Count == 0)
        {
            return $"Nobody has read {answer.Secret}.\n";
        }

        var text = new StringBuilder();
        foreach (var caller in answer.Readers.GroupBy(reader => (reader.Caller, Client: ClientOf(reader.Client))))
        {
            var last = caller.First();
            var isCurrent = caller.Any(reader => reader.VersionId == answer.Current);
            text.Append(CultureInfo.InvariantCulture, $"{(isCurrent ? "current" : "STALE  ")}  {last.At}  {NameOf(last)}  {caller.Key.Caller}  {caller.Key.Client}\n");
        }

        var stale = answer.Readers.GroupBy(reader => (reader.Caller, ClientOf(reader.Client))).Count(caller => caller.All(reader => reader.VersionId != answer.Current));
        return text.Append(stale switch
        {
            0 => "Everybody has read the current value.\n",
            1 => "1 caller has not read the current value and may still hold an old one.\n",
            _ => string.Create(CultureInfo.InvariantCulture, $"{stale} callers have not read the current value and may still hold an old one.\n"),
        }).ToString();
    }

    private static string NameOf(Reader reader) => reader.Stages.Count > 0 ? string.Join("+", reader.Stages) : "deprecated";

    // The app's own name where it has one; else what the client calls itself first.
    private static string ClientOf(string userAgent)
    {
        var words = userAgent.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(words, word => word.StartsWith("app/", StringComparison.Ordinal)) ?? words.FirstOrDefault() ?? "";
    }
}
