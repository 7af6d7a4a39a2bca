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
    [TestCase("{}", "td.json, line 1: there are neither containerDefinitions (of ECS) nor containerProperties (of AWS Batch) nor a SourceConfiguration.ImageRepository.ImageConfiguration (of App Runner).")]
    [TestCase("""{"containerDefinitions":{}}""", "td.json, line 1: containerDefinitions must be a list.")]
    [TestCase("""{"containerDefinitions":[]}""", "td.json, line 1: containerDefinitions is empty.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":\n{}}]}", "td.json, line 2: containerDefinitions[0].secrets must be a list.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[\n{\"name\":\"A\"}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0] needs valueFrom.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[\n{\"valueFrom\":\"x\"}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0] needs name.")]
    [TestCase("{\"containerDefinitions\":[{\"secrets\":[{\"name\":\"A\",\n\"valueFrom\":5}]}]}", "td.json, line 2: containerDefinitions[0].secrets[0].valueFrom must be a text.")]
    [TestCase("""{"containerDefinitions":[{"environment":[{"name":"A","value":1}]}]}""", "td.json, line 1: containerDefinitions[0].environment[0].value must be a text.")]
    [TestCase("""{"containerDefinitions":[{"repositoryCredentials":{}}]}""", "td.json, line 1: containerDefinitions[0].repositoryCredentials needs credentialsParameter.")]
    [TestCase("""{"executionRoleArn":1,"containerDefinitions":[{}]}""", "td.json, line 1: executionRoleArn must be a text.")]
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
            .ShouldBe("--container is for a task definition of ECS: td.json has no containerDefinitions.");

    private static TaskDefinition Read(string text, string? container = null) => TaskDefinitionFile.Read(FileNode.Parse("td.json", text), container);
}
