using SecretsEmu.Time;

namespace SecretsEmu.State;

/// <summary>The emulator's clock as state, and the due work that its passing brings.</summary>
internal sealed class Clock : IDisposable
{
    // Timers take at most some fifty days; waking up for nothing once a day costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _wall;
    private readonly Writer _writer;
    private readonly Dictionary<string, DueKind> _kinds;
    private readonly ITimer _timer;

    public Clock(TimeProvider wall, Writer writer, IEnumerable<DueKind> kinds)
    {
        (_wall, _writer) = (wall, writer);
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        _timer = wall.CreateTimer(_ => _ = RunDueFromTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        writer.Committed += Rearm;
    }

    /// <summary>The one record that says how the clock stands.</summary>
    public static Table<ClockSetting> Settings { get; } =
        new("clock", _ => "clock", Comparer<ClockSetting>.Create((_, _) => 0));

    /// <summary>As far as the clock goes; dates that services add to it (recovery windows, sessions) must still fit.</summary>
    public static DateTimeOffset Latest { get; } = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ClockSetting SettingOf(Snapshot state) =>
        state.Find(Settings, Scope.Emulator, "clock") ?? ClockSetting.Wall;

    /// <summary>The emulator's time, UTC.</summary>
    public DateTimeOffset Now(Snapshot state) => SettingOf(state).Now(_wall.GetUtcNow());

    /// <summary>How far the emulator's time is ahead of the wall clock.</summary>
    public TimeSpan OffsetOf(Snapshot state) => SettingOf(state) is { FrozenAt: { } at } ? at - _wall.GetUtcNow() : SettingOf(state).Offset;

    public Task<ClockSetting> Freeze() => Change(setting => setting.Freeze(_wall.GetUtcNow()));

    public Task<ClockSetting> Resume() => Change(setting => setting.Resume(_wall.GetUtcNow()));

    /// <summary>Moves the clock forward by a length of time, stepping to each due item on the way.</summary>
    public Task<List<FiredItem>> Advance(TimeSpan by) => _writer.Run(unit =>
    {
        var wall = _wall.GetUtcNow();
        return Step(unit, SettingOf(unit.State).Exactly(wall) + by, wall);
    });

    /// <summary>Moves the clock forward to a moment, stepping to each due item on the way; null when that moment is past already.</summary>
    public Task<List<FiredItem>?> MoveTo(DateTimeOffset moment) =>
        _writer.Run(unit => moment < Now(unit.State) ? null : Step(unit, moment, _wall.GetUtcNow()));

    /// <summary>Before the first request: runs what fell due while the emulator was stopped, and waits for what comes next.</summary>
    public Task Start()
    {
        var state = _writer.Current;
        if (state.NextDue() is { } next && next.At <= Now(state))
        {
            return RunDue();
        }

        Rearm(state);
        return Task.CompletedTask;
    }

    /// <summary>Runs what is due by now, such as what fell due while the emulator was stopped.</summary>
    public Task<List<FiredItem>> RunDue() => _writer.Run(unit =>
    {
        var fired = RunUntil(unit, Now(unit.State), _wall.GetUtcNow());
        // Here, since nothing is committed when nothing fired: at a start, or when the timer only woke up.
        Rearm(unit.State);
        return fired;
    });

    public void Dispose()
    {
        _writer.Committed -= Rearm;
        _timer.Dispose();
    }

    private Task<ClockSetting> Change(Func<ClockSetting, ClockSetting> change) => _writer.Run(unit =>
    {
        var setting = change(SettingOf(unit.State));
        unit.Put(Settings, Scope.Emulator, setting);
        return setting;
    });

    // One reading of the wall clock for all steps: the time that they take must not be lost or counted twice.
    private List<FiredItem> Step(UnitOfWork unit, DateTimeOffset target, DateTimeOffset wall)
    {
        var fired = RunUntil(unit, target, wall);
        MoveClock(unit, target, wall);
        return fired;
    }

    private List<FiredItem> RunUntil(UnitOfWork unit, DateTimeOffset target, DateTimeOffset wall)
    {
        var fired = new List<FiredItem>();
        while (unit.State.NextDue() is { } item && item.At <= target)
        {
            MoveClock(unit, item.At, wall);
            unit.Unschedule(item.Key);
            fired.Add(new FiredItem(item.At, item.Kind, item.Subject, _kinds[item.Kind].Run(item, unit)));
        }

        return fired;
    }

    private static void MoveClock(UnitOfWork unit, DateTimeOffset moment, DateTimeOffset wall)
    {
        var setting = SettingOf(unit.State);
        var moved = setting.MoveTo(moment, wall);
        if (moved != setting)
        {
            unit.Put(Settings, Scope.Emulator, moved);
        }
    }

    private void Rearm(Snapshot state)
    {
        var setting = SettingOf(state);
        if (setting.FrozenAt is not null || state.NextDue() is not { } next)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = next.At - setting.Now(_wall.GetUtcNow());
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)));
        _timer.Change(rounded < LongestSleep ? rounded : LongestSleep, Timeout.InfiniteTimeSpan);
    }

    private async Task RunDueFromTimer()
    {
        try
        {
            await RunDue();
        }
        catch (NotDurableException)
        {
            // Reported by the writer. The item stays in the queue.
            _timer.Change(Retry, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The emulator is stopping: the item stays in the queue and runs at the next start.
        }
    }
}
