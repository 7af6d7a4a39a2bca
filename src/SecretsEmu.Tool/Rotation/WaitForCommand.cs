using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Events;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu wait-for SECRET --event RotationSucceeded</c>: so that a test need not sleep. It looks from the latest start of a rotation on.</summary>
internal static class WaitForCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public static Command Create(TimeProvider time)
    {
        var secret = new Argument<string>("SECRET") { HelpName = "SECRET" };
        var command = new Verb("wait-for", "Wait for an event of a secret, such as the end of its rotation")
        {
            Notes =
            [
                "",
                "  aws secretsmanager rotate-secret --secret-id db && secrets-emu wait-for db",
                "",
                "It looks from the secret's latest RotationStarted on. A rotation that ends otherwise than",
                "it should is not waited out: 11, as when the time is over.",
            ],
        };
        command.Add(secret);
        command.Add(ToolSettings.Event);
        command.Add(ToolSettings.Timeout);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(secret)!, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string secret, TimeProvider time)
    {
        var name = ToolSettings.Event.Of(parse) ?? EventNames.RotationSucceeded;
        if (!EventNames.All.Contains(name))
        {
            throw ToolException.Usage($"There is no event '{name}'.{(NearWord.Of(name, EventNames.All) is { } near ? $" Did you mean {near}?" : "")} There are {string.Join(", ", EventNames.All)}.");
        }

        var timeout = ToolSettings.Timeout.Of(parse);
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var began = time.GetTimestamp();
        while (true)
        {
            var events = JsonNode.Parse(await server.GetText($"/_emulator/events?secret={Uri.EscapeDataString(secret)}"))!["events"]!.AsArray().Select(one => one!.AsObject()).ToList();
            var since = events.FindLastIndex(one => EventNames.Starts.Contains(NameOf(one)));
            var recent = since < 0 ? events : events[since..];
            if (recent.Find(one => NameOf(one) == name) is { } found)
            {
                Terminal.Line(ToolSettings.Json.Of(parse) ? found.ToJsonString() : $"{name} at {found["time"]}");
                return ExitCodes.Ok;
            }

            // One that failed can still be abandoned.
            if (EndOf(recent) is { } other && EventNames.Ends.Contains(name) && name != EventNames.RotationAbandoned)
            {
                throw new ToolException(ExitCodes.RotationFailed, $"{other}, and not {name}. secrets-emu rotations {secret} says more.");
            }

            if (time.GetElapsedTime(began) >= timeout)
            {
                throw new ToolException(ExitCodes.RotationFailed, string.Create(
                    CultureInfo.InvariantCulture, $"No {name} of {secret} within {timeout.TotalSeconds:0.###} s{(since < 0 ? ": no rotation of it has begun" : "")}."));
            }

            await Task.Delay(BetweenLooks, time, CancellationToken.None);
        }
    }

    private static string? EndOf(List<JsonObject> recent) => recent.Select(NameOf).FirstOrDefault(name => name is not null && EventNames.Ends.Contains(name));

    private static string? NameOf(JsonObject one) => (string?)one["detail"]!["eventName"];
}
