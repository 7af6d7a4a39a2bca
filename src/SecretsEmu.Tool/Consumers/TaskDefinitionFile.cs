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

    // Where it does not count which.
    private const string AnyAccount = "000000000000";

    private readonly string? _container;
    private readonly bool _isLenient;

    private TaskDefinitionFile(string? container, bool isLenient) => (_container, _isLenient) = (container, isLenient);

    /// <param name="root">The file.</param>
    /// <param name="container">Which one; null when there is only one.</param>
    /// <param name="isLenient">Whether account and region of its ARNs do not count.</param>
    /// <exception cref="FileException">It is no definition, or something in it is of a wrong type.</exception>
    /// <exception cref="ToolException">It is not clear which container is meant.</exception>
    public static TaskDefinition Read(FileNode root, string? container, bool isLenient = false)
    {
        var file = DefinitionPart.Of(root, "", "a task definition");
        return new TaskDefinitionFile(container, isLenient).Read(
            file.Object("taskDefinition") ?? file.Object("Service") ?? (file.Has("jobDefinitions") ? file.Only("jobDefinitions") : file));
    }

    private TaskDefinition Read(DefinitionPart definition) =>
        definition.Has("containerDefinitions") ? Chosen(definition, "containerDefinitions")
        : Job(definition, "containerProperties") is { } job ? job
        : definition.Object("nodeProperties") is { } nodes ? Node(nodes.Only("nodeRangeProperties"))
        : AppRunnerService(definition);

    // All nodes of a range are alike; which of several ranges a command stands for is not to be guessed.
    private TaskDefinition Node(DefinitionPart range) =>
        Job(range, "container") ?? throw range.Node.Error($"{range.Path} has neither container nor ecsProperties.");

    private TaskDefinition? Job(DefinitionPart job, string single) =>
        job.Object("ecsProperties") is { } ecs ? Chosen(ecs.Only("taskProperties"), "containers")
        : job.Object(single) is { } container ? Single(container)
        : null;

    private TaskDefinition Single(DefinitionPart container)
    {
        RefuseChoice(container.Node.File);
        return Container(container) with { Role = RoleOf(container, "executionRoleArn") };
    }

    private void RefuseChoice(string file)
    {
        if (_container is not null)
        {
            throw ToolException.Usage($"--container is for containerDefinitions (of ECS) and ecsProperties (of AWS Batch): {file} has neither.");
        }
    }

    private TaskDefinition Chosen(DefinitionPart task, string list)
    {
        var (all, file) = (task.Items(list), task.Node.File);
        var names = all.Select(one => one.Text("name")).ToList();
        var chosen = _container is null && all.Count == 1 ? 0 : names.FindIndex(name => name is not null && name == _container);
        return chosen >= 0 ? Container(all[chosen]) with { Role = RoleOf(task, "executionRoleArn") }
            : !task.Has(list) ? throw task.Node.Error($"{task.Path} needs {list}.")
            : all.Count == 0 ? throw task.ErrorAt(list, "is empty.")
            : _container is null ? throw ToolException.Usage($"{file} defines the containers {string.Join(", ", names)}: choose one with --container.")
            : throw ToolException.Usage($"{file} defines no container '{_container}', but {string.Join(", ", names)}.");
    }

    private static TaskDefinition Container(DefinitionPart container) => new()
    {
        Service = Ecs,
        Environment = [.. container.Items("environment").Select(Clear)],
        Secrets = [.. container.Items("secrets").Select(one => Variable(one.Required("name"), one.Required("valueFrom"), one.PlaceOf("valueFrom"), one.PlaceOf("name")))],
        LogOptions =
        [
            .. (container.Object("logConfiguration")?.Items("secretOptions") ?? []).Select(one => new Injected(one.Required("name"), one.Required("valueFrom"), one.PlaceOf("valueFrom"))),
        ],
        RegistryCredentials = container.Object("repositoryCredentials") is { } repository
            ? new("credentialsParameter", repository.Required("credentialsParameter"), repository.PlaceOf("credentialsParameter"))
            : null,
    };

    // As create-service takes it, and describe-service prints it.
    private TaskDefinition AppRunnerService(DefinitionPart service)
    {
        RefuseChoice(service.Node.File);
        var image = service.Object("SourceConfiguration")?.Object("ImageRepository")?.Object("ImageConfiguration") ?? throw service.Node.Error(
            "there are neither containerDefinitions (of ECS) nor containerProperties, ecsProperties or nodeProperties (of AWS Batch) nor a SourceConfiguration.ImageRepository.ImageConfiguration (of App Runner).");
        return new()
        {
            Service = AppRunner,
            Environment = [.. image.Texts("RuntimeEnvironmentVariables").Select(one => Clear(one.Name, one.Value, one.Place, one.Place))],
            Secrets = [.. image.Texts("RuntimeEnvironmentSecrets").Select(one => Variable(one.Name, one.Value, one.Place, one.Place))],
            Role = service.Object("InstanceConfiguration") is { } instance ? RoleOf(instance, "InstanceRoleArn") : null,
        };
    }

    private string? RoleOf(DefinitionPart owner, string member) => owner.Text(member) is not { } role ? null
        : ServiceRole.Is(_isLenient ? ValueFrom.Moved(role, AnyAccount, "") : role) ? role
        : throw owner.ErrorAt(member, $"must be the ARN of a role, such as arn:aws:iam::111122223333:role/NAME, or its name, not '{role}'.");

    private static KeyValuePair<string, string> Clear(DefinitionPart variable)
    {
        var (name, value) = (variable.Required("name"), variable.Text("value") ?? "");
        return Clear(name, value, variable.PlaceOf("name"), variable.Has("value") ? variable.PlaceOf("value") : "");
    }

    private static KeyValuePair<string, string> Clear(string name, string value, string placeOfName, string place)
    {
        Check(placeOfName, ProcessVariable.RefusalOfName(name));
        Check(place, ProcessVariable.RefusalOfValue(value));
        return new(name, value);
    }

    private static Injected Variable(string name, string valueFrom, string place, string placeOfName)
    {
        Check(placeOfName, ProcessVariable.RefusalOfName(name));
        return new(name, valueFrom, place);
    }

    private static void Check(string place, string? refusal)
    {
        if (refusal is not null)
        {
            throw new FileException($"{place}: {refusal}");
        }
    }
}
