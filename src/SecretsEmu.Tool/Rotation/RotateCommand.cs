using System.CommandLine;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu rotate SECRET</c>: rotates a secret now and says what its function did.</summary>
internal static class RotateCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(3);

    public static Command Create(TimeProvider time)
    {
        var secret = new Argument<string>("SECRET") { HelpName = "SECRET" };
        var command = new Verb("rotate", "Rotate a secret now, or go on with a rotation that failed")
        {
            Notes =
            [
                "",
                "  secrets-emu rotate db --report                    what the function called, and a verdict",
                "  secrets-emu rotate db --rehearse                  each step twice, a crash, a retry",
                "  secrets-emu rotate db --pause-before testSecret   attach a debugger, then rotate db --continue",
                "",
                "The secret needs a function: RotateSecret with a RotationLambdaARN, once. 11 when it fails.",
            ],
        };
        command.Add(secret);
        foreach (Setting setting in (Setting[])
        [
            ToolSettings.Report, ToolSettings.Rehearse, ToolSettings.PauseBefore, ToolSettings.Continue, ToolSettings.Abort,
            ToolSettings.RequestRegion, ToolSettings.Url, ToolSettings.Json,
        ])
        {
            command.Add(setting);
        }

        command.SetAction((parse, _) => Run(parse, parse.GetValue(secret)!, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string secret, TimeProvider time)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var region = ToolSettings.RequestRegion.Of(parse);
        var (goesOn, ends) = (ToolSettings.Continue.Of(parse), ToolSettings.Abort.Of(parse));
        if (goesOn && ends)
        {
            throw ToolException.Usage("--continue and --abort exclude each other: choose one.");
        }

        var (rehearses, pauseBefore) = (ToolSettings.Rehearse.Of(parse), ToolSettings.PauseBefore.Of(parse));
        if ((goesOn || ends) && (rehearses || pauseBefore is not null))
        {
            throw ToolException.Usage("--rehearse and --pause-before are for the rotation that begins: the one that waits was told at its start.");
        }

        if (goesOn || ends)
        {
            await server.Post(
                "/_emulator/rotations/resume", new ResumeRequest(secret, region, goesOn ? "continue" : "abort"), ServerJson.Default.ResumeRequest, ServerJson.Default.RotationsAnswer);
        }
        else
        {
            await server.Post(
                "/_emulator/rotations", new RotateRequest(secret, region, rehearses, pauseBefore), ServerJson.Default.RotateRequest, ServerJson.Default.RotationsAnswer);
        }

        var answer = await Watch(server, secret, region, time);
        return Print(parse, answer);
    }

    // Until it has ended, or waits for a word that somebody else gives.
    private static async Task<RotationsAnswer> Watch(ServerClient server, string secret, string? region, TimeProvider time)
    {
        var spoken = time.GetTimestamp();
        while (true)
        {
            var answer = await server.Get(RotationReport.PathOf(secret, region), ServerJson.Default.RotationsAnswer);
            if (answer.PausedBefore is not null || answer.Rotations is not [{ State: "Running" }, ..])
            {
                return answer;
            }

            if (time.GetElapsedTime(spoken) >= BetweenWords)
            {
                spoken = time.GetTimestamp();
                Terminal.ErrorLine($"Still in {answer.Rotations[0].Step ?? "the queue"}.");
            }

            await Task.Delay(BetweenLooks, time, CancellationToken.None);
        }
    }

    private static int Print(ParseResult parse, RotationsAnswer answer)
    {
        var rotation = answer.Rotations[0];
        if (ToolSettings.Json.Of(parse))
        {
            Terminal.Line(JsonSerializer.Serialize(answer with { Rotations = [rotation] }, ServerJson.Default.RotationsAnswer));
        }
        else if (answer.PausedBefore is { } step)
        {
            Terminal.Line($"Paused before {step}. Go on with secrets-emu rotate {answer.Secret} --continue, or end it with --abort.");
        }
        else
        {
            Terminal.Text(ToolSettings.Report.Of(parse) || ToolSettings.Rehearse.Of(parse) ? RotationReport.Full(rotation) : RotationReport.Line(rotation));
        }

        return answer.PausedBefore is not null || rotation.State == "Succeeded" ? ExitCodes.Ok : ExitCodes.RotationFailed;
    }
}
