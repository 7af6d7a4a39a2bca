using System.Diagnostics;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
public sealed class EnvTests
{
    private static ToolServer _server = null!;

    [OneTimeSetUp]
    public static async Task Start() => _server = await ToolServer.InMemory("--region", "eu-west-1");

    [OneTimeTearDown]
    public static ValueTask Stop() => _server.DisposeAsync();

    [Test]
    public async Task Bash() => (await _server.Run("env", "--shell", "bash")).ShouldBe(new Finished(
        0,
        $"""
        export AWS_ENDPOINT_URL_SECRETS_MANAGER={_server.Url}
        export AWS_ENDPOINT_URL_KMS={_server.Url}
        export AWS_ENDPOINT_URL_STS={_server.Url}
        export AWS_ENDPOINT_URL_SSM={_server.Url}
        export AWS_REGION=eu-west-1
        export AWS_DEFAULT_REGION=eu-west-1
        export AWS_ACCESS_KEY_ID=test
        export AWS_SECRET_ACCESS_KEY=test
        export AWS_EC2_METADATA_DISABLED=true

        """,
        ""));

    [Test]
    public async Task Pwsh() => (await _server.Run("env", "--shell", "pwsh")).ShouldBe(new Finished(
        0,
        $"""
        $env:AWS_ENDPOINT_URL_SECRETS_MANAGER = '{_server.Url}'
        $env:AWS_ENDPOINT_URL_KMS = '{_server.Url}'
        $env:AWS_ENDPOINT_URL_STS = '{_server.Url}'
        $env:AWS_ENDPOINT_URL_SSM = '{_server.Url}'
        $env:AWS_REGION = 'eu-west-1'
        $env:AWS_DEFAULT_REGION = 'eu-west-1'
        $env:AWS_ACCESS_KEY_ID = 'test'
        $env:AWS_SECRET_ACCESS_KEY = 'test'
        $env:AWS_EC2_METADATA_DISABLED = 'true'

        """,
        ""));

    [Test]
    public async Task Cmd() => (await _server.Run("env", "--shell", "cmd")).ShouldBe(new Finished(
        0,
        $"""
        set "AWS_ENDPOINT_URL_SECRETS_MANAGER={_server.Url}"
        set "AWS_ENDPOINT_URL_KMS={_server.Url}"
        set "AWS_ENDPOINT_URL_STS={_server.Url}"
        set "AWS_ENDPOINT_URL_SSM={_server.Url}"
        set "AWS_REGION=eu-west-1"
        set "AWS_DEFAULT_REGION=eu-west-1"
        set "AWS_ACCESS_KEY_ID=test"
        set "AWS_SECRET_ACCESS_KEY=test"
        set "AWS_EC2_METADATA_DISABLED=true"

        """,
        ""));

    [Test]
    public async Task Dotenv() => (await _server.Run("env", "--shell", "dotenv")).ShouldBe(new Finished(
        0,
        $"""
        AWS_ENDPOINT_URL_SECRETS_MANAGER={_server.Url}
        AWS_ENDPOINT_URL_KMS={_server.Url}
        AWS_ENDPOINT_URL_STS={_server.Url}
        AWS_ENDPOINT_URL_SSM={_server.Url}
        AWS_REGION=eu-west-1
        AWS_DEFAULT_REGION=eu-west-1
        AWS_ACCESS_KEY_ID=test
        AWS_SECRET_ACCESS_KEY=test
        AWS_EC2_METADATA_DISABLED=true

        """,
        ""));

    [Test]
    public async Task Json() => (await _server.Run("env", "--shell", "json")).ShouldBe(new Finished(
        0,
        $$"""
        {"AWS_ENDPOINT_URL_SECRETS_MANAGER":"{{_server.Url}}","AWS_ENDPOINT_URL_KMS":"{{_server.Url}}","AWS_ENDPOINT_URL_STS":"{{_server.Url}}","AWS_ENDPOINT_URL_SSM":"{{_server.Url}}","AWS_REGION":"eu-west-1","AWS_DEFAULT_REGION":"eu-west-1","AWS_ACCESS_KEY_ID":"test","AWS_SECRET_ACCESS_KEY":"test","AWS_EC2_METADATA_DISABLED":"true"}

        """,
        ""));

    [Test]
    [Platform(Exclude = "Win", Reason = "bash is the default elsewhere")]
    public async Task A_shell_can_evaluate_the_default()
    {
        var (_, exports, _) = await _server.Run("env");
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", exports + "echo $AWS_ENDPOINT_URL_SECRETS_MANAGER in $AWS_REGION"]) { RedirectStandardOutput = true })!;

        (await shell.StandardOutput.ReadToEndAsync()).ShouldBe($"{_server.Url} in eu-west-1\n");
    }
}
