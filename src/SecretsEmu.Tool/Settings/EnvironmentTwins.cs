namespace SecretsEmu.Tool.Settings;

/// <summary>The environment variables that are ours. One that is nobody's twin is a typing error with silent consequences, so it is refused.</summary>
internal static class EnvironmentTwins
{
    private const string Prefix = "SECRETS_EMU_";

    /// <summary>The root key has no option: every process of the machine can read a command line.</summary>
    public const string RootKey = Prefix + "ROOT_KEY";

    public static string VariableOf(string option) => Prefix + option.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <exception cref="ToolException">A variable begins with our prefix and is no setting.</exception>
    public static void RefuseUnknown()
    {
        foreach (string name in System.Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && !IsKnown(name))
            {
                var near = NearWord.Of(name[Prefix.Length..], ToolSettings.All.Select(setting => setting.Variable[Prefix.Length..]).Append(RootKey[Prefix.Length..]));
                throw ToolException.Usage(
                    $"The environment variable {name} is no setting of secrets-emu.{(near is null ? "" : $" Did you mean {Prefix}{near}?")} Correct it or unset it.");
            }
        }
    }

    private static bool IsKnown(string name)
    {
        foreach (var setting in ToolSettings.All)
        {
            if (setting.Variable == name)
            {
                return true;
            }
        }

        return name == RootKey;
    }
}
