namespace SecretsEmu.Time;

/// <summary>Something to do at a moment of the emulator's clock. Stored with the state: it survives a restart.</summary>
/// <param name="Kind">Which service's rule runs it, such as <c>purge</c>.</param>
/// <param name="Subject">The ARN of what it is done to.</param>
/// <param name="At">When it is due, UTC.</param>
internal sealed record DueItem(string Kind, string Subject, DateTimeOffset At)
{
    /// <summary>One item of a kind for one subject: a later one replaces it.</summary>
    public string Key => KeyOf(Kind, Subject);

    public static string KeyOf(string kind, string subject) => $"{kind} {subject}";
}

/// <summary>An item that ran: when it was due, what it was, and how it ended.</summary>
/// <param name="Outcome">In words, for the person who moved the clock.</param>
internal sealed record FiredItem(DateTimeOffset At, string Kind, string Subject, string Outcome);
