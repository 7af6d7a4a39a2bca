using System.Reflection;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using SecretsEmu.WireTests.Tool;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/agent-cache, word for word as its README shows it, but for the port: another may be in use.</summary>
[Platform(Exclude = "Win", Reason = "it is a shell script")]
[UnsupportedOSPlatform("windows")]
public sealed partial class AgentCacheSampleTests
{
    private static readonly string Sample = Path.Combine(
        Path.GetFullPath(typeof(AgentCacheSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!), "agent-cache");

    [Test]
    public async Task The_app_reads_the_old_password_until_its_time_is_up()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"));
        var command = Block().Matches(readme)[0].Groups[1].Value;
        command.ShouldBe("secrets-emu exec --agent --seed seed.jsonc -- ./stale-read\n");
        using var folder = new Tool.TemporaryFolder();
        // What an installed tool is: a program of that name on the path.
        var tool = folder.Write("secrets-emu", $"#!/bin/sh\nexec dotnet '{ToolProcess.Dll}' \"$@\"\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var finished = await ToolProcess.Run(
            ["exec", "--agent", "--agent-port", "0", "--seed", Path.Combine(Sample, "seed.jsonc"), "--", Path.Combine(Sample, "stale-read")],
            ("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}"));

        (finished.Code, finished.Error).ShouldBe((0, ""));
        Port().Replace(finished.Output, ":2773").ShouldBe(Block().Matches(readme)[1].Groups[1].Value);
    }

    [GeneratedRegex("```(?:sh)?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<=http://127\.0\.0\.1):\d+")]
    private static partial Regex Port();
}
