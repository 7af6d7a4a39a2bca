using System.Text.Json;
using SecretsEmu.Files;

namespace SecretsEmu.Tool.Consumers;

/// <summary>
/// Reads a task definition, as register-task-definition takes it or as describe-task-definition prints it; likewise a job definition
/// of AWS Batch and a service of App Runner.
/// </summary>
internal sealed class TaskDefinitionFile
{
    // Inferred: that a job of AWS Batch is one of ECS in this too, and who App Runner is.
    private const string Ecs = "ecs-tasks.amazonaws.com";
    private const string AppRunner = "tasks.apprunner.amazonaws.com";

    private readonly FileNode _definition;
    private readonly string? _container;
    private readonly string _path;

    private TaskDefinitionFile(FileNode definition, string path, string? container) => (_definition, _path, _container) = (definition, path, container);

    /// <param name="root">The file.</param>
    /// <param name="container">Which one; null when there is only one.</param>
    /// <exception cref="FileException">It is no definition, or something in it is of a wrong type.</exception>
    /// <exception cref="ToolException">It is not clear which container is meant.</exception>
    public static TaskDefinition Read(FileNode root, string? container)
    {
        root.Entries("a task definition");
        foreach (var wrapper in (string[])["taskDefinition", "Service"])
        {
            if (root.Find(wrapper) is { Kind: JsonTokenType.StartObject } inner)
            {
                return new TaskDefinitionFile(inner, $"{wrapper}.", container).Read();
            }
        }

        return root.Find("jobDefinitions") is { } jobs && jobs.Items("jobDefinitions") is [var job]
            ? new TaskDefinitionFile(job, "jobDefinitions[0].", container).Read()
            : new TaskDefinitionFile(root, "", container).Read();
    }

    private TaskDefinition Read()
    {
        if (Present(_definition, "containerDefinitions") is { } containers)
        {
            var (chosen, path) = Choose(containers);
            return Container(chosen, path) with { Role = Text(_definition, "executionRoleArn", _path) };
        }

        if (_container is not null)
        {
            throw ToolException.Usage($"--container is for a task definition of ECS: {_definition.File} has no containerDefinitions.");
        }

        return Present(_definition, "containerProperties") is { } properties
            ? Container(properties, $"{_path}containerProperties") with { Role = Text(properties, "executionRoleArn", $"{_path}containerProperties.") }
            : AppRunnerService();
    }

    private (FileNode Container, string Path) Choose(FileNode containers)
    {
        var all = containers.Items($"{_path}containerDefinitions");
        var names = all.Select((one, at) => Text(one, "name", $"{_path}containerDefinitions[{at}].")).ToList();
        var chosen = _container is null && all.Count == 1 ? 0 : names.FindIndex(name => name is not null && name == _container);
        return chosen >= 0 ? (all[chosen], $"{_path}containerDefinitions[{chosen}]")
            : all.Count == 0 ? throw containers.Error($"{_path}containerDefinitions is empty.")
            : _container is null ? throw ToolException.Usage($"{containers.File} defines the containers {string.Join(", ", names)}: choose one with --container.")
            : throw ToolException.Usage($"{containers.File} defines no container '{_container}', but {string.Join(", ", names)}.");
    }

    private static TaskDefinition Container(FileNode container, string path)
    {
        var environment = Items(container, "environment", path)
            .Select(one => KeyValuePair.Create(Required(one.Node, "name", one.Path), Text(one.Node, "value", $"{one.Path}.") ?? ""));
        var log = Present(container, "logConfiguration");
        var repository = Present(container, "repositoryCredentials");
        return new()
        {
            Service = Ecs,
            Environment = [.. environment],
            Secrets = SecretsOf(container, "secrets", path),
            LogOptions = log is null ? [] : SecretsOf(log, "secretOptions", $"{path}.logConfiguration"),
            RegistryCredentials = repository is null ? null : Of("credentialsParameter", repository, "credentialsParameter", $"{path}.repositoryCredentials"),
        };
    }

    // As create-service takes it, and describe-service prints it.
    private TaskDefinition AppRunnerService()
    {
        var (node, path) = (_definition, _path);
        foreach (var name in (string[])["SourceConfiguration", "ImageRepository", "ImageConfiguration"])
        {
            node = Present(node, name) ?? throw _definition.Error(
                "there are neither containerDefinitions (of ECS) nor containerProperties (of AWS Batch) nor a SourceConfiguration.ImageRepository.ImageConfiguration (of App Runner).");
            path += $"{name}.";
        }

        var (clear, secrets) = ($"{path}RuntimeEnvironmentVariables", $"{path}RuntimeEnvironmentSecrets");
        return new()
        {
            Service = AppRunner,
            Environment = [.. (Present(node, "RuntimeEnvironmentVariables")?.Entries(clear) ?? []).Select(one => KeyValuePair.Create(one.Name, one.Value.Text($"{clear}.{one.Name}")))],
            Secrets =
            [
                .. (Present(node, "RuntimeEnvironmentSecrets")?.Entries(secrets) ?? [])
                    .Select(one => new Injected(one.Name, one.Value.Text($"{secrets}.{one.Name}"), PlaceOf(one.Value, $"{secrets}.{one.Name}"))),
            ],
            Role = Present(_definition, "InstanceConfiguration") is { } instance ? Text(instance, "InstanceRoleArn", $"{_path}InstanceConfiguration.") : null,
        };
    }

    private static List<Injected> SecretsOf(FileNode owner, string list, string path) =>
        [.. Items(owner, list, path).Select(one => Of(Required(one.Node, "name", one.Path), one.Node, "valueFrom", one.Path))];

    private static Injected Of(string name, FileNode owner, string member, string path) =>
        new(name, Required(owner, member, path), PlaceOf(owner.Find(member)!, $"{path}.{member}"));

    private static IEnumerable<(FileNode Node, string Path)> Items(FileNode owner, string list, string path) =>
        Present(owner, list)?.Items($"{path}.{list}").Select((one, at) => (one, $"{path}.{list}[{at}]")) ?? [];

    private static string Required(FileNode owner, string member, string path) =>
        Text(owner, member, $"{path}.") is { Length: > 0 } text ? text : throw owner.Error($"{path} needs {member}.");

    private static string? Text(FileNode owner, string member, string path) => Present(owner, member)?.Text($"{path}{member}");

    // The CLI writes null for what is absent when a skeleton is filled in.
    private static FileNode? Present(FileNode owner, string member) => owner.Find(member) is { Kind: not JsonTokenType.Null } value ? value : null;

    private static string PlaceOf(FileNode node, string path) => $"{node.File}, line {node.Line}, {path}";
}
