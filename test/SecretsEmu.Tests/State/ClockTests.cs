using Microsoft.Extensions.Time.Testing;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Tests.State;

/// <summary>Due work when the store refuses: it stays in the queue and runs once the store takes it.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Work_that_the_store_refused_runs_a_minute_later()
    {
        var wall = new FakeTimeProvider(Start);
        var store = new RefusingStore();
        using var writer = new Writer(store, Snapshot.Empty, _ => { }, (_, _) => { }, _ => { });
        writer.Committed += state => store.Kept = state;
        var ran = new List<DateTimeOffset>();
        using var clock = new Clock(wall, writer, [new DueKind("test", (item, _, _) => { ran.Add(wall.GetUtcNow()); return "done"; })]);
        await writer.Run(unit =>
        {
            unit.Schedule(new DueItem("test", "arn", Start.AddDays(7)));
            return true;
        });

        store.Refuses = true;
        wall.Advance(TimeSpan.FromDays(7));
        await store.Refused;
        store.Refuses = false;
        // Nothing but the timer asks the writer for anything; it is set on another thread, so time goes on until it fires.
        for (var minutes = 0; writer.Current.NextDue() is not null && minutes < 1_000_000; minutes++)
        {
            wall.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        writer.Current.NextDue().ShouldBeNull();
        ran.Count.ShouldBe(2);
        ran[0].ShouldBe(Start.AddDays(7));
        ran[1].ShouldBeGreaterThanOrEqualTo(Start.AddDays(7).AddMinutes(1));
    }

    [Test]
    public async Task What_falls_due_while_the_timer_is_set_runs_all_the_same()
    {
        var wall = new LeapingTimeProvider(Start);
        using var writer = new Writer(new RefusingStore(), Snapshot.Empty, _ => { }, (_, _) => { }, _ => { });
        using var clock = new Clock(wall, writer, [new DueKind("test", (_, _, _) => "done")]);
        wall.LeapAtTheNextSetting = TimeSpan.FromDays(2);

        await writer.Run(unit =>
        {
            unit.Schedule(new DueItem("test", "arn", Start.AddHours(1)));
            return true;
        });

        // The timer's work is on its way through the writer.
        for (var looks = 0; writer.Current.NextDue() is not null && looks < 1_000_000; looks++)
        {
            await Task.Yield();
        }

        writer.Current.NextDue().ShouldBeNull();
    }

    [Test]
    public async Task A_kind_that_throws_leaves_its_item_and_the_clock_where_they_were()
    {
        var wall = new FakeTimeProvider(Start);
        using var writer = new Writer(new RefusingStore(), Snapshot.Empty, _ => { }, (_, _) => { }, _ => { });
        using var clock = new Clock(wall, writer, [new DueKind("test", (_, _, _) => throw new InvalidOperationException("mine"))]);
        await writer.Run(unit =>
        {
            unit.Schedule(new DueItem("test", "arn", Start.AddDays(7)));
            return true;
        });

        await Should.ThrowAsync<InvalidOperationException>(() => clock.Advance(TimeSpan.FromDays(8)));

        clock.Now(writer.Current).ShouldBe(Start);
        writer.Current.NextDue().ShouldBe(new DueItem("test", "arn", Start.AddDays(7)));
    }

    [Test]
    public async Task Each_item_runs_at_its_own_time_and_may_bring_the_next()
    {
        var wall = new FakeTimeProvider(Start);
        using var writer = new Writer(new RefusingStore(), Snapshot.Empty, _ => { }, (_, _) => { }, _ => { });
        Clock? clock = null;
        var kind = new DueKind("daily", (item, unit, _) =>
        {
            unit.Schedule(item with { At = item.At.AddDays(1) });
            return $"{clock!.Now(unit.State):dd HH}";
        });
        using (clock = new Clock(wall, writer, [kind]))
        {
            await writer.Run(unit =>
            {
                unit.Schedule(new DueItem("daily", "arn", Start.AddHours(1)));
                return true;
            });

            var fired = await clock.Advance(TimeSpan.FromDays(2.5));

            fired.Select(item => item.Outcome).ShouldBe(["31 09", "01 09", "02 09"]);
            writer.Current.NextDue()!.At.ShouldBe(Start.AddHours(1).AddDays(3));
        }
    }

    /// <summary>A clock that leaps while somebody sets a timer from it.</summary>
    private sealed class LeapingTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan? LeapAtTheNextSetting { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new LeapingTimer(this, base.CreateTimer(callback, state, dueTime, period));

        private sealed class LeapingTimer(LeapingTimeProvider time, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime != Timeout.InfiniteTimeSpan && time.LeapAtTheNextSetting is { } leap)
                {
                    time.LeapAtTheNextSetting = null;
                    time.Advance(leap);
                }

                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    /// <summary>A store that keeps what its test hands it, and refuses while told to.</summary>
    private sealed class RefusingStore : IStore
    {
        private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _refuses;

        public Snapshot Kept { get; set; } = Snapshot.Empty;

        public bool Refuses { get => _refuses; set => _refuses = value; }

        public Task Refused => _refused.Task;

        public Snapshot Load() => Kept;

        public void Commit(IReadOnlyCollection<Change> changes)
        {
            if (_refuses)
            {
                _refused.TrySetResult();
                throw new IOException("No space left on device.");
            }
        }

        public void Dispose()
        {
        }
    }
}
