using System.Globalization;
using SecretsEmu.State;

namespace SecretsEmu.Faults;

/// <summary>One thing that somebody broke on purpose, and what is left of it. Safe to use from several threads.</summary>
/// <param name="number">By which it is mended; never given twice between two starts.</param>
/// <param name="kind">What is broken.</param>
/// <param name="scope">For which requests.</param>
/// <param name="until">When it ends on the emulator's clock, UTC; null for never.</param>
/// <param name="times">How many requests meet it; null for any number.</param>
/// <param name="delay">By how much answers are delayed.</param>
/// <param name="before">The state of the moment at which it was broken.</param>
internal sealed class Fault(int number, FaultKind kind, FaultScope scope, DateTimeOffset? until, int? times, TimeSpan delay, Snapshot before)
{
    private readonly TaskCompletionSource _mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;
    private int _waiting;

    public int Number { get; } = number;

    public FaultKind Kind { get; } = kind;

    public FaultScope Scope { get; } = scope;

    public DateTimeOffset? Until { get; } = until;

    public TimeSpan Delay { get; } = delay;

    public Snapshot Before { get; } = before;

    /// <summary>How many more requests meet it; null for any number.</summary>
    public int? Left => times is { } most ? Math.Max(0, most - Volatile.Read(ref _taken)) : null;

    public bool IsOver(DateTimeOffset now) => now >= Until || Left == 0;

    /// <summary>Whether requests that met it wait, although nobody may meet it any more.</summary>
    public bool IsDelaying => Volatile.Read(ref _waiting) > 0;

    /// <summary>One request meets it: exactly as many are told so as were asked for.</summary>
    public bool Take(DateTimeOffset now) => !IsOver(now) && (times is not { } most || Interlocked.Increment(ref _taken) <= most);

    /// <summary>A request waits for the delay, or until the fault is mended.</summary>
    /// <param name="wall">By which answers are delayed.</param>
    /// <param name="hangUp">Ends the wait when nobody is left to answer.</param>
    public async Task Wait(TimeProvider wall, CancellationToken hangUp)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _mended.Task.WaitAsync(Delay, wall, hangUp);
        }
        catch (TimeoutException)
        {
            // All of the delay.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Lets go of the requests that wait.</summary>
    public void Mend() => _mended.TrySetResult();

    /// <summary>As a request that met it is explained.</summary>
    public string Name => $"fault {Number}, {Kind.Word()} (secrets-emu mend {Number})";

    /// <summary>All of it for a person: <c>throttle of secretsmanager:GetSecretValue for prod/db, 2 of 3 left</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind.Word()}{(Kind == FaultKind.Slow ? $" by {Delay.TotalSeconds:0.###} s" : "")} of {Scope}{(times is { } most ? $", {Left} of {most} left" : "")}{(Until is { } end ? $", until {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "")}");
}
