namespace SecretsEmu.Seeding;

/// <summary>A seed file cannot be read or applied; nothing of it was. The message gives file, line and reason, never a value.</summary>
internal sealed class SeedException(string message, Exception? inner = null) : Exception(message, inner);
