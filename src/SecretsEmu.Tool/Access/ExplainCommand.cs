using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Access;

/// <summary><c>secrets-emu explain</c>: why a request was refused, and what would have to change.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var request = new Argument<string?>("REQUEST-ID") { HelpName = "[REQUEST-ID]", Arity = ArgumentArity.ZeroOrOne };
        var command = new Verb("explain", "Say why a request was refused, and what would have to change")
        {
            Notes =
            [
                "",
                "  secrets-emu explain                                        the latest refusal",
                "  secrets-emu explain 0c4d8b0e-5a3f-4c1d-9f2e-6b7a8c9d0e1f   the request of that id",
                "",
                "The id is in the request's log line, in the answer's x-amzn-RequestId, in boto3's",
                "error.response[\"ResponseMetadata\"][\"RequestId\"], and in the AWS CLI's --debug output.",
                "The last 1000 refused requests are kept until the server stops.",
            ],
        };
        command.Add(request);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(request)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string? requestId)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.GetText($"/_emulator/refusals/{Uri.EscapeDataString(requestId ?? "latest")}");
        AccessReport.Print(parse, answer);
        return ExitCodes.Ok;
    }
}
