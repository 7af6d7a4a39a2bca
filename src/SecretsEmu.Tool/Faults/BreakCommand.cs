using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu break throttle --times 3</c>: the errors of AWS on order, for tests of retry code.</summary>
internal static class BreakCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { HelpName = "KIND" };
        var command = new Verb("break", "Break on purpose: throttle, slow, deny-kms, stale-reads, errors")
        {
            Notes =
            [
                "",
                "  secrets-emu break throttle --operation GetSecretValue --times 3",
                "  secrets-emu break deny-kms --secret prod/db --for 30s       on the server's clock",
                "",
                "All of Secrets Manager without --operation; kms:Decrypt or kms:* break KMS. status shows",
                "what is broken, mend ends it, and so does a restart.",
            ],
        };
        command.Add(kind);
        command.Add(ToolSettings.FaultSecret);
        command.Add(ToolSettings.Operation);
        command.Add(ToolSettings.For);
        command.Add(ToolSettings.Times);
        command.Add(ToolSettings.Delay);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(kind)!));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string kind)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var request = new FaultRequest(
            kind, ToolSettings.FaultSecret.Of(parse), ToolSettings.Operation.Of(parse), ToolSettings.For.Of(parse)?.TotalSeconds, ToolSettings.Times.Of(parse),
            ToolSettings.Delay.Of(parse)?.TotalSeconds);
        var answer = await server.Post(FaultReport.Path, request, ServerJson.Default.FaultRequest, ServerJson.Default.FaultsAnswer);
        return FaultReport.Print(parse, answer, $"Broken on purpose: {FaultReport.Line(answer.Broken!)}\n");
    }
}
