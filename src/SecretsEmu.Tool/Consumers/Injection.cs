using System.CommandLine;
using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool.Consumers;

/// <summary>What <c>exec</c> takes from secrets: read and checked before a server starts, resolved when it runs.</summary>
internal sealed class Injection
{
    private const string CodeBuild = "codebuild.amazonaws.com";

    private readonly IReadOnlyList<SecretVariable> _secrets;
    private readonly TaskDefinition? _task;
    private readonly Buildspec? _buildspec;
    private readonly string? _serviceRole;
    private readonly bool _lenient;

    private Injection(ParseResult parse)
    {
        _secrets = [.. ToolSettings.Secret.Of(parse).Select(SecretVariable.Parse)];
        var (task, buildspec) = (ToolSettings.TaskDefinition.Of(parse), ToolSettings.Buildspec.Of(parse));
        (_serviceRole, _lenient) = (ToolSettings.ServiceRole.Of(parse), ToolSettings.Lenient.Of(parse));
        if (task is not null && buildspec is not null)
        {
            throw ToolException.Usage("--task-definition and --buildspec exclude each other: choose one.");
        }

        // Only where they are typed: a variable of the environment may be meant for another exec.
        if (task is null && (ToolSettings.Container.Find(parse).From == Source.Flag || ToolSettings.Lenient.Find(parse).From == Source.Flag))
        {
            throw ToolException.Usage("--container and --lenient go with --task-definition.");
        }

        if (buildspec is null && ToolSettings.ServiceRole.Find(parse).From == Source.Flag)
        {
            throw ToolException.Usage("--service-role goes with --buildspec: a task definition names its executionRoleArn.");
        }

        _task = task is null ? null : TaskDefinitionFile.Read(FileNode.Parse(task, FileText.Read(task, "task definition")), ToolSettings.Container.Of(parse), _lenient);
        _buildspec = buildspec is null ? null : Buildspec.Read(buildspec);
    }

    public bool IsEmpty => _secrets.Count == 0 && _task is null && _buildspec is null;

    /// <exception cref="ToolException">A file or an option cannot be used.</exception>
    public static Injection Of(ParseResult parse)
    {
        try
        {
            return new(parse);
        }
        catch (FileException malformed)
        {
            throw new ToolException(ExitCodes.NoServer, malformed.Message);
        }
    }

    /// <summary>The variables in the order in which they are set.</summary>
    /// <param name="url">The server.</param>
    /// <param name="caller">As any client of the command would ask.</param>
    /// <param name="account">The server's, for roles without account and for <c>--lenient</c>.</param>
    /// <param name="time">The machine's clock.</param>
    /// <exception cref="ToolException">Something cannot be resolved.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> Resolve(Uri url, FunctionIdentity caller, string account, TimeProvider time)
    {
        var variables = new List<KeyValuePair<string, string>>();
        if (_task is { } task)
        {
            task = _lenient ? task.In(account, caller.Region) : task;
            using var calls = await CallsAs(url, task.Role, task.Service, caller, account, time);
            variables.AddRange(await EcsTask.Resolve(task, caller.Region, calls));
        }

        if (_buildspec is { } buildspec)
        {
            using var calls = await CallsAs(url, _serviceRole, CodeBuild, caller, account, time);
            variables.AddRange(await buildspec.Resolve(calls));
        }

        if (_secrets.Count > 0)
        {
            using var calls = new AwsCalls(caller, time);
            variables.AddRange(await SecretVariable.Resolve(_secrets, caller.Region, calls));
        }

        return ProcessVariable.LastOfEach(variables);
    }

    private static async Task<AwsCalls> CallsAs(Uri url, string? role, string service, FunctionIdentity caller, string account, TimeProvider time)
    {
        using var server = new ServerClient(url);
        return new(role is null ? caller : await ServiceRole.Assume(server, role, service, account, caller.Region), time);
    }
}
