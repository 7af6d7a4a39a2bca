namespace SecretsEmu.Tool;

/// <summary>The command cannot go on. The message is one sentence for the person; no trace of the stack is shown.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(ExitCodes.Usage, message);
}
