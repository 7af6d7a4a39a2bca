using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Faults;

/// <summary>What is broken on purpose: in memory only, so that a restart mends it. Safe to use from several threads.</summary>
/// <param name="services">Those that live here, Secrets Manager first.</param>
/// <param name="wall">By which answers are delayed.</param>
internal sealed class ActiveFaults(IReadOnlyList<Service> services, TimeProvider wall)
{
    /// <summary>More at once is a script that never mends.</summary>
    public const int Most = 100;

    private readonly Lock _gate = new();
    private volatile Fault[] _faults = [];
    private int _last;

    /// <summary>Breaks something from now on.</summary>
    /// <param name="order">What.</param>
    /// <param name="state">The newest, which stale reads will see.</param>
    /// <param name="now">On the emulator's clock.</param>
    /// <exception cref="ArgumentException">It cannot be broken so.</exception>
    public Fault Add(FaultOrder order, Snapshot state, DateTimeOffset now)
    {
        var (kind, scope) = order.Read(services);
        lock (_gate)
        {
            if (At(now).Count >= Most)
            {
                throw new ArgumentException($"{Most} faults are at work already: mend some first.");
            }

            var fault = new Fault(++_last, kind, scope, now + order.For, order.Times, order.Delay ?? FaultOrder.UsualDelay, state);
            _faults = [.. _faults.Where(known => !known.IsOver(now) || known.IsDelaying), fault];
            return fault;
        }
    }

    /// <summary>What is at work, oldest first.</summary>
    public IReadOnlyList<Fault> At(DateTimeOffset now) => [.. _faults.Where(fault => !fault.IsOver(now))];

    /// <summary>Ends those that are meant, and the delays of requests that met them.</summary>
    /// <returns>Those that were at work until now.</returns>
    public IReadOnlyList<Fault> Mend(Func<Fault, bool> isMeant, DateTimeOffset now)
    {
        lock (_gate)
        {
            // One that no request meets any more may still delay some.
            var active = At(now);
            return [.. End(isMeant).Where(active.Contains)];
        }
    }

    /// <summary>Ends all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            End(_ => true);
        }
    }

    private List<Fault> End(Func<Fault, bool> isMeant)
    {
        var ended = _faults.Where(isMeant).ToList();
        _faults = [.. _faults.Except(ended)];
        ended.ForEach(fault => fault.Mend());
        return ended;
    }

    /// <summary>A call that passed its checks meets what is broken: it waits, is refused, or is told what its operation will see.</summary>
    /// <param name="call">Bound, with its context.</param>
    /// <param name="state">The newest.</param>
    /// <param name="clock">By which faults end.</param>
    /// <param name="hangUp">Ends a wait when nobody is left to answer.</param>
    /// <exception cref="AwsErrorException">Refused on purpose.</exception>
    public ValueTask Meet(Call call, Snapshot state, Clock clock, CancellationToken hangUp) =>
        _faults is { Length: > 0 } faults ? Meet(faults, call, clock.Now(state), hangUp) : default;

    private async ValueTask Meet(Fault[] faults, Call call, DateTimeOffset now, CancellationToken hangUp)
    {
        foreach (var slow in Met(FaultKind.Slow).ToList())
        {
            await slow.Wait(wall, hangUp);
        }

        if (Met(FaultKind.Throttle).Any())
        {
            throw FrontEndErrors.Throttling.AsException();
        }

        if (Met(FaultKind.Errors).Any())
        {
            throw call.Service!.InternalError.AsException();
        }

        if (IsStaleRead(call))
        {
            call.Context!.StaleState = Met(FaultKind.StaleReads).FirstOrDefault()?.Before;
        }

        if (FaultScope.ReadsOf(call).Any(read => read.VersionId is null))
        {
            call.Context!.StaleSecrets = Met(FaultKind.StaleReads).FirstOrDefault()?.Before;
        }

        if (faults.Where(fault => fault.Kind == FaultKind.DenyKms && fault.Scope.CoversOperation(call)).ToList() is { Count: > 0 } denying)
        {
            call.Context!.KmsDenial = secretArn => Deny(denying, secretArn, call, now);
        }

        IEnumerable<Fault> Met(FaultKind kind)
        {
            foreach (var fault in faults)
            {
                if (fault.Kind == kind && fault.Scope.Covers(call) && fault.Take(now))
                {
                    call.Meet(fault.Name);
                    yield return fault;
                }
            }
        }
    }

    // A version that is asked for by its id is never stale: versions do not change.
    private bool IsStaleRead(Call call) =>
        call.Service == services[0]
        && FaultOrder.StaleReads.Contains(call.Operation!.Name)
        && call.Operation.Shape.Find("VersionId")?.Get(call.Request!) is null;

    // When KMS is asked, and not before: a request that needs no key meets nothing. However often it asks, it counts once.
    private static string? Deny(List<Fault> faults, string secretArn, Call call, DateTimeOffset now)
    {
        foreach (var fault in faults.Where(fault => fault.Scope.CoversSecret(secretArn, call.Context!.Scope)))
        {
            if (call.HasMet(fault.Name))
            {
                return call.Hint;
            }

            if (fault.Take(now))
            {
                call.Meet(fault.Name);
                return call.Hint;
            }
        }

        return null;
    }
}
