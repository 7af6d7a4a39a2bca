using SecretsEmu.Files;
using SecretsEmu.Tool;
using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

public sealed class TaskDefinitionFileTests
{
    private const string Container = """
        {
          "name": "web",
          "environment": [ { "name": "A", "value": "1" }, { "name": "EMPTY" } ],
          "secrets": [ { "name": "B", "valueFrom": "b" } ],
          "repositoryCredentials": { "credentialsParameter": "r" },
          "logConfiguration": { "logDriver": "splunk", "secretOptions": [ { "name": "token", "valueFrom": "t" } ] }
        }
        """;

    [Test]
    public void Register_input_and_describe_output_say_the_same()
    {
        var register = Read($$"""{ "family": "app", "executionRoleArn": "role", "containerDefinitions": [ {{Container}} ] }""");
        var describe = Read($$"""{ "taskDefinition": { "revision": 3, "executionRoleArn": "role", "containerDefinitions": [ {{Container}} ] }, "tags": [] }""");

        foreach (var (task, path) in new[] { (register, ""), (describe, "taskDefinition.") })
        {
            task.Environment.ShouldBe([new("A", "1"), new("EMPTY", "")]);
            task.Secrets.ShouldBe([new Injected("B", "b", $"td.json, line 4, {path}containerDefinitions[0].secrets[0].valueFrom")]);
            task.LogOptions.ShouldBe([new Injected("token", "t", $"td.json, line 6, {path}containerDefinitions[0].logConfiguration.secretOptions[0].valueFrom")]);
            task.RegistryCredentials.ShouldBe(new Injected("credentialsParameter", "r", $"td.json, line 5, {path}containerDefinitions[0].repositoryCredentials.credentialsParameter"));
            (task.Role, task.Service).ShouldBe(("role", "ecs-tasks.amazonaws.com"));
        }
    }

    [Test]
    public void A_job_definition_of_Batch_has_one_container()
    {
        var job = """{ "executionRoleArn": "role", "environment": [ { "name": "A", "value": "1" } ], "secrets": [ { "name": "B", "valueFrom": "b" } ] }""";

        foreach (var text in new[] { $$"""{ "type": "container", "containerProperties": {{job}} }""", $$"""{ "jobDefinitions": [ { "containerProperties": {{job}} } ] }""" })
        {
            var task = Read(text);
            task.Environment.ShouldBe([new("A", "1")]);
            task.Secrets.Single().ValueFrom.ShouldBe("b");
            (task.Role, task.Service).ShouldBe(("role", "ecs-tasks.amazonaws.com"));
        }
    }

    [TestCase("""{ "executionRoleArn": null, "containerProperties": null, "containerDefinitions": [ { "environment": null, "secrets": null, "logConfiguration": null, "repositoryCredentials": null } ] }""")]
    [TestCase("""{ "containerDefinitions": null, "containerProperties": { "logConfiguration": { "secretOptions": null } } }""")]
    [TestCase("""
        { "containerDefinitions": null, "containerProperties": null, "InstanceConfiguration": null, "SourceConfiguration": { "ImageRepository": { "ImageConfiguration": {
            "RuntimeEnvironmentVariables": null, "RuntimeEnvironmentSecrets": null } } } }
        """)]
    public void Null_is_what_a_skeleton_has_for_what_is_absent(string text)
    {
        var task = Read(text);

        (task.Environment.Count, task.Secrets.Count, task.LogOptions.Count, task.RegistryCredentials, task.Role).ShouldBe((0, 0, 0, null, null));
    }

    [Test]
    public void A_service_of_App_Runner_has_maps()
    {
        var task = Read("""
            { "SourceConfiguration": { "ImageRepository": { "ImageConfiguration": {
                "RuntimeEnvironmentVariables": { "A": "1" },
                "RuntimeEnvironmentSecrets": { "B": "b" } } } },
              "InstanceConfiguration": { "InstanceRoleArn": "role" } }
            """);

        task.Environment.ShouldBe([new("A", "1")]);
        task.Secrets.ShouldBe([new Injected("B", "b", "td.json, line 3, SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentSecrets.B")]);
        (task.Role, task.Service).ShouldBe(("role", "tasks.apprunner.amazonaws.com"));
    }

