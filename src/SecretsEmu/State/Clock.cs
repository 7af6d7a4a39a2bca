using SecretsEmu.Time;

namespace SecretsEmu.State;

/// <summary>The emulator's clock as state, and the due work that its passing brings.</summary>
internal sealed class Clock : IDisposable
{
    // Timers take at most some fifty days; waking up for nothing once a day costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    // What the wall clock may not move on by while the timer is set from it, or it is set anew.
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _wall;
    private readonly Writer _writer;
    private readonly Dictionary<string, DueKind> _kinds;
    private readonly Func<Task> _settled;
    private readonly Func<Snapshot, DueItem, bool>? _waits;
    private readonly ITimer _timer;

    // One move at a time; while the clock steps, what falls due belongs to the steps.
    private readonly SemaphoreSlim _moving = new(1, 1);
    private volatile bool _isStarted;

    /// <param name="wall">The wall clock.</param>
    /// <param name="writer">Runs what is due.</param>
    /// <param name="kinds">How each kind of due item is run.</param>
    /// <param name="settled">Completes when what runs beside the clock already has ended: the clock is not moved under it. Null where nothing does.</param>
    /// <param name="waits">Which items are put off for as long as it says so, and run late then. Null where none is.</param>
    public Clock(
        TimeProvider wall, Writer writer, IEnumerable<DueKind> kinds, Func<Task>? settled = null, Func<Snapshot, DueItem, bool>? waits = null)
    {
        (_wall, _writer, _settled, _waits) = (wall, writer, settled ?? (() => Task.CompletedTask), waits);
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        _timer = wall.CreateTimer(_ => _ = RunDueFromTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        writer.Committing += RunDueAtOnce;
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

    /// <summary>Moves the clock forward by a length of time, stepping to each due item on the way and waiting for what it begins.</summary>
    public async Task<List<FiredItem>> Advance(TimeSpan by) => (await Move((state, wall) => SettingOf(state).Exactly(wall) + by))!;

    /// <summary>Moves the clock forward to a moment in the same way; null when that moment is past already.</summary>
    public Task<List<FiredItem>?> MoveTo(DateTimeOffset moment) => Move((state, _) => moment < Now(state) ? null : moment);

    /// <summary>Before the first request: runs what fell due while the emulator was stopped, and waits for what comes next.</summary>
    public Task Start()
    {
        _isStarted = true;
        var state = _writer.Current;
        if (state.NextDue(_waits) is { } next && next.At <= Now(state))
        {
            return RunDue();
        }

        Rearm(state);
        return Task.CompletedTask;
    }

    /// <summary>Runs what is due by now, such as what fell due while the emulator was stopped. It does not wait for what that begins.</summary>
    /// <param name="first">A change in the same unit, after which more may be due.</param>
    public Task<List<FiredItem>> RunDue(Action<UnitOfWork>? first = null) => _writer.Run(unit =>
    {
        first?.Invoke(unit);
        var fired = RunDue(unit);

        // Here, since nothing is committed when nothing fired: at a start, or when the timer only woke up.
        Rearm(unit.State);
        return fired.ConvertAll(one => one.Item);
    });

    public void Dispose()
    {
        _writer.Committing -= RunDueAtOnce;
        _writer.Committed -= Rearm;
        _timer.Dispose();
        _moving.Dispose();
    }

    private List<Fired> RunDue(UnitOfWork unit)
    {
        var fired = new List<Fired>();
        while (RunInstant(unit, Now(unit.State), _wall.GetUtcNow(), fired))
        {
        }

        return fired;
    }

    // What a change brings about at once, such as copies for replicas, is one commit with it: half the work of two.
    private void RunDueAtOnce(UnitOfWork unit)
    {
        if (_isStarted && _moving.CurrentCount > 0)
        {
            RunDue(unit);
        }
    }

    private Task<ClockSetting> Change(Func<ClockSetting, ClockSetting> change) => _writer.Run(unit =>
    {
        var setting = change(SettingOf(unit.State));
        unit.Put(Settings, Scope.Emulator, setting);
        return setting;
    });

    private async Task<List<FiredItem>?> Move(Func<Snapshot, DateTimeOffset, DateTimeOffset?> targetOf)
    {
        await _moving.WaitAsync();
        try
        {
            await _settled();
            // One reading of the wall clock for all steps: the time that they take must not be lost or counted twice.
            var wall = _wall.GetUtcNow();
            return targetOf(_writer.Current, wall) is { } target ? await StepTo(target, wall) : null;
        }
        finally
        {
            _moving.Release();
            Rearm(_writer.Current);
        }
    }

    // What an instant begins beside the clock must be committed to begin, and must end before the next instant.
    private async Task<List<FiredItem>> StepTo(DateTimeOffset target, DateTimeOffset wall)
    {
        var all = new List<FiredItem>();
        for (var arrived = false; !arrived;)
        {
            var fired = new List<Fired>();
            arrived = await _writer.Run(unit =>
            {
                while (RunInstant(unit, target, wall, fired))
                {
                    if (fired.Exists(one => one.Ended is not null))
                    {
                        return false;
                    }
                }

                MoveClock(unit, target, wall);
                return true;
            });
            foreach (var one in fired)
            {
                all.Add(one.Ended is null ? one.Item : one.Item with { Outcome = await one.Ended() });
            }
        }

        return all;
    }

    // Everything that is due at the earliest moment up to the target; false when there is nothing.
    private bool RunInstant(UnitOfWork unit, DateTimeOffset target, DateTimeOffset wall, List<Fired> fired)
    {
        if (unit.State.NextDue(_waits) is not { } first || first.At > target)
        {
            return false;
        }

        MoveClock(unit, first.At, wall);
        while (unit.State.NextDue(_waits) is { } item && item.At == first.At)
        {
            unit.Unschedule(item.Key);
            var outcome = _kinds[item.Kind].Run(item, unit, SettingOf(unit.State).Now(wall));
            fired.Add(new Fired(new FiredItem(item.At, item.Kind, item.Subject, outcome.Text), outcome.Ended));
        }

        return true;
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
        if (_moving.CurrentCount == 0 || state.NextDue(_waits) is not { } next || next.At > setting.FrozenAt)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        DateTimeOffset wall;
        do
        {
            wall = _wall.GetUtcNow();
            var wait = next.At - setting.Now(wall);
            var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)));
            _timer.Change(rounded < LongestSleep ? rounded : LongestSleep, Timeout.InfiniteTimeSpan);
        }
        while (_wall.GetUtcNow() - wall > Leap);
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

    private sealed record Fired(FiredItem Item, Func<Task<string>>? Ended);
}
