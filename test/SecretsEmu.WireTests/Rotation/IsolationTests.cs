using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.SecretsManager.Model;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.AwsSdk;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Plugins and .NET functions in child processes of the tool.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IsolationTests
{
    [Test]
    public async Task A_plugin_rotates_a_secret_from_a_process_of_its_own()
    {
        await using var emulator = await Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));

        await emulator.Rotate("db", "good", version: 2);
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Verdict("db")).ShouldBe("The function kept to the contract.");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSPENDING,AWSCURRENT]");
        (await emulator.LastRotation("db")).GetProperty("steps")[0].GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("operation").GetString())
            .ShouldBe(["GetSecretValue", "GetRandomPassword", "PutSecretValue"]);
    }

    [Test]
    public async Task A_NET_function_rotates_a_secret_from_a_process_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("users.json"), """{"app":"one"}""");
        await File.WriteAllTextAsync(folder.File("handlers.json"), new JsonObject
        {
            ["functions"] = new JsonObject
            {
                ["single-user"] = new JsonObject
                {
                    ["kind"] = "dotnet", ["isolation"] = "process", ["folder"] = DataOf("RotationFunctions"),
                    ["handler"] = "RotationFunctions::RotationFunctions.SingleUser::Handle",
                    ["environment"] = new JsonObject { ["DATABASE_FILE"] = folder.File("users.json") },
                },
            },
        }.ToJsonString());
        await using var emulator = await Emulator.Start(options: new() { Handlers = folder.File("handlers.json"), ToolPath = DataOf("Tool") });
        await emulator.Secrets.Create("db", """{"username":"app","password":"one"}""");

        await emulator.Rotate("db", "single-user");
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Verdict("db")).ShouldBe("The function kept to the contract.");
        var current = JsonNode.Parse((await emulator.Secrets.GetValue("db")).Text("SecretString")!)!;
        JsonNode.Parse(await File.ReadAllTextAsync(folder.File("users.json")))!["app"]!.GetValue<string>().ShouldBe(current["password"]!.GetValue<string>());
    }

    [Test]
    public async Task A_plugin_that_throws_fails_as_it_does_in_the_emulators_process()
    {
        await using var emulator = await Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Rotate("db", "throws");
        await emulator.Server.RotationsEndedAsync();

        var step = (await emulator.LastRotation("db")).GetProperty("steps")[1];
        step.GetProperty("errorType").GetString().ShouldBe("RotationPlugins.DatabaseException");
        step.GetProperty("error").GetString().ShouldBe("The database refused the login of app.");
        step.GetProperty("log")[0].GetString()!.ShouldContain("RotationPlugins.ThrowingPlugin.SetSecretAsync");
    }

    [Test]
    public async Task A_plugin_that_ends_its_process_ends_no_other()
    {
        await using var emulator = await Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Rotate("db", "exits");
        await emulator.Server.RotationsEndedAsync();

        var step = (await emulator.LastRotation("db")).GetProperty("steps")[1];
        step.GetProperty("errorType").GetString().ShouldBe("Runtime.ExitError");
        step.GetProperty("error").GetString()!.ShouldEndWith(" Error: Runtime exited with error: exit status 7");
        step.GetProperty("log")[0].GetString().ShouldBe("leaving");
    }

    [Test]
    public async Task A_strict_emulator_knows_the_signature_of_an_isolated_plugin()
    {
        // On the machine's clock, by which the process signs.
        await using var server = await SecretsEmulator.StartAsync(
            new() { Strict = true, Handlers = RotationCalls.Plugins, IsolateHandlers = true, ToolPath = DataOf("Tool") });
        using var client = server.SdkClient();
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        var rotated = await client.RotateSecretAsync(new RotateSecretRequest { SecretId = "db", RotationLambdaARN = RotationCalls.Function("good") });
        await server.RotationsEndedAsync();

        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).VersionId.ShouldBe(rotated.VersionId);
    }

    [Test]
    public async Task The_hidden_command_is_for_servers_alone()
    {
        var finished = await Tool.ToolProcess.Run("host-handler");

        finished.ShouldBe(new Tool.Finished(2, "", "secrets-emu host-handler is started by a server, for a function in a process of its own.\n"));
        (await Tool.ToolProcess.Run("--help")).Output.ShouldNotContain("host-handler");
    }

    private static Task<Emulator> Start() => RotationCalls.Start(options: new() { IsolateHandlers = true, ToolPath = DataOf("Tool") });

    private static string DataOf(string key) =>
        typeof(IsolationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
