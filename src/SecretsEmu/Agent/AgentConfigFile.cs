using SecretsEmu.Files;
using Tomlyn.Parsing;

namespace SecretsEmu.Agent;

/// <summary>The TOML file of the Secrets Manager Agent; what the agent does not know is refused, as by the agent (integrations.md 6.1).</summary>
internal static class AgentConfigFile
{
    /// <exception cref="FileException">It cannot be read, is malformed, or has a setting that the agent does not take.</exception>
    public static AgentSettings Read(string file)
    {
        try
        {
            return Parse(file, File.ReadAllText(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FileException($"The configuration of the agent cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <exception cref="FileException">It is malformed, or has a setting that the agent does not take.</exception>
    public static AgentSettings Parse(string file, string text)
    {
        var document = SyntaxParser.Parse(text, file);
        if (document.Diagnostics.FirstOrDefault() is { } wrong)
        {
            throw new FileException(file, wrong.Span.Start.Line + 1, $"this is not TOML: {wrong.Message}");
        }

        if (document.Tables.FirstOrDefault() is { } table)
        {
            throw new FileException(file, table.Span.Start.Line + 1, "the agent's settings stand in no table.");
        }

        var settings = new AgentSettings();
        foreach (var pair in document.KeyValues)
        {
            settings = With(settings, new ConfigValue(file, pair));
        }

        return settings;
    }

    private static AgentSettings With(AgentSettings settings, ConfigValue value) => value.Name switch
    {
        "http_port" => settings with { Port = value.Port() },
        "http_address" => settings with { Address = value.Address() },
        "region" => settings with { Region = value.Region() },
        "ttl_seconds" => settings with { SecretTtl = value.Seconds(0, 3600), ParameterTtl = value.Seconds(0, 3600) },
        "cache_size" => settings with { CacheSize = value.Number(1, 1000) },
        "max_conn" => settings with { MostConnections = value.Number(1, 1000) },
        "ssrf_headers" => settings with { TokenHeaders = value.Texts() },
        "ssrf_env_variables" => settings with { TokenVariables = value.Texts() },
        "path_prefix" => settings with { PathPrefix = value.Prefix() },
        "ignore_transient_errors" => settings with { ServesStale = value.Flag() },
        // The log is the emulator's own, and who the agent is, is found out at every start: read, so that a file of the agent's will do.
        "log_level" when value.OneOf("debug", "info", "warn", "error", "none") => settings,
        "log_to_file" or "validate_credentials" when value.IsFlag() => settings,
        "credentials_file_path" => throw value.Error("credentials_file_path has no meaning here: name the agent's role with --agent-role."),
        _ => throw value.Error($"the agent has no setting '{value.Name}'."),
    };
}
