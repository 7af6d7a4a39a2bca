using System.Collections.Immutable;
using System.Diagnostics;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Rotation.Steps;

/// <summary>One attempt as it runs: the function's steps in order, each written down before it begins (integrations.md 1.2, 1.3).</summary>
internal sealed class RotationRun : IDisposable
{
    private readonly RotationAttempt _attempt;
    private readonly RunOptions _options;
    private readonly RunContext _context;
    private readonly CancellationTokenSource _givenUp = new();
    private readonly TaskCompletionSource<bool> _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StepRecord> _steps = [];
    private readonly string _rotationToken;
    private readonly Lock _gate = new();
    private volatile string? _reason;
    private bool _stepsEnded;

    public RotationRun(RotationAttempt attempt, RunOptions options, RunContext context)
    {
        (_attempt, _options, _context) = (attempt, options, context);
        _rotationToken = context.Random.Uuid();
        Completion = Task.Run(Run);
    }

    /// <summary>The attempt as it ended.</summary>
    public Task<RotationAttempt> Completion { get; }

    /// <summary>The step before which it waits for a word; null while it does not wait.</summary>
    public string? PausedBefore { get; private set; }

    /// <summary>What runs is cancelled, nothing further begins.</summary>
    /// <param name="reason">Why, in one sentence; of no use where somebody else ended the attempt already.</param>
    public void GiveUp(string reason)
    {
        lock (_gate)
        {
            // Who sees its end in the state asks for this too, maybe after it was disposed.
            if (!_stepsEnded)
            {
                _reason ??= reason;
                // Elsewhere: the caller may be the writer's thread, and what a function registered may fail or wait for the writer.
                _ = _givenUp.CancelAsync();
            }
        }
    }

    /// <summary>The word that it waits for.</summary>
    /// <param name="goesOn">False fails the attempt.</param>
    public void Resume(bool goesOn)
    {
        // At once: who gave the word and looks again must not take the wait that is over for another.
        PausedBefore = null;
        _resumed.TrySetResult(goesOn);
    }

    public void Dispose() => _givenUp.Dispose();

    private async Task<RotationAttempt> Run()
    {
        var ended = _attempt;
        try
        {
            await RunSteps();
        }
        catch (HandlerException failed)
        {
            ended = ended with { Reason = _steps.Count > 0 && _steps[^1].Error is not null ? $"{_steps[^1].Step} failed: {failed.Message}" : failed.Message };
        }
        catch (OperationCanceledException)
        {
            ended = ended with { Reason = _reason };
        }
        finally
        {
            lock (_gate)
            {
                _stepsEnded = true;
            }
        }

        var steps = _steps.ToImmutableArray();
        ended = ended with { Steps = steps, Step = steps.IsEmpty ? null : steps[^1].Step };
        ended = ended with { Verdict = Verdict.Of(ended) };
        return await _context.Writer.Run(unit => _context.Rotations.End(ended, unit, _context.Now(unit.State)));
    }

