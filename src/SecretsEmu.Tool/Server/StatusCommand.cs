using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Access;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Clock;
using SecretsEmu.Tool.Faults;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Server;

/// <summary><c>secrets-emu status</c>: whether a server runs, and which.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Verb("status", "Say whether a server runs, and which") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var info = await server.Info();
        Terminal.Line(ToolSettings.Json.Of(parse)
            ? JsonSerializer.Serialize(info, ServerJson.Default.ServerInfo)
            : string.Create(CultureInfo.InvariantCulture, $"""
                secrets-emu {info.Version} runs at {server.Url}, pid {info.Pid}
                Data: {info.Data ?? "in memory, gone when it stops"}
                Default account {info.Account}, default region {info.Region}
                Clock: {ClockReport.Sentence(info.Clock)}
                Access: {AccessReport.Mode(info.Strict, info.Access == "log", info.Principals)}
                Secrets: {info.Secrets}
                Regions down: {(info.RegionsDown is { Count: > 0 } down ? string.Join(", ", down) : "none")}
                Broken on purpose:{FaultReport.Lines(info.Faults)}{(info.Agent is { } agent ? $"\nAgent: {AgentCommand.Sentence(agent)}" : "")}
                """));
        return ExitCodes.Ok;
    }
}
