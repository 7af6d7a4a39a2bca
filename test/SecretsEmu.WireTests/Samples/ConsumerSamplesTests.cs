using System.Reflection;
using System.Text.RegularExpressions;
using SecretsEmu.WireTests.Tool;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/ecs-task, samples/eks-mount and samples/codebuild: the commands of their READMEs, and what these say they print.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the commands are a shell's")]
public sealed partial class ConsumerSamplesTests
{
    private static readonly string Samples =
        typeof(ConsumerSamplesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!;

    [Test]
    public async Task The_task_starts_with_the_environment_of_its_container()
    {
        var (commands, printed) = Blocks("ecs-task");
        using var folder = new Tool.TemporaryFolder();

        (await Shell("ecs-task", commands[0])).ShouldBe(new Finished(0, printed[0], ""));
        (await Shell("ecs-task", commands[1].Replace(".env", folder.File(".env"), StringComparison.Ordinal))).ShouldBe(new Finished(0, "", ""));
        (await File.ReadAllTextAsync(folder.File(".env"))).ShouldBe("DB_HOST=db.example.com\nDB_PASSWORD=not-a-real-password\nDB_PORT=5432\nMAX_ORDERS='1e+06'\nLOG_LEVEL=debug\n");
    }

    [Test]
    public async Task The_task_does_not_start_when_its_role_may_not_read()
    {
        var (commands, _) = Blocks("ecs-task");
        using var folder = new Tool.TemporaryFolder();
        var principals = (await File.ReadAllTextAsync(Path.Combine(Samples, "ecs-task", "principals.jsonc"))).Replace("ssm:GetParameters", "ssm:GetParameter", StringComparison.Ordinal);

        var (code, output, error) = await Shell("ecs-task", commands[0].Replace("principals.jsonc", folder.Write("principals.jsonc", principals), StringComparison.Ordinal));

        (code, output).ShouldBe((1, ""));
        error.ShouldStartWith(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
            + "fetching secret data from SSM Parameter Store in us-east-1: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsTaskExecutionRole/secrets-emu is not authorized to perform: ssm:GetParameters");
        error.ShouldContain("\n  task-definition.json, line 31, containerDefinitions[0].secrets[3].valueFrom: ");
    }

    [Test]
    public async Task The_build_gets_its_variables()
    {
        var (commands, printed) = Blocks("codebuild");

        (await Shell("codebuild", commands[0])).ShouldBe(new Finished(0, printed[0], ""));
    }

    [Test]
    public async Task The_mounted_folder_follows_the_secret()
    {
        var (commands, printed) = Blocks("eks-mount");
        var sample = Path.Combine(Samples, "eks-mount");
        commands[0].ShouldBe("secrets-emu start --in-memory --seed seed.jsonc\n");
        commands[1].ShouldBe("secrets-emu mount --secret-provider-class secret-provider-class.yaml --out mnt --watch\n");
        var value = SecretString().Match(commands[2]).Groups[1].Value;
        using var folder = new Tool.TemporaryFolder();
        await using var server = await ToolServer.InMemory("--seed", Path.Combine(sample, "seed.jsonc"));
        await using var mount = ToolProcess.Start(
            ["mount", "--secret-provider-class", Path.Combine(sample, "secret-provider-class.yaml"), "--out", folder.File("mnt"), "--watch", "--poll", "100ms", "--url", server.Url]);
        await mount.ReadTo("mounted log-level");
        mount.Output.ShouldBe(printed[0]);

        await server.Call("PutSecretValue", $$"""{"SecretId":"orders/db","SecretString":{{System.Text.Json.JsonSerializer.Serialize(value)}},"ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        await mount.ReadTo("changed db-password");

        mount.Output.ShouldBe(printed[0] + printed[1]);
        (await File.ReadAllTextAsync(folder.File("mnt/db-password"))).ShouldBe("not-a-real-one-either");
        (await File.ReadAllTextAsync(folder.File("mnt/log-level"))).ShouldBe("debug");
    }

    /// <summary>The blocks of a README that are commands, and those that show what is printed.</summary>
    private static (IReadOnlyList<string> Commands, IReadOnlyList<string> Printed) Blocks(string sample)
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Samples, sample, "README.md")));
        return ([.. blocks.Where(block => block.Groups[1].Value == "sh").Select(block => block.Groups[2].Value)],
            [.. blocks.Where(block => block.Groups[1].Value == "").Select(block => block.Groups[2].Value)]);
    }

    // Within the server of an exec of its own the sample's own exec makes another one, as it does at a user's prompt.
    private static async Task<Finished> Shell(string sample, string command)
    {
        using var folder = new Tool.TemporaryFolder();
        var tool = folder.Write("secrets-emu", $"#!/bin/sh\nunset SECRETS_EMU_URL\nexec dotnet '{ToolProcess.Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return await ToolProcess.Run(["exec", "--", "sh", "-c", $"PATH='{folder.Path}':$PATH; cd '{Path.Combine(Samples, sample)}'; {command}"]);
    }

    [GeneratedRegex("^```(sh|)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("--secret-string '([^']*)'")]
    private static partial Regex SecretString();
}