    private async Task RunSteps()
    {
        var function = FunctionArn.Parse(_attempt.FunctionArn) is { } arn ? _context.Handlers.Find(arn) : null;
        var (handler, identity) = function ?? throw new HandlerException("Lambda.ResourceNotFoundException", $"Function not found: {_attempt.FunctionArn}");
        IHandlerSession? session = null;
        try
        {
            foreach (var step in _options.IsRehearsal ? StepPlan.Rehearsal : StepPlan.Of(_attempt.Cause))
            {
                if (step.AfterCrash && session is not null)
                {
                    await session.DisposeAsync();
                    session = null;
                }

                await PauseBefore(step.Step);
                session ??= await handler.Open(_givenUp.Token);
                await RunStep(step, handler.Settings, session, identity);
            }
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    private async Task PauseBefore(string step)
    {
        if (_options.PauseBefore != step || _resumed.Task.IsCompleted)
        {
            return;
        }

        PausedBefore = step;
        try
        {
            if (!await _resumed.Task.WaitAsync(_givenUp.Token))
            {
                throw new HandlerException("Aborted", $"Aborted before {step}.");
            }
        }
        finally
        {
            PausedBefore = null;
        }
    }

    private async Task RunStep(PlannedStep step, HandlerSettings settings, IHandlerSession session, FunctionIdentity? identity)
    {
        var before = await _context.Writer.Run(unit => Rotations.BeginStep(_attempt, step.Step, Rotations.HashOf(_rotationToken), unit))
            ?? throw new OperationCanceledException();
        var recorder = new StepRecorder(_attempt.SecretArn);
        var began = _context.Wall.GetTimestamp();
        HandlerException? failure = null;
        using (_context.Watch.Begin(recorder, _attempt.SecretArn, identity?.AccessKeyId))
        {
            try
            {
                await Invoke(step.Step, settings, session, recorder);
            }
            catch (HandlerException failed)
            {
                failure = failed;
            }
        }

        var elapsed = _context.Wall.GetElapsedTime(began);
        var after = _context.Writer.Current.SecretByArn(_attempt.SecretArn);
        var (calls, leftOut) = recorder.Calls;
        var mask = new Lazy<ValueMask>(() => MaskOf(before, after, identity));
        _steps.Add(new StepRecord
        {
            Step = step.Step,
            Rehearsal = step.Rehearsal,
            Milliseconds = Math.Round(elapsed.TotalMilliseconds, 1),
            ErrorType = failure?.ErrorType,
            Error = failure is null ? null : mask.Value.Apply(failure.Message),
            Calls = calls,
            CallsLeftOut = leftOut,
            Before = StagesOf(before),
            After = after is null ? [] : StagesOf(after),
            Log = [.. recorder.Lines.Select(line => mask.Value.Apply(line)), .. TraceOf(failure).Select(line => mask.Value.Apply(line))],
        });
        foreach (var line in _steps[^1].Log)
        {
            _context.FunctionLog($"{settings.Name} {step.Step}: {line}");
        }

        if (failure is not null)
        {
            throw new HandlerException(failure.ErrorType, _steps[^1].Error!);
        }
    }

    private async Task Invoke(string step, HandlerSettings settings, IHandlerSession session, StepRecorder recorder)
    {
        // Who looks through a debugger has all the time in the world.
        var limit = Debugger.IsAttached ? TimeSpan.FromDays(1) : settings.Timeout;
        using var timeout = new CancellationTokenSource(limit, _context.Wall);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _givenUp.Token);
        var invocation = new Invocation
        {
            RequestId = _context.RequestIds.Uuid(),
            FunctionArn = _attempt.FunctionArn,
            Event = new RotationEvent(step, _attempt.SecretArn, _attempt.VersionId, _rotationToken),
            Deadline = _context.Wall.GetUtcNow() + limit,
            Log = recorder.Log,
            Secrets = new InvokerCalls(_context.Invoker, () => _context.CallerOf(settings, FunctionArn.Parse(_attempt.FunctionArn)!), Region, recorder),
        };
        try
        {
            // A function that blocks its thread must block none of ours; one that does not heed its time is left behind.
            await Task.Run(() => session.Invoke(invocation, stop.Token), CancellationToken.None).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw _givenUp.IsCancellationRequested
                ? new OperationCanceledException(_givenUp.Token)
                : new HandlerException("Sandbox.Timedout", $"Task timed out after {limit.TotalSeconds:0.00} seconds");
        }
        catch (OperationCanceledException cancelled)
        {
            throw new HandlerException(cancelled.GetType().FullName!, cancelled.Message);
        }
    }

    private string Region => _attempt.SecretArn.Split(':')[3];

    // The versions that carry a label, and the one that is being made.
    private ImmutableArray<VersionStages> StagesOf(Secret secret) =>
    [
        .. from version in secret.Versions
           let stages = secret.Labels.LabelsOf(version.VersionId)
           where !stages.IsEmpty || version.VersionId == _attempt.VersionId
           select new VersionStages(version.VersionId, stages, version.Value is not null),
    ];

    private static string[] TraceOf(HandlerException? failure) => failure?.Trace?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private ValueMask MaskOf(Secret before, Secret? after, FunctionIdentity? identity)
    {
        var context = new RequestContext(Principal.Root(before.Scope.Account), Region, _attempt.Id, Unquestioned.Instance) { Now = _attempt.StartedAt };
        var values = new List<SecretValue>();
        foreach (var (secret, version) in VersionsOf(before).Concat(after is null ? [] : VersionsOf(after)))
        {
            try
            {
                values.Add(_context.Envelope.Open(version.Value!, secret.Arn, version.VersionId, _context.Writer.Current, context));
            }
            catch (AwsErrorException)
            {
                // Nobody can read it under its key as it is: neither could the function.
            }
        }

        return new ValueMask(identity is null ? [_rotationToken] : [_rotationToken, identity.SecretAccessKey, identity.SessionToken], values);
    }

    private static IEnumerable<(Secret, SecretVersion)> VersionsOf(Secret secret) =>
        secret.Versions.Where(version => version.Value is not null && !secret.Labels.IsDeprecated(version.VersionId)).Select(version => (secret, version));
}

/// <summary>What every run needs of the emulator.</summary>
/// <param name="Now">The emulator's time.</param>
/// <param name="CallerOf">Whom a function's own calls are made as.</param>
/// <param name="FunctionLog">Takes lines of functions' logs, masked.</param>
internal sealed record RunContext(
    Writer Writer, Func<Snapshot, DateTimeOffset> Now, Rotations Rotations, HandlerCatalog Handlers, CallWatch Watch, Pipeline.Invoker Invoker, Envelope Envelope,
    Func<HandlerSettings, FunctionArn, Principal> CallerOf, TimeProvider Wall, IRandom Random, IRandom RequestIds, Action<string> FunctionLog);
