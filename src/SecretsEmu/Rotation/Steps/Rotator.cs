using System.Collections.Concurrent;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Rotation.Steps;

/// <summary>Runs every attempt that the state holds: it sees one with the commit that began it. Safe to use from several threads.</summary>
internal sealed class Rotator(RunContext context, Action<string> report) : IAsyncDisposable
{
    // More at once would only wait for each other; a function may well block its thread.
    private const int MostAtOnce = 64;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Begun> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RunOptions> _options = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(MostAtOnce, MostAtOnce);
    private volatile Rows<RotationAttempt>? _seen;
    private volatile bool _stopping;

    /// <summary>From now on attempts run: those that wait, and those to come. What had begun before the last stop failed with it.</summary>
    public async Task Start()
    {
        await context.Writer.Run(unit =>
        {
            foreach (var interrupted in unit.State.Rows(RotationTables.Running, Scope.Emulator).InOrder.Where(attempt => attempt.Step is not null))
            {
                context.Rotations.End(
                    interrupted with { Reason = $"The emulator stopped while {interrupted.Step} ran.", Verdict = "The rotation was cut off; the next one goes on under the same token." },
                    unit,
                    context.Now(unit.State));
            }

            return true;
        });
        context.Writer.Committed += Look;
        Look(context.Writer.Current);
    }

    /// <summary>How the rotation under a token is to run: said before it begins.</summary>
    public void Prepare(string versionId, RunOptions options) => _options[versionId] = options;

    /// <summary>No rotation began under the token.</summary>
    public void Forget(string versionId) => _options.TryRemove(versionId, out _);

    /// <summary>The run of a secret's attempt, or null when none runs.</summary>
    public RotationRun? Find(string secretArn) => _runs.Values.FirstOrDefault(begun => begun.Attempt.SecretArn == secretArn)?.Run;

    /// <summary>Completes when an attempt has ended, with how it ended.</summary>
    public async Task<RotationAttempt> EndOf(RotationAttempt attempt)
    {
        if (_runs.TryGetValue(attempt.Id, out var begun))
        {
            return await begun.Ended.Task;
        }

        return SecretArn.TryParse(attempt.SecretArn, out var arn)
            && context.Writer.Current.Find(RotationTables.Ended, arn.Scope, RotationTables.PlaceOf(attempt.SecretArn, attempt.Number)) is { } ended
            && ended.Id == attempt.Id
            ? ended
            : attempt with { State = RotationState.Abandoned };
    }

    /// <summary>The end of an attempt in words, for who moved the clock.</summary>
    public static string Outcome(RotationAttempt ended) => ended.State switch
    {
        RotationState.Succeeded => "RotationSucceeded",
        RotationState.Failed => $"RotationFailed: {ended.Reason}",
        _ => $"given up: {ended.Reason}",
    };

    /// <summary>A rotation that waits before a step for somebody's word, or null.</summary>
    public RotationAttempt? Paused => _runs.Values.FirstOrDefault(begun => begun.Run?.PausedBefore is not null)?.Attempt;

    /// <summary>Completes when nothing runs.</summary>
    public async Task Settled()
    {
        while (_runs.Values.FirstOrDefault() is { } begun)
        {
            await begun.Ended.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        context.Writer.Committed -= Look;
        var running = _runs.Values.ToList();
        foreach (var begun in running)
        {
            begun.Run?.GiveUp("The emulator was stopped while it ran.");
        }

        // What does not end in time is reported as failed at the next start.
        try
        {
            await Task.WhenAll(running.Select(begun => begun.Ended.Task)).WaitAsync(StopPatience, context.Wall);
        }
        catch (TimeoutException)
        {
            report("a rotation function does not end; its rotation is reported as failed at the next start");
        }
    }

    // On the writer's thread.
    private void Look(Snapshot state)
    {
        var rows = state.Rows(RotationTables.Running, Scope.Emulator);
        if (ReferenceEquals(rows, _seen) || _stopping)
        {
            return;
        }

        _seen = rows;
        foreach (var attempt in rows.InOrder)
        {
            if (_runs.ContainsKey(attempt.Id))
            {
                continue;
            }

            var begun = new Begun(attempt);
            _runs[attempt.Id] = begun;
            _ = attempt.Step is null
                ? Run(begun)
                // It ran, and its end could not be written down: the store is there again, or this commit would not be.
                : EndLost(begun, "Its end could not be written down.", "The store took no writes; the next rotation goes on under the same token.");
        }

        foreach (var begun in _runs.Values)
        {
            if (rows.Find(begun.Attempt.SecretArn)?.Id != begun.Attempt.Id)
            {
                begun.Run?.GiveUp("Somebody ended it.");
            }
        }
    }

    private async Task Run(Begun begun)
    {
        await _slots.WaitAsync();
        var ended = begun.Attempt;
        try
        {
            _options.TryRemove(begun.Attempt.VersionId, out var options);
            using var run = begun.Run = new RotationRun(begun.Attempt, options ?? RunOptions.Normal, context);
            ended = await run.Completion;
            Report(ended);
        }
        catch (Exception lost) when (lost is NotDurableException or ObjectDisposedException)
        {
            // Reported by the writer. It goes on, or is ended, with the next commit or the next start.
            _seen = null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            report($"the rotation of {begun.Attempt.SecretArn} failed inside: {failure}");
            await EndLost(begun, "It failed inside the emulator.", "The log of the emulator says how; the next rotation goes on under the same token.");
        }
        finally
        {
            _slots.Release();
            _runs.TryRemove(begun.Attempt.Id, out _);
            begun.Ended.TrySetResult(ended);
        }
    }

    private async Task EndLost(Begun begun, string reason, string verdict)
    {
        var ended = begun.Attempt with { Reason = reason, Verdict = verdict };
        try
        {
            ended = await context.Writer.Run(unit => context.Rotations.End(ended, unit, context.Now(unit.State)));
        }
        catch (Exception failure) when (failure is NotDurableException or ObjectDisposedException)
        {
            // Tried again with the next commit, or reported by the next start.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            report($"the end of the rotation of {begun.Attempt.SecretArn} failed inside: {failure}");
        }
        finally
        {
            _runs.TryRemove(begun.Attempt.Id, out _);
            begun.Ended.TrySetResult(ended);
        }
    }

    private void Report(RotationAttempt ended)
    {
        if (ended.State != RotationState.Succeeded)
        {
            report($"rotation of {ended.SecretArn}: {Outcome(ended)} {ended.Verdict}".TrimEnd());
        }
    }

    private sealed class Begun(RotationAttempt attempt)
    {
        public RotationAttempt Attempt { get; } = attempt;

        public RotationRun? Run { get; set; }

        public TaskCompletionSource<RotationAttempt> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
