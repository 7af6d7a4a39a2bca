namespace SecretsEmu.Time;

/// <summary>
/// How the emulator's clock stands beside the wall clock: shifted by an offset, or frozen. It is state: it survives a
/// restart. Everything a service stores or decides uses this clock; signatures, time-outs and logs use the wall clock.
/// </summary>
/// <param name="Offset">What is added to the wall clock while the clock runs; negative when it ran on after it had stood still for longer than it was ahead.</param>
/// <param name="FrozenAt">The moment at which it stands still, or null while it runs.</param>
internal sealed record ClockSetting(TimeSpan Offset, DateTimeOffset? FrozenAt)
{
    public static ClockSetting Wall { get; } = new(TimeSpan.Zero, null);

    /// <summary>The emulator's time in UTC, in whole milliseconds as AWS reports it.</summary>
    public DateTimeOffset Now(DateTimeOffset wall) => WholeMilliseconds(Exactly(wall));

    /// <summary>The same with all its digits: what the clock is moved on from, so that nothing is lost on the way.</summary>
    public DateTimeOffset Exactly(DateTimeOffset wall) => FrozenAt ?? wall.ToUniversalTime() + Offset;

    public ClockSetting Freeze(DateTimeOffset wall) => this with { FrozenAt = Now(wall) };

    /// <summary>Runs on from where it stands.</summary>
    public ClockSetting Resume(DateTimeOffset wall) => FrozenAt is { } at ? new(at - wall.ToUniversalTime(), null) : this;

    /// <summary>The same clock, frozen or running, at a later moment; an earlier one leaves it as it is.</summary>
    public ClockSetting MoveTo(DateTimeOffset moment, DateTimeOffset wall) =>
        moment <= Exactly(wall) ? this
        : FrozenAt is null ? new(moment - wall.ToUniversalTime(), null)
        : this with { FrozenAt = moment };

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
