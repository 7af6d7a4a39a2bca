using System.Net;
using SecretsEmu.Agent;
using SecretsEmu.Files;

namespace SecretsEmu.Tests.Agent;

/// <summary>The TOML of a Secrets Manager Agent.</summary>
public sealed class AgentConfigFileTests
{
    [Test]
    public void An_empty_file_has_the_agents_defaults()
    {
        var settings = AgentConfigFile.Parse("agent.toml", "");

        settings.Port.ShouldBe(2773);
        settings.SecretTtl.ShouldBe(TimeSpan.FromSeconds(300));
        settings.CacheSize.ShouldBe(1000);
        settings.MostConnections.ShouldBe(800);
        settings.TokenHeaders.ShouldBe(["X-Aws-Parameters-Secrets-Token", "X-Vault-Token"]);
        settings.TokenVariables.ShouldBe(["AWS_TOKEN", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"]);
        settings.PathPrefix.ShouldBe("/v1/");
        settings.ServesStale.ShouldBeTrue();
    }

    [Test]
    public void Every_setting_of_the_agent_is_read()
    {
        var settings = AgentConfigFile.Parse("agent.toml", """
            # numbers may stand in quotes
            log_level = "none"
            log_to_file = false
            http_port = "65535"
            http_address = "127.0.0.2"
            region = "eu-west-1"
            ttl_seconds = 0
            cache_size = 1
            ssrf_headers = ["A", "B"]
            ssrf_env_variables = ["C"]
            path_prefix = "/"
            max_conn = 1000
            ignore_transient_errors = false
            validate_credentials = "true"
            """);

        settings.Port.ShouldBe(65535);
        settings.Address.ShouldBe(IPAddress.Parse("127.0.0.2"));
        settings.Region.ShouldBe("eu-west-1");
        settings.SecretTtl.ShouldBe(TimeSpan.Zero);
        settings.CacheSize.ShouldBe(1);
        settings.TokenHeaders.ShouldBe(["A", "B"]);
        settings.TokenVariables.ShouldBe(["C"]);
        settings.PathPrefix.ShouldBe("/");
        settings.MostConnections.ShouldBe(1000);
        settings.ServesStale.ShouldBeFalse();
    }

    [TestCase("http_port = 1023", "http_port is a number from 1024 to 65535, or 0 for a free port.")]
    [TestCase("http_port = 65536", "http_port is a number from 1024 to 65535, or 0 for a free port.")]
    [TestCase("ttl_seconds = 3601", "ttl_seconds is a number from 0 to 3600.")]
    [TestCase("ttl_seconds = -1", "ttl_seconds is a number from 0 to 3600.")]
    [TestCase("ttl_seconds = true", "ttl_seconds is a number from 0 to 3600.")]
    [TestCase("cache_size = 0", "cache_size is a number from 1 to 1000.")]
    [TestCase("cache_size = 1001", "cache_size is a number from 1 to 1000.")]
    [TestCase("max_conn = 0", "max_conn is a number from 1 to 1000.")]
    [TestCase("ssrf_headers = []", "ssrf_headers is a list of texts, at least one.")]
    [TestCase("ssrf_headers = [1]", "ssrf_headers is a list of texts.")]
    [TestCase("ssrf_env_variables = \"A\"", "ssrf_env_variables is a list of texts, at least one.")]
    [TestCase("path_prefix = \"v1/\"", "path_prefix begins with a slash.")]
    [TestCase("log_level = \"loud\"", "log_level is one of debug, info, warn, error, none.")]
    [TestCase("log_to_file = 1", "log_to_file is true or false.")]
    [TestCase("http_address = \"localhost\"", "http_address is an IP address.")]
    [TestCase("region = 1", "region is a text.")]
    [TestCase("region = \"\"", "region is the name of one, such as us-east-1.")]
    [TestCase("region = \"US-EAST-1\"", "region is the name of one, such as us-east-1.")]
    [TestCase("region = \"us east 1\"", "region is the name of one, such as us-east-1.")]
    [TestCase("credentials_file_path = \"/x\"", "credentials_file_path has no meaning here: name the agent's role with --agent-role.")]
    [TestCase("Http_port = 2773", "the agent has no setting 'Http_port'.")]
    [TestCase("[agent]", "the agent's settings stand in no table.")]
    public void What_the_agent_does_not_take_is_refused_with_its_line(string line, string sentence) =>
        Should.Throw<FileException>(() => AgentConfigFile.Parse("agent.toml", $"# agent\n{line}\n")).Message.ShouldBe($"agent.toml, line 2: {sentence}");

    [Test]
    public void What_is_not_TOML_is_refused_with_its_line() =>
        Should.Throw<FileException>(() => AgentConfigFile.Parse("agent.toml", "http_port = 2773\nttl_seconds =\n")).Message.ShouldStartWith("agent.toml, line 2: this is not TOML: ");

    [Test]
    public void A_setting_twice_is_not_TOML() =>
        Should.Throw<FileException>(() => AgentConfigFile.Parse("agent.toml", "http_port = 2773\nhttp_port = 2774\n")).Message.ShouldStartWith("agent.toml, line 2: this is not TOML: ");
}
