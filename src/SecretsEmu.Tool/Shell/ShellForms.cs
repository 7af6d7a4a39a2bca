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
            if (!IsName(name, form))
            {
                throw ToolException.Usage($"'{name}' is no name that a shell can set: choose --shell json.");
            }

            _ = form switch
            {
                ShellForm.Pwsh => text.Append("$env:").Append(name).Append(" = ").Append(QuotedForPwsh(value)),
                ShellForm.Cmd => text.Append("set \"").Append(name).Append('=').Append(EscapedForCmd(name, value)).Append('"'),
                ShellForm.Dotenv => text.Append(name).Append('=').Append(QuotedForDotenv(value)),
                _ => text.Append("export ").Append(name).Append('=').Append(QuotedForBash(value)),
            };
            text.Append('\n');
        }
    }

    private static string QuotedForBash(string value) => IsPlain(value) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // PowerShell takes typographic quotes for its own.
    private static string QuotedForPwsh(string value)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in value)
        {
            quoted.Append(character, character is '\'' or >= '\u2018' and <= '\u201B' ? 2 : 1);
        }

        return quoted.Append('\'').ToString();
    }

    // Single quotes keep everything in the readers of Node.js, Python, Ruby and Docker Compose but themselves, a CR and, in Python's, backslashes.
    private static string QuotedForDotenv(string value) =>
        IsPlain(value) ? value
        : !value.AsSpan().ContainsAny('\'', '\\', '\r') ? $"'{value}'"
        : new StringBuilder(value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("$", "\\$").Replace("\r", "\\r").Replace("\n", "\\n").Insert(0, '"').Append('"').ToString();

    // For a batch file. A quote within the value ends the quoting, so that what cmd would act upon needs its caret from there on.
    private static string EscapedForCmd(string name, string value)
    {
        var escaped = new StringBuilder();
        var isQuoted = true;
        foreach (var character in value)
        {
            isQuoted ^= character == '"';
            _ = character switch
            {
                '\r' or '\n' => throw ToolException.Usage($"{name} holds a line break, which cmd cannot set: choose another --shell."),
                '%' => escaped.Append("%%"),
                '&' or '|' or '<' or '>' or '^' when !isQuoted => escaped.Append('^').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    // What is printed is run, so that a name must not be more than one.
    private static bool IsName(string name, ShellForm form) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_' || (form == ShellForm.Dotenv && character is '-' or '.'));

    private static bool IsPlain(string value) =>
        value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/');
}
