using SecretsEmu.Agent;

namespace SecretsEmu.Tests.Agent;

/// <summary>The variables of the Lambda extension.</summary>
public sealed class ExtensionVariablesTests
{
    [Test]
    public void Without_any_the_extension_has_its_defaults()
    {
        var settings = ExtensionVariables.Read(_ => null);

        settings.Mode.ShouldBe(AgentMode.Extension);
        settings.Port.ShouldBe(2773);
        settings.SecretTtl.ShouldBe(TimeSpan.FromSeconds(300));
        settings.ParameterTtl.ShouldBe(TimeSpan.FromSeconds(300));
        settings.CacheSize.ShouldBe(1000);
        settings.MostCalls.ShouldBe(3);
        settings.MostConnections.ShouldBeNull();
        settings.SecretTimeout.ShouldBeNull();
        settings.TokenHeaders.ShouldBe(["X-Aws-Parameters-Secrets-Token"]);
    }

    [Test]
    public void Each_of_them_counts()
    {
        var settings = ExtensionVariables.Read(new Dictionary<string, string>
        {
            ["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"] = "2774",
            ["PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE"] = "7",
            ["PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED"] = "TRUE",
            ["PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL"] = "debug",
            ["PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS"] = "1",
            ["SECRETS_MANAGER_TTL"] = "10",
            ["SECRETS_MANAGER_TIMEOUT_MILLIS"] = "500",
            ["SSM_PARAMETER_STORE_TTL"] = "20",
            ["SSM_PARAMETER_STORE_TIMEOUT_MILLIS"] = "600",
        }.GetValueOrDefault);

        settings.Port.ShouldBe(2774);
        settings.CacheSize.ShouldBe(7);
        settings.MostCalls.ShouldBe(1);
        settings.TtlOf(CachedKind.Secret).ShouldBe(TimeSpan.FromSeconds(10));
        settings.TtlOf(CachedKind.DecryptedParameter).ShouldBe(TimeSpan.FromSeconds(20));
        settings.TimeoutOf(CachedKind.Secret).ShouldBe(TimeSpan.FromMilliseconds(500));
        settings.TimeoutOf(CachedKind.Parameter).ShouldBe(TimeSpan.FromMilliseconds(600));
    }

    [TestCase("SECRETS_MANAGER_TTL", "301", "SECRETS_MANAGER_TTL takes a number from 0 to 300, not '301'.")]
    [TestCase("SSM_PARAMETER_STORE_TTL", "-1", "SSM_PARAMETER_STORE_TTL takes a number from 0 to 300, not '-1'.")]
    [TestCase("SECRETS_MANAGER_TIMEOUT_MILLIS", "1s", "SECRETS_MANAGER_TIMEOUT_MILLIS takes a number from 0, not '1s'.")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", "1001", "PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE takes a number from 0 to 1000, not '1001'.")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "0", "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT takes a number from 1 to 65535, not '0'.")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS", "0", "PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS takes a number from 1, not '0'.")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED", "yes", "PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED takes true or false, not 'yes'.")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL", "loud", "PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL takes DEBUG, INFO, WARN, ERROR, NONE, not 'loud'.")]
    public void What_the_extension_does_not_take_is_refused(string variable, string value, string sentence) =>
        Should.Throw<ArgumentException>(() => ExtensionVariables.Read(name => name == variable ? value : null)).Message.ShouldBe(sentence);
}
