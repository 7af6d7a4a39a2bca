namespace SecretsEmu.Faults;

/// <summary>What can be broken on purpose.</summary>
internal enum FaultKind
{
    /// <summary>Requests are refused with <c>Rate exceeded</c>.</summary>
    Throttle,

    /// <summary>Answers are delayed.</summary>
    Slow,

    /// <summary>KMS denies Secrets Manager what it asks for its callers.</summary>
    DenyKms,

    /// <summary>Reads by label and lists are answered from the state of the moment at which they were broken.</summary>
    StaleReads,

    /// <summary>Requests are refused as by a service that fails inside.</summary>
    Errors,
}

/// <summary>The kinds as people type them.</summary>
internal static class FaultKinds
{
    private static readonly (FaultKind Kind, string Word)[] Words =
    [
        (FaultKind.Throttle, "throttle"), (FaultKind.Slow, "slow"), (FaultKind.DenyKms, "deny-kms"), (FaultKind.StaleReads, "stale-reads"), (FaultKind.Errors, "errors"),
    ];

    public static IEnumerable<string> All => Words.Select(kind => kind.Word);

    public static string Word(this FaultKind kind) => Array.Find(Words, one => one.Kind == kind).Word;

    /// <summary>The kind of that name, or null.</summary>
    public static FaultKind? Find(string word) => Array.Find(Words, one => one.Word == word) is { Word: not null } found ? found.Kind : null;
}