    [TestCase("", "td.json, line 1: this is not JSON (column 1).")]
    [TestCase("[]", "td.json, line 1: a task definition must be an object.")]
    [TestCase("{}", "td.json, line 1: there are neither containerDefinitions (of ECS) nor containerProperties, ecsProperties or nodeProperties (of AWS Batch) nor a SourceConfiguration.ImageRepository.ImageConfiguration (of App Runner).")]
    [TestCase("""{"containerDefinitions":{}}""", "td.json, line 1: containerDefinitions must be a list.")]
    [TestCase("""{"containerDefinitions":[]}""", "td.json, line 1: containerDefinitions is empty.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":\n{}}]}", "td.json, line 2: containerDefinitions[0].secrets must be a list.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[\n{\"name\":\"A\"}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0] needs valueFrom.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[\n{\"valueFrom\":\"x\"}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0] needs name.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[{\"name\":\"A\",\n\"valueFrom\":5}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0].valueFrom must be a text.")]
    [TestCase("""{"containerDefinitions":[{"environment":[{"name":"A","value":1}]}]}""", "td.json, line 1: containerDefinitions[0].environment[0].value must be a text.")]
    [TestCase("""{"containerDefinitions":[{"repositoryCredentials":{}}]}""", "td.json, line 1: containerDefinitions[0].repositoryCredentials needs credentialsParameter.")]
    [TestCase("""{"executionRoleArn":1,"containerDefinitions":[{}]}""", "td.json, line 1: executionRoleArn must be a text.")]
    [TestCase("{\"containerDefinitions\":[\n1]}", "td.json, line 2: containerDefinitions[0] must be an object.")]
    [TestCase("{\"containerProperties\":\n5}", "td.json, line 2: containerProperties must be an object.")]
    [TestCase("{\"taskDefinition\":\n5}", "td.json, line 2: taskDefinition must be an object.")]
    [TestCase("{\"containerDefinitions\":[{\"logConfiguration\":\n5}]}", "td.json, line 2: containerDefinitions[0].logConfiguration must be an object.")]
    [TestCase("{\"containerDefinitions\":[{\"repositoryCredentials\":\n5}]}", "td.json, line 2: containerDefinitions[0].repositoryCredentials must be an object.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[\nnull]}]}", "td.json, line 2: containerDefinitions[0].secrets[0] must be an object.")]
    [TestCase("{\"containerDefinitions\":[{\"environment\":[\n[]]}]}", "td.json, line 2: containerDefinitions[0].environment[0] must be an object.")]
    [TestCase("{\"SourceConfiguration\":{\"ImageRepository\":\n[]}}", "td.json, line 2: SourceConfiguration.ImageRepository must be an object.")]
    [TestCase("{\"jobDefinitions\":\n[{},{}]}", "td.json, line 2: jobDefinitions must have one element: keep the one that is meant.")]
    [TestCase("{\"ecsProperties\":\n{}}", "td.json, line 2: ecsProperties needs taskProperties.")]
    [TestCase("{\"ecsProperties\":{\"taskProperties\":\n[{},{}]}}", "td.json, line 2: ecsProperties.taskProperties must have one element: keep the one that is meant.")]
    [TestCase("{\"ecsProperties\":{\"taskProperties\":[\n{}]}}", "td.json, line 2: ecsProperties.taskProperties[0] needs containers.")]
    [TestCase("{\"nodeProperties\":{\"nodeRangeProperties\":[\n{}]}}", "td.json, line 2: nodeProperties.nodeRangeProperties[0] has neither container nor ecsProperties.")]
    [TestCase("{\"nodeProperties\":{\"nodeRangeProperties\":\n[{},{}]}}", "td.json, line 2: nodeProperties.nodeRangeProperties must have one element: keep the one that is meant.")]
    [TestCase("{\"containerDefinitions\":[{\"environment\":[{\"name\":\n\"A=B\"}]}]}", "td.json, line 2, containerDefinitions[0].environment[0].name: 'A=B' cannot be a variable: a name is not empty, and has no = and no NUL.")]
    [TestCase("{\"containerDefinitions\":[{\"environment\":[{\"name\":\"A\",\"value\":\n\"a\\u0000\"}]}]}", "td.json, line 2, containerDefinitions[0].environment[0].value: the value holds a NUL, which no variable can.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[{\"name\":\n\"A\\u0000\",\"valueFrom\":\"x\"}]}]}", "td.json, line 2, containerDefinitions[0].secrets[0].name: 'A\\0' cannot be a variable: a name is not empty, and has no = and no NUL.")]
    [TestCase("""{"SourceConfiguration":{"ImageRepository":{"ImageConfiguration":{"RuntimeEnvironmentSecrets":{"":"x"}}}}}""", "td.json, line 1, SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentSecrets.: '' cannot be a variable: a name is not empty, and has no = and no NUL.")]
    public void A_malformed_file_is_refused_with_its_line(string text, string sentence) =>
        Should.Throw<FileException>(() => Read(text)).Message.ShouldBe(sentence);

    [TestCase(null, "td.json defines the containers web, log: choose one with --container.")]
    [TestCase("db", "td.json defines no container 'db', but web, log.")]
    public void One_of_several_containers_must_be_chosen(string? container, string sentence) =>
        Should.Throw<ToolException>(() => Read("""{"containerDefinitions":[{"name":"web"},{"name":"log"}]}""", container)).Message.ShouldBe(sentence);

    [Test]
    public void The_chosen_container_counts() =>
        Read("""{"containerDefinitions":[{"name":"web"},{"name":"log","environment":[{"name":"A","value":"1"}]}]}""", "log").Environment.ShouldBe([new("A", "1")]);

    [Test]
    public void A_container_is_one_of_ECS() =>
        Should.Throw<ToolException>(() => Read("""{"containerProperties":{}}""", "web")).Message
            .ShouldBe("--container is for containerDefinitions (of ECS) and ecsProperties (of AWS Batch): td.json has neither.");

    [Test]
    public void A_job_of_Batch_may_have_several_containers_as_a_task_has()
    {
        const string Job = """
            { "ecsProperties": { "taskProperties": [ { "executionRoleArn": "role", "containers": [
                { "name": "web", "secrets": [ { "name": "B", "valueFrom": "b" } ] }, { "name": "log" } ] } ] } }
            """;

        var task = Read(Job, "web");

        task.Secrets.ShouldBe([new Injected("B", "b", "td.json, line 2, ecsProperties.taskProperties[0].containers[0].secrets[0].valueFrom")]);
        (task.Role, task.Service).ShouldBe(("role", "ecs-tasks.amazonaws.com"));
        Should.Throw<ToolException>(() => Read(Job)).Message.ShouldBe("td.json defines the containers web, log: choose one with --container.");
    }

    [TestCase("\"container\": { \"executionRoleArn\": \"role\", \"secrets\": [ { \"name\": \"B\", \"valueFrom\": \"b\" } ] }", "container")]
    [TestCase("\"ecsProperties\": { \"taskProperties\": [ { \"executionRoleArn\": \"role\", \"containers\": [ { \"secrets\": [ { \"name\": \"B\", \"valueFrom\": \"b\" } ] } ] } ] }", "ecsProperties.taskProperties[0].containers[0]")]
    public void The_nodes_of_a_job_of_Batch_are_alike(string range, string path)
    {
        var task = Read($$"""{ "nodeProperties": { "numNodes": 2, "mainNode": 0, "nodeRangeProperties": [ { "targetNodes": "0:1", {{range}} } ] } }""");

        task.Secrets.ShouldBe([new Injected("B", "b", $"td.json, line 1, nodeProperties.nodeRangeProperties[0].{path}.secrets[0].valueFrom")]);
        task.Role.ShouldBe("role");
    }

    [TestCase("arn:aws:iam::000000000000:user/none")]
    [TestCase("arn:aws:iam::aws_account_id:role/task")]
    [TestCase("arn:aws:iam::000000000000:role/")]
    [TestCase("bad role!")]
    [TestCase("")]
    public void An_execution_role_is_a_role(string role)
    {
        var sentence = $"must be the ARN of a role, such as arn:aws:iam::111122223333:role/NAME, or its name, not '{role}'.";

        Should.Throw<FileException>(() => Read($"{{\"containerDefinitions\":[{{}}],\n\"executionRoleArn\":\"{role}\"}}")).Message
            .ShouldBe($"td.json, line 2: executionRoleArn {sentence}");
        Should.Throw<FileException>(() => Read($$"""{ "containerProperties": { "executionRoleArn": "{{role}}" } }""")).Message
            .ShouldBe($"td.json, line 1: containerProperties.executionRoleArn {sentence}");
        Should.Throw<FileException>(() => Read($$"""{ "InstanceConfiguration": { "InstanceRoleArn": "{{role}}" }, "SourceConfiguration": { "ImageRepository": { "ImageConfiguration": {} } } }""")).Message
            .ShouldBe($"td.json, line 1: InstanceConfiguration.InstanceRoleArn {sentence}");
    }

    [TestCase("role")]
    [TestCase("/service-role/task")]
    [TestCase("arn:aws:iam::111122223333:role/service-role/task")]
    [TestCase("arn:aws-us-gov:iam::111122223333:role/task")]
    public void It_is_an_ARN_or_a_name(string role) =>
        Read($$"""{"executionRoleArn":"{{role}}","containerDefinitions":[{}]}""").Role.ShouldBe(role);

    [Test]
    public void Leniently_its_account_does_not_count()
    {
        const string Text = """{"executionRoleArn":"arn:aws:iam::aws_account_id:role/task","containerDefinitions":[{}]}""";

        TaskDefinitionFile.Read(FileNode.Parse("td.json", Text), null, isLenient: true).Role.ShouldBe("arn:aws:iam::aws_account_id:role/task");
    }

    private static TaskDefinition Read(string text, string? container = null) => TaskDefinitionFile.Read(FileNode.Parse("td.json", text), container);
}
