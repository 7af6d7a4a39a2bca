using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SecretsEmu.Agent;

/// <summary>What an app must send to be served: it keeps requests out that somebody else made it send (integrations.md 6.1).</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Variable">The environment variable that named it; null for the default.</param>
internal sealed record AgentToken(string Value, string? Variable)
{
    /// <summary>AWS's own agents refuse to start without a token; on a developer's machine a known one will do.</summary>
    public const string Default = "secrets-emu";

    private const string FilePrefix = "file://";

    /// <exception cref="ArgumentException">The file that a variable names cannot be read, or is empty.</exception>
    public static AgentToken Find(IReadOnlyList<string> variables, Func<string, string?> environment)
    {
        foreach (var variable in variables)
        {
            if (environment(variable) is { Length: > 0 } value)
            {
                return new(value.StartsWith(FilePrefix, StringComparison.Ordinal) ? Read(variable, value[FilePrefix.Length..]) : value, variable);
            }
        }

        return new(Default, null);
    }

    /// <summary>Whether a request brings it; how long that takes says nothing of how near it is.</summary>
    public bool Is(string? sent) => CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(sent.AsSpan()), MemoryMarshal.AsBytes(Value.AsSpan()));

    // It may be the session token of real credentials.
    public override string ToString() => Variable ?? Default;

    private static string Read(string variable, string file)
    {
        if (file.Length == 0)
        {
            throw new ArgumentException($"{variable} is {FilePrefix} without a path: file:///run/token reads the agent's token from /run/token.");
        }

        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } token
                ? token
                : throw new ArgumentException($"{variable} names {file} as the file of the agent's token, which is empty: write a token into it.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{variable} names {file} as the file of the agent's token, which cannot be read: {unreadable.Message} Unset {variable} for the token {Default}.", unreadable);
        }
    }
}
