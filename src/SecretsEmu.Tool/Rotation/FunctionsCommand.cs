using System.CommandLine;
using System.Globalization;
using System.Text;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu functions</c>: the rotation functions of a server, and how to give it some.</summary>
internal static class FunctionsCommand
{
    public static Command Create()
    {
        var command = new Verb("functions", "List a server's rotation functions with their ARNs")
        {
            Notes =
            [
                "",
                "start takes them, and how they are run:",
                .. StartSettings.Select(setting => setting.HelpLine()),
            ],
        };
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    /// <summary>The options of a start that are about rotation.</summary>
    public static IReadOnlyList<Setting> StartSettings { get; } =
    [
        ToolSettings.Handlers, ToolSettings.RequireHandlers, ToolSettings.IsolateHandlers, ToolSettings.LambdaEndpoint, ToolSettings.RotationRetries, ToolSettings.Events,
    ];

    private static async Task<int> Run(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var json = await server.GetText("/_emulator/functions");
        var answer = server.Read(json, ServerJson.Default.FunctionsAnswer);
        var text = new StringBuilder();
        foreach (var function in answer.Functions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{function.Arn}\n  {function.Description}, {function.TimeoutSeconds:0} s{(function.Role is { } role ? $", as {role}" : "")}\n");
        }

        Terminal.Text(ToolSettings.Json.Of(parse) ? json + "\n" : text.Length == 0 ? "It has none: secrets-emu start --handlers PATH.\n" : text.ToString());
        return ExitCodes.Ok;
    }
}
