using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Hosting;

/// <summary>Something that became due and ran when the clock passed its time.</summary>
/// <param name="At">When it was due, UTC.</param>
/// <param name="Kind">What it was, such as <c>purge</c>.</param>
/// <param name="Subject">The ARN of what it was done to.</param>
/// <param name="Outcome">How it ended, in words.</param>
public sealed record FiredEvent(DateTimeOffset At, string Kind, string Subject, string Outcome);

/// <summary>
/// The emulator's clock: it gives every date a service stores and decides what is due. It is shifted or frozen beside the
/// wall clock, only moves forward, and survives a restart on a data folder. Safe to use from several threads.
/// </summary>
public sealed class EmulatorClock
{
    private readonly Clock _clock;
    private readonly Writer _writer;

    internal EmulatorClock(Clock clock, Writer writer) => (_clock, _writer) = (clock, writer);

    /// <summary>The emulator's time, UTC.</summary>
    public DateTimeOffset Now => _clock.Now(_writer.Current);

    /// <summary>Whether the clock stands still.</summary>
    public bool IsFrozen => Clock.SettingOf(_writer.Current).FrozenAt is not null;

    /// <summary>How far the clock is ahead of the wall clock; negative when it stood still for longer than it was ahead.</summary>
    public TimeSpan Offset => _clock.OffsetOf(_writer.Current);

    /// <summary>Stops the clock where it stands.</summary>
    public Task FreezeAsync() => _clock.Freeze();

    /// <summary>Lets the clock run on from where it stands.</summary>
    public Task ResumeAsync() => _clock.Resume();

    /// <summary>Moves the clock forward, stepping to each due item on the way.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <returns>What became due, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative or leads beyond the year 9000.</exception>
    public async Task<IReadOnlyList<FiredEvent>> AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, Clock.Latest - Now);
        return Events(await _clock.Advance(by));
    }

    /// <summary>Moves the clock forward to a moment, stepping to each due item on the way.</summary>
    /// <param name="moment">Not before <see cref="Now"/>: going back means a reset.</param>
    /// <returns>What became due, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="moment"/> is past already, or beyond the year 9000.</exception>
    public async Task<IReadOnlyList<FiredEvent>> SetAsync(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moment, Clock.Latest);
        return Events(await _clock.MoveTo(moment)
            ?? throw new ArgumentOutOfRangeException(nameof(moment), moment, $"The clock only moves forward and stands at {Now:O}."));
    }

    private static List<FiredEvent> Events(List<FiredItem> fired) =>
        [.. fired.Select(item => new FiredEvent(item.At, item.Kind, item.Subject, item.Outcome))];
}
