using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool.Consumers;

/// <summary><c>secrets-emu mount</c>: the files that a pod of EKS sees, written and kept up to date as AWS's provider of the Secrets Store CSI driver does.</summary>
internal sealed partial class MountCommand(FunctionIdentity caller, Func<Task<FunctionIdentity>>? assume, IReadOnlyList<ProviderClass> classes, string folder, TimeProvider time)
{
    private const string Pods = "pods.eks.amazonaws.com";

    private readonly List<MountRound> _rounds = [.. classes.Select(one => new MountRound(one))];
    private readonly MountFolder _folder = new(folder);
    private FunctionIdentity _caller = caller;
    private string _said = "";

    public static Command Create(TimeProvider time)
    {
        var command = new Verb("mount", "Write secrets into files, as a pod of EKS mounts them")
        {
            Notes =
            [
                "",
                "  secrets-emu mount --secret-provider-class spc.yaml --out ./mnt --watch",
                "",
                "With --watch it looks for new versions until Ctrl+C, and at once on SIGHUP. It prints a line",
                "for each file that it writes, never a value. The files stay when it ends.",
            ],
        };
        foreach (Setting setting in (Setting[])
        [
            ToolSettings.SecretProviderClass, ToolSettings.Out, ToolSettings.Watch, ToolSettings.Poll, ToolSettings.PodRole, ToolSettings.RequestRegion, ToolSettings.Url,
        ])
        {
            command.Add(setting);
        }

        command.SetAction((parse, _) => Run(parse, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, TimeProvider time)
    {
        var file = Required(ToolSettings.SecretProviderClass, parse);
        var folder = Required(ToolSettings.Out, parse);
        var podRole = ToolSettings.PodRole.Of(parse);
        var (watches, poll) = (ToolSettings.Watch.Of(parse), ToolSettings.Poll.Find(parse));
        // Only where it is typed: a variable of the environment may be meant for another mount.
        if (!watches && poll.From == Source.Flag)
        {
            throw ToolException.Usage("--poll goes with --watch.");
        }

        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var info = await server.Identity();
        var region = ToolSettings.RequestRegion.Of(parse) ?? info.Region;
        var identity = new FunctionIdentity(server.Url, region, ClientVariables.AccessKeyIdOf(null), ClientVariables.SecretAccessKey, "");
        Func<Task<FunctionIdentity>>? assume = podRole is { } role ? () => ServiceRole.Assume(server, role, Pods, info.Account, region) : null;
        var command = new MountCommand(assume is null ? identity : await assume(), assume, ClassesOf(file, region), folder, time);
        return watches ? await command.Watch(poll.Value) : await command.Mount();
    }

    private static IReadOnlyList<ProviderClass> ClassesOf(string file, string region)
    {
        try
        {
            return ProviderClass.Read(file, region);
        }
        catch (FileException malformed)
        {
            throw new ToolException(ExitCodes.NoServer, malformed.Message);
        }
    }

    private static string Required(Setting<string?> setting, ParseResult parse) =>
        setting.Of(parse) ?? throw CommandLine.Refusal($"Something is missing: {setting.Option.Name} {setting.Option.HelpName}.", parse.CommandResult.Command);

    private async Task<int> Mount()
    {
        try
        {
            Report("mounted", await Fetch());
            return ExitCodes.Ok;
        }
        catch (MountException failure)
        {
            throw new ToolException(ExitCodes.NoServer, failure.Message);
        }
    }

    // What is mounted stays as it is when a look fails, as in a pod.
    private async Task<int> Watch(TimeSpan poll)
    {
        // Before the mount: who waits for its lines may send a signal at once.
        using var stop = new StopSignals();
        using var asked = new SemaphoreSlim(0);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            asked.Release();
        });
        await Mount();
        var request = asked.WaitAsync();
        while (true)
        {
            await Task.WhenAny(stop.Asked, request, Task.Delay(poll, time, stop.Token));
            if (stop.Asked.IsCompleted)
            {
                return ExitCodes.Ok;
            }

            if (request.IsCompleted)
            {
                request = asked.WaitAsync();
            }

            try
            {
                Report("changed", await Fetch());
            }
            catch (Exception failure) when (failure is MountException or ToolException)
            {
                Say(failure.Message);
            }
        }
    }

    // All is fetched before anything is written: what fails leaves the folder as it was.
    private async Task<IReadOnlyList<string>> Fetch()
    {
        var files = new List<MountFile>();
        foreach (var round in _rounds)
        {
            try
            {
                files.AddRange(await Fetch(round));
            }
            catch (MountException failure) when (assume is not null && failure.Refusal is { Code: "ExpiredTokenException" })
            {
                _caller = await assume();
                files.AddRange(await Fetch(round));
            }
        }

        var written = _folder.Write(files);
        Say(string.Join('\n', _rounds.SelectMany(round => round.Warnings)));
        return written;
    }

    private async Task<IReadOnlyList<MountFile>> Fetch(MountRound round)
    {
        using var calls = new AwsCalls(_caller, time);
        return await round.Fetch(calls);
    }

    private static void Report(string what, IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            Terminal.Line($"{what} {file}");
        }
    }

    // What goes on is worth a line, not one for each look; only request ids are others each time.
    private void Say(string problem)
    {
        var same = RequestIds().Replace(problem, "");
        if (problem.Length > 0 && same != _said)
        {
            Terminal.ErrorLine(problem);
        }

        _said = same;
    }

    [GeneratedRegex(@"request id: \S*")]
    private static partial Regex RequestIds();
}
