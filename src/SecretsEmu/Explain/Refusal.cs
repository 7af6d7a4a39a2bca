using System.Collections.Immutable;
using SecretsEmu.Access;

namespace SecretsEmu.Explain;

/// <summary>A request that was refused, or would have been, kept for whoever asks why. Sentences and names only, never a value.</summary>
internal sealed record Refusal
{
    /// <summary>As the answer's <c>x-amzn-RequestId</c> has it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The emulator's time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The ARN of who asked; null when the request did not come as far as that.</summary>
    public string? Principal { get; init; }

    /// <summary>The error that went back; null for a request that was answered all the same.</summary>
    public RefusedAnswer? Answer { get; init; }

    /// <summary>The permissions that were denied, in the order of their decisions; empty when no policy had to do with it.</summary>
    public ImmutableArray<ExplainedPermission> Denied { get; init; } = [];

    /// <summary>What somebody broke on purpose and this request met, whether it was refused or not; null for nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>False where policies only log: what they denied passed.</summary>
    public bool IsEnforced { get; init; } = true;
}

/// <summary>What a refused caller was told.</summary>
/// <param name="Operation">Such as <c>secretsmanager.GetSecretValue</c>.</param>
/// <param name="Status">The HTTP status; 0 where the connection was closed without an answer.</param>
/// <param name="Error">The type on the wire.</param>
/// <param name="Sentence">Null where AWS sends the type alone.</param>
/// <param name="Hint">What the log says beside it.</param>
internal sealed record RefusedAnswer(string Operation, int Status, string Error, string? Sentence, string? Hint);

/// <summary>One permission of a request and the reasons of its decision.</summary>
/// <param name="Explanation">Who asked for what, and everything that it rests on.</param>
/// <param name="Shown">The resource as the caller named it; null where the action has none.</param>
/// <param name="Via">The service that asked for the caller, such as <c>secretsmanager</c>; null for the caller's own request.</param>
internal sealed record ExplainedPermission(Explanation Explanation, string? Shown, string? Via);
