using System.Globalization;

namespace SecretsEmu.Agent;

/// <summary>The environment variables of the Lambda extension, with its limits (integrations.md 6.2).</summary>
internal static class ExtensionVariables
{
    private const string Prefix = "PARAMETERS_SECRETS_EXTENSION_";
    private const int LongestTtl = 300;

    private static readonly string[] LogLevels = ["DEBUG", "INFO", "WARN", "ERROR", "NONE"];

    /// <exception cref="ArgumentException">A variable has a value that the extension does not take.</exception>
    public static AgentSettings Read(Func<string, string?> environment)
    {
        var caches = environment(Prefix + "CACHE_ENABLED") is not { Length: > 0 } text || ReadFlag(Prefix + "CACHE_ENABLED", text);
        // The log is the emulator's own; what the extension would not take is still a mistake.
        if (environment(Prefix + "LOG_LEVEL") is { Length: > 0 } level && !LogLevels.Contains(level.ToUpperInvariant()))
        {
            throw new ArgumentException($"{Prefix}LOG_LEVEL takes {string.Join(", ", LogLevels)}, not '{level}'.");
        }

        return new()
        {
            Mode = AgentMode.Extension,
            Port = Number(Prefix + "HTTP_PORT", 1, 65535, AgentSettings.DefaultPort),
            SecretTtl = TimeSpan.FromSeconds(Number("SECRETS_MANAGER_TTL", 0, LongestTtl, LongestTtl)),
            ParameterTtl = TimeSpan.FromSeconds(Number("SSM_PARAMETER_STORE_TTL", 0, LongestTtl, LongestTtl)),
            CacheSize = caches ? Number(Prefix + "CACHE_SIZE", 0, 1000, 1000) : 0,
            MostConnections = null,
            MostCalls = Number(Prefix + "MAX_CONNECTIONS", 1, int.MaxValue, 3),
            SecretTimeout = Timeout("SECRETS_MANAGER_TIMEOUT_MILLIS"),
            ParameterTimeout = Timeout("SSM_PARAMETER_STORE_TIMEOUT_MILLIS"),
            TokenHeaders = [AgentSettings.TokenHeader],
            ServesStale = false,
        };

        TimeSpan? Timeout(string variable) => Number(variable, 0, int.MaxValue, 0) is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

        int Number(string variable, int least, int most, int byDefault) =>
            environment(variable) is not { Length: > 0 } number ? byDefault
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= least && read <= most ? read
            : throw new ArgumentException($"{variable} takes a number from {least}{(most == int.MaxValue ? "" : $" to {most}")}, not '{number}'.");
    }

    private static bool ReadFlag(string variable, string text) =>
        bool.TryParse(text, out var flag) ? flag : throw new ArgumentException($"{variable} takes true or false, not '{text}'.");
}
