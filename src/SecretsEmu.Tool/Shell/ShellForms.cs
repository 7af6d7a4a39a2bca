using System.Text;
using System.Text.Json;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Shell;

/// <summary>Whose language variables are written in.</summary>
internal enum ShellForm
{
    Bash,
    Pwsh,
    Cmd,
    Dotenv,
    Json,
}

/// <summary>Variables in the language of a shell, quoted so that any value arrives as it is.</summary>
internal static class ShellForms
{
    public static ShellForm Default => OperatingSystem.IsWindows() ? ShellForm.Pwsh : ShellForm.Bash;

    public static bool TryRead(string text, out ShellForm? form)
    {
        form = text switch
        {
            "bash" => ShellForm.Bash,
            "pwsh" => ShellForm.Pwsh,
            "cmd" => ShellForm.Cmd,
            "dotenv" => ShellForm.Dotenv,
            "json" => ShellForm.Json,
            _ => null,
        };
        return form is not null;
    }

    public static void Append(this ShellForm form, StringBuilder text, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        if (form == ShellForm.Json)
        {
            text.Append(JsonSerializer.Serialize(new Dictionary<string, string>(variables), ServerJson.Default.DictionaryStringString)).Append('\n');
            return;
        }

        foreach (var (name, value) in variables)
        {
            _ = form switch
            {
                ShellForm.Pwsh => text.Append("$env:").Append(name).Append(" = '").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\''),
                ShellForm.Cmd => text.Append("set \"").Append(name).Append('=').Append(value).Append('"'),
                ShellForm.Dotenv => text.Append(name).Append('=').Append(value),
                _ => text.Append("export ").Append(name).Append('=').Append(QuotedForBash(value)),
            };
            text.Append('\n');
        }
    }

    private static string QuotedForBash(string value) =>
        value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/')
            ? value
            : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
