using System.CommandLine;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Access;

/// <summary><c>secrets-emu can</c>: whether a principal may do something, asked beforehand.</summary>
internal static class CanCommand
{
    public static Command Create()
    {
        var command = new Verb("can", "Say whether a principal may do something, and which policies decide")
        {
            Notes =
            [
                "",
                "  secrets-emu can --as role/app --do secretsmanager:GetSecretValue --on prod/db",
                "  secrets-emu can --as arn:aws:iam::111122223333:user/ci --do kms:Decrypt --on alias/app \\",
                "      --context kms:ViaService=secretsmanager.us-east-1.amazonaws.com",
                "",
                $"Ends with {ExitCodes.Ok} when allowed, with {ExitCodes.Denied} when denied. Nothing is read or changed.",
            ],
        };
        foreach (Setting setting in (Setting[])
        [
            ToolSettings.As, ToolSettings.Do, ToolSettings.On, ToolSettings.Context, ToolSettings.RequestRegion, ToolSettings.Url, ToolSettings.Json,
        ])
        {
            command.Add(setting);
        }

        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        var request = new CanRequest(
            Required(ToolSettings.As, parse), Required(ToolSettings.Do, parse), ToolSettings.On.Of(parse) ?? "*",
            ContextOf(parse), ToolSettings.RequestRegion.Of(parse));
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.PostText("/_emulator/can", request, ServerJson.Default.CanRequest);
        return AccessReport.Print(parse, answer) is true ? ExitCodes.Ok : ExitCodes.Denied;
    }

    private static string Required(Setting<string?> setting, ParseResult parse) =>
        setting.Of(parse) ?? throw CommandLine.Refusal(
            $"Something is missing: {setting.Option.Name} {setting.Option.HelpName}.", parse.CommandResult.Command);

    // A key that is given several times has several values.
    private static Dictionary<string, IReadOnlyList<string>> ContextOf(ParseResult parse) =>
        ToolSettings.Context.Of(parse)
            .Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is var at and > 0
                ? (Key: pair[..at], Value: pair[(at + 1)..])
                : throw ToolException.Usage($"{ToolSettings.Context.Option.Name} takes KEY=VALUE, not '{pair}'."))
            .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(pair => pair.Value)]);
}
