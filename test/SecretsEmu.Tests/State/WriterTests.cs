using SecretsEmu.State;

namespace SecretsEmu.Tests.State;

/// <summary>One writer: all or none of a unit, group commit, and what happens when the store refuses.</summary>
public sealed class WriterTests
{
    private static readonly Table<string> Words = new("words", word => word.Split('=')[0], Comparer<string>.Create(string.CompareOrdinal));
    private static readonly Scope Here = new("000000000000", "us-east-1");

    [Test]
    public async Task A_unit_completes_when_its_change_is_in_the_store_and_in_the_snapshot()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);

        var result = await writer.Run(unit => Put(unit, "a=1"));

        result.ShouldBe("a=1");
        store.Kept.ShouldBe(["a=1"]);
        writer.Current.Find(Words, Here, "a").ShouldBe("a=1");
    }

    [Test]
    public async Task A_unit_sees_what_earlier_units_wrote_and_what_it_wrote_itself()
    {
        using var writer = Start(new ScriptedStore());
        await writer.Run(unit => Put(unit, "a=1"));

        var seen = await writer.Run(unit =>
        {
            Put(unit, "b=2");
            return $"{unit.State.Find(Words, Here, "a")} {unit.State.Find(Words, Here, "b")}";
        });

        seen.ShouldBe("a=1 b=2");
    }

    [Test]
    public async Task A_unit_that_changes_nothing_commits_nothing()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);

        await writer.Run(unit => unit.State.Count(Words));

        store.Commits.ShouldBe(0);
    }

    [Test]
    public async Task A_unit_that_throws_is_undone_alone()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        store.Hold();
        var holding = writer.Run(unit => Put(unit, "held=1"));
        await store.IsHolding;

        var before = writer.Run(unit => Put(unit, "a=1"));
        var throwing = writer.Run<string>(unit =>
        {
            Put(unit, "b=2");
            throw new InvalidOperationException("mine");
        });
        var after = writer.Run(unit => Put(unit, $"c={unit.State.Count(Words)}"));
        store.Release();

        (await before).ShouldBe("a=1");
        (await Should.ThrowAsync<InvalidOperationException>(() => throwing)).Message.ShouldBe("mine");
        (await after).ShouldBe("c=2");
        await holding;
        store.Kept.ShouldBe(["held=1", "a=1", "c=2"]);
        writer.Current.Find(Words, Here, "b").ShouldBeNull();
    }

    [Test]
    public async Task Units_that_wait_are_committed_together_and_in_their_order()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        store.Hold();
        var holding = writer.Run(unit => Put(unit, "held=1"));
        await store.IsHolding;

        var units = Enumerable.Range(0, 50).Select(number => writer.Run(unit => Put(unit, $"last={number}"))).ToList();
        store.Release();
        await Task.WhenAll([holding, .. units]);

        store.Commits.ShouldBe(2);
        store.Kept.ShouldBe(["held=1", "last=49"]);
    }

    [Test]
    public async Task A_refusal_waits_for_the_commit_that_it_may_rest_on()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        store.Hold();
        var holding = writer.Run(unit => Put(unit, "held=1"));
        await store.IsHolding;
        var creating = writer.Run(unit => Put(unit, "a=1"));
        var refused = writer.Run<string>(unit =>
            throw new InvalidOperationException(unit.State.Find(Words, Here, "a") is null ? "not there" : "there already"));

        store.FailNext();
        store.Release();
        await holding;

        // The unit that it rested on was never kept: the refusal would have told an untruth.
        await Should.ThrowAsync<NotDurableException>(() => creating);
        await Should.ThrowAsync<NotDurableException>(() => refused);
    }

    [Test]
    public async Task A_store_that_refuses_fails_the_whole_batch_and_reads_go_on_from_before()
    {
        var store = new ScriptedStore();
        var reports = new List<string>();
        using var writer = Start(store, reports: reports);
        await writer.Run(unit => Put(unit, "a=1"));

        store.FailNext();
        var failure = await Should.ThrowAsync<NotDurableException>(() => writer.Run(unit => Put(unit, "a=2")));

        failure.Message.ShouldBe("The change could not be made durable.");
        failure.InnerException!.Message.ShouldBe("No space left on device.");
        reports.ShouldBe(["cannot write: No space left on device. Nothing of this change was kept; reads go on."]);
        writer.Current.Find(Words, Here, "a").ShouldBe("a=1");
    }

    [Test]
    public async Task The_next_write_after_a_failure_starts_from_what_the_store_kept()
    {
        // A commit that threw may have been kept all the same: only the store knows.
        var store = new ScriptedStore();
        using var writer = Start(store);
        await writer.Run(unit => Put(unit, "a=1"));
        store.FailNext(butKeep: true);
        await Should.ThrowAsync<NotDurableException>(() => writer.Run(unit => Put(unit, "a=2")));

        var seen = await writer.Run(unit =>
        {
            Put(unit, "b=1");
            return unit.State.Find(Words, Here, "a");
        });

        seen.ShouldBe("a=2");
        store.Loads.ShouldBe(1);
        store.Kept.ShouldBe(["a=2", "b=1"]);
    }

    [Test]
    public async Task A_store_that_cannot_be_read_either_is_asked_again_by_each_write()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        await writer.Run(unit => Put(unit, "a=1"));
        store.FailNext();
        await Should.ThrowAsync<NotDurableException>(() => writer.Run(unit => Put(unit, "a=2")));

        store.FailNext();
        await Should.ThrowAsync<NotDurableException>(() => writer.Run(unit => Put(unit, "a=3")));
        var during = writer.Current.Find(Words, Here, "a");
        await writer.Run(unit => Put(unit, "a=4"));

        during.ShouldBe("a=1");
        store.Kept.ShouldBe(["a=4"]);
    }

    [Test]
    public async Task Several_changes_of_one_record_reach_the_store_as_one()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        await writer.Run(unit => Put(unit, "a=1"));

        await writer.Run(unit =>
        {
            Put(unit, "a=2");
            unit.Remove(Words, Here, "a");
            return Put(unit, "a=3");
        });

        store.LastCommit.ShouldHaveSingleItem().ShouldBe(new Change(Words, Here, "a", "a=1", "a=3"));
    }

    [Test]
    public async Task What_reads_noted_rides_along_with_a_commit_and_is_never_its_cause()
    {
        var store = new ScriptedStore();
        using var writer = Start(store, (unit, _) => Put(unit, "noted=1"));
        await writer.Run(unit => unit.State.Count(Words));
        var before = store.Commits;

        await writer.Run(unit => Put(unit, "a=1"));

        before.ShouldBe(0);
        store.Commits.ShouldBe(1);
        store.Kept.ShouldBe(["a=1", "noted=1"]);
        writer.Current.Find(Words, Here, "noted").ShouldBe("noted=1");
    }

    [Test]
    public async Task What_is_due_before_a_commit_is_kept_with_it_and_never_its_cause()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        writer.Committing += unit => unit.Put(Words, Here, $"due={unit.State.Count(Words)}");
        await writer.Run(unit => unit.State.Count(Words));
        var before = store.Commits;

        await writer.Run(unit => Put(unit, "a=1"));

        before.ShouldBe(0);
        store.Commits.ShouldBe(1);
        store.Kept.ShouldBe(["a=1", "due=1"]);
    }

    [Test]
    public async Task What_is_due_before_a_commit_and_fails_is_undone_alone_and_reported()
    {
        var (store, reports) = (new ScriptedStore(), new List<string>());
        using var writer = Start(store, reports: reports);
        writer.Committing += unit =>
        {
            Put(unit, "due=1");
            throw new InvalidOperationException("no");
        };

        (await writer.Run(unit => Put(unit, "a=1"))).ShouldBe("a=1");

        store.Kept.ShouldBe(["a=1"]);
        reports.ShouldHaveSingleItem().ShouldStartWith("what is due failed inside: System.InvalidOperationException: no");
    }

    [Test]
    public async Task What_came_and_went_within_a_commit_does_not_reach_the_store()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        writer.Committing += unit => unit.Remove(Words, Here, "a");

        await writer.Run(unit =>
        {
            Put(unit, "a=1");
            return Put(unit, "b=2");
        });

        store.LastCommit.Select(change => change.Key).ShouldBe(["b"]);
        writer.Current.Find(Words, Here, "a").ShouldBeNull();
    }

    [Test]
    public async Task Disposing_finishes_what_waits_takes_all_notes_along_and_closes_the_store()
    {
        var store = new ScriptedStore();
        var writer = Start(store, (unit, all) => Put(unit, $"noted={all}"));
        store.Hold();
        var holding = writer.Run(unit => Put(unit, "held=1"));
        await store.IsHolding;
        var waiting = Enumerable.Range(0, 300).Select(number => writer.Run(unit => Put(unit, $"{number}=1"))).ToList();

        var disposing = Task.Run(writer.Dispose);
        store.Release();
        await disposing;

        holding.IsCompletedSuccessfully.ShouldBeTrue();
        waiting.ShouldAllBe(unit => unit.IsCompletedSuccessfully);
        store.Kept.Count.ShouldBe(302);
        store.Kept.ShouldContain("noted=True");
        store.IsDisposed.ShouldBeTrue();
    }

    [Test]
    public async Task After_disposing_nothing_is_taken_and_a_second_time_is_harmless()
    {
        var writer = Start(new ScriptedStore());
        writer.Dispose();

        writer.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => writer.Run(unit => Put(unit, "a=1")));
    }

    [Test]
    public async Task A_store_that_does_not_close_is_reported_and_ends_nothing()
    {
        var store = new ScriptedStore { FailsToClose = true };
        var reports = new List<string>();
        var writer = Start(store, reports: reports);
        await writer.Run(unit => Put(unit, "a=1"));

        writer.Dispose();

        reports.ShouldBe(["cannot close the store: No space left on device."]);
        store.Kept.ShouldBe(["a=1"]);
    }

    [Test]
    public async Task Committed_is_raised_with_the_new_snapshot_before_the_answer()
    {
        using var writer = Start(new ScriptedStore());
        var counts = new List<int>();
        writer.Committed += state => counts.Add(state.Count(Words));

        await writer.Run(unit => Put(unit, "a=1"));
        await writer.Run(unit => Put(unit, "b=1"));

        counts.ShouldBe([1, 2]);
    }

    [Test]
    public async Task What_an_observer_throws_is_reported_and_the_change_is_kept_all_the_same()
    {
        var store = new ScriptedStore();
        var reports = new List<string>();
        using var writer = Start(store, reports: reports);
        writer.Committed += _ => throw new InvalidOperationException("mine");

        var result = await writer.Run(unit => Put(unit, "a=1"));

        result.ShouldBe("a=1");
        store.Kept.ShouldBe(["a=1"]);
        reports.ShouldHaveSingleItem().ShouldStartWith("what follows a change failed inside: System.InvalidOperationException: mine");
    }

    [Test]
    public async Task Many_writers_lose_nothing()
    {
        var store = new ScriptedStore();
        using var writer = Start(store);
        await writer.Run(unit => Put(unit, "sum=0"));

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), async (_, _) => await writer.Run(unit =>
            Put(unit, $"sum={int.Parse(unit.State.Find(Words, Here, "sum")![4..], null) + 1}")));

        store.Kept.ShouldBe(["sum=1000"]);
    }

    private static Writer Start(
        ScriptedStore store, Action<UnitOfWork, bool>? rideAlong = null, List<string>? reports = null, Action<UnitOfWork>? follow = null) =>
        new(store, store.Load(first: true), follow ?? (_ => { }), rideAlong ?? ((_, _) => { }), reports is null ? _ => { } : reports.Add);

    private static string Put(UnitOfWork unit, string word)
    {
        unit.Put(Words, Here, word);
        return word;
    }

    /// <summary>A store in memory that holds its next commit or refuses on demand.</summary>
    private sealed class ScriptedStore : IStore
    {
        private readonly List<(string Key, string Word)> _kept = [];
        private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new(initialState: true);
        private bool _fails;
        private bool _keepsAllTheSame;

        public List<string> Kept => [.. _kept.Select(row => row.Word)];

        public int Commits { get; private set; }

        public int Loads { get; private set; }

        public IReadOnlyCollection<Change> LastCommit { get; private set; } = [];

        public bool IsDisposed { get; private set; }

        public bool FailsToClose { get; init; }

        /// <summary>Completes when a commit is held.</summary>
        public Task IsHolding => _holding.Task;

        public void Hold() => _released.Reset();

        public void Release() => _released.Set();

        public void FailNext(bool butKeep = false) => (_fails, _keepsAllTheSame) = (true, butKeep);

        public Snapshot Load() => Load(first: false);

        public Snapshot Load(bool first)
        {
            Loads += first ? 0 : 1;
            Refuse();
            return Snapshot.Empty.WithAll(Words, Here, Kept);
        }

        public void Commit(IReadOnlyCollection<Change> changes)
        {
            // Asked before the wait: what is scripted meanwhile is for the next commit.
            var refused = _fails;
            if (!_released.IsSet)
            {
                _holding.TrySetResult();
                _released.Wait();
            }

            if (refused && !_keepsAllTheSame)
            {
                Refuse();
            }

            Commits++;
            LastCommit = changes;
            foreach (var change in changes)
            {
                _kept.RemoveAll(row => row.Key == change.Key);
                if (change.After is string word)
                {
                    _kept.Add((change.Key, word));
                }
            }

            if (refused)
            {
                Refuse();
            }
        }

        public void Dispose()
        {
            IsDisposed = true;
            _released.Dispose();
            if (FailsToClose)
            {
                throw new IOException("No space left on device.");
            }
        }

        private void Refuse()
        {
            if (_fails)
            {
                _fails = false;
                throw new IOException("No space left on device.");
            }
        }
    }
}
