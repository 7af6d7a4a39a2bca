namespace SecretsEmu.Tool.Consumers;

/// <summary>What a process can be given as a variable of its environment.</summary>
internal static class ProcessVariable
{
    /// <summary>Null for a name that one can have.</summary>
    public static string? RefusalOfName(string name) => name.Length == 0 || name.AsSpan().ContainsAny('=', '\0')
        ? $"'{name.Replace("\0", "\\0", StringComparison.Ordinal)}' cannot be a variable: a name is not empty, and has no = and no NUL."
        : null;

    /// <summary>Null for a value that one can have.</summary>
    public static string? RefusalOfValue(string value) => value.Contains('\0', StringComparison.Ordinal) ? "the value holds a NUL, which no variable can." : null;

    /// <summary>Each name once, where it is first, with the value that it is given last.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> LastOfEach(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var last = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            last[name] = value;
        }

        return [.. last];
    }
}
