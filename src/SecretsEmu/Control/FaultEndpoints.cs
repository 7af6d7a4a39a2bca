using System.Globalization;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Faults;
using SecretsEmu.State;

namespace SecretsEmu.Control;

/// <summary>What is broken on purpose.</summary>
internal sealed class FaultEndpoints(ActiveFaults faults)
{
    private const string Everything = "all";

    /// <summary><c>GET faults</c>: what is at work.</summary>
    public Task List(HttpContext http, Controls controls) => Answer(http, controls);

    /// <summary><c>POST faults</c>: one more.</summary>
    public Task Break(HttpContext http, FaultRequest request, Controls controls)
    {
        var order = new FaultOrder(request.Kind, request.Secret, request.Operation, Length(request.ForSeconds), request.Times, Length(request.DelaySeconds));
        return Answer(http, controls, broken: faults.Add(order, controls.Writer.Current, Now(controls)));
    }

    /// <summary><c>DELETE faults?which=WHICH</c>: a number, a kind or <c>all</c>, which is the default.</summary>
    public Task Mend(HttpContext http, Controls controls)
    {
        var which = http.Request.Query["which"] is [{ } text] ? text : Everything;
        if (which == Everything)
        {
            return Answer(http, controls, mended: faults.Mend(_ => true, Now(controls)));
        }

        if (FaultKinds.Find(which) is { } kind)
        {
            return Answer(http, controls, mended: faults.Mend(fault => fault.Kind == kind, Now(controls)));
        }

        if (!int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new ArgumentException($"'{which}' is neither {Everything}, nor the number of a fault, nor one of {string.Join(", ", FaultKinds.All)}.");
        }

        return faults.Mend(fault => fault.Number == number, Now(controls)) is { Count: > 0 } mended
            ? Answer(http, controls, mended: mended)
            : throw new ArgumentException($"No fault {number} is at work: secrets-emu status shows those that are.");
    }

    private Task Answer(HttpContext http, Controls controls, Fault? broken = null, IReadOnlyList<Fault>? mended = null) => ControlEndpoints.Write(
        http,
        200,
        new FaultsAnswer(
            [.. faults.At(Now(controls)).Select(FaultAnswer.Of)], broken is null ? null : FaultAnswer.Of(broken), mended is null ? null : [.. mended.Select(FaultAnswer.Of)]),
        ControlEndpoints.Shapes.FaultsAnswer);

    private static DateTimeOffset Now(Controls controls) => controls.Clock.Now(controls.Writer.Current);

    // Far beyond what is taken, so that the rules of a fault refuse it and no arithmetic does.
    private static TimeSpan? Length(double? seconds) =>
        seconds is { } length ? TimeSpan.FromSeconds(Math.Clamp(length, -1, TimeSpan.FromDays(10_000).TotalSeconds)) : null;
}
