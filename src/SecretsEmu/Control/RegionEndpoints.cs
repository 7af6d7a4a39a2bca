using Microsoft.AspNetCore.Http;
using SecretsEmu.Faults;
using SecretsEmu.Principals;
using SecretsEmu.State;
using SecretsEmu.Time;
using SecretsEmu.Validation;

namespace SecretsEmu.Control;

/// <summary>The regions that are down.</summary>
internal static class RegionEndpoints
{
    private const string Closed = "closed";
    private const string Unavailable = "503";

    /// <summary><c>GET regions</c>: those that are down.</summary>
    public static Task List(Controls controls, HttpContext http) => Answer(http, controls, null, null);

    /// <summary><c>POST regions</c>: down or up; what is so already may be asked for again.</summary>
    public static Task Change(HttpContext http, RegionRequest request, Controls controls)
    {
        if (request.Region is { } region)
        {
            RequireRegion(region, controls.Writer.Current);
        }

        return request switch
        {
            { Action: "down", Region: { } down, As: null or Closed } => Down(http, down, OutageMode.Closed, controls),
            { Action: "down", Region: { } down, As: Unavailable } => Down(http, down, OutageMode.Unavailable, controls),
            { Action: "up", Region: { } up, As: null } => Up(http, up, controls),
            _ => throw new ArgumentException($"A region takes the action down (as {Closed} or {Unavailable}) or up."),
        };
    }

    /// <summary>As people type it.</summary>
    public static string Word(OutageMode mode) => mode == OutageMode.Closed ? Closed : Unavailable;

    // One that was mistyped would be down without a word, or stay so, and the drill prove nothing.
    private static void RequireRegion(string region, Snapshot state)
    {
        if (!Callers.IsRegion(region))
        {
            throw new ArgumentException($"The region '{region}' is not of the form us-east-1.");
        }

        if (!Regions.All.Contains(region) && !state.IsUsed(region) && state.OutageOf(region) is null)
        {
            throw new ArgumentException($"There is no region '{region}'.{(NearWord.Of(region, Regions.All) is { } near ? $" Did you mean {near}?" : "")}");
        }
    }

    private static async Task Down(HttpContext http, string region, OutageMode mode, Controls controls)
    {
        var before = await controls.Writer.Run(unit =>
        {
            var outage = unit.State.OutageOf(region);
            unit.Put(RegionOutages.Table, Scope.Emulator, new RegionOutage(region, mode, outage?.Since ?? controls.Clock.Now(unit.State)));
            return outage;
        });
        await Answer(http, controls, before?.Mode != mode, null);
    }

    // One unit: what had waited is at work as soon as the region is up, also where the clock stands still.
    private static async Task Up(HttpContext http, string region, Controls controls)
    {
        var wasDown = false;
        var fired = await controls.Clock.RunDue(unit =>
        {
            wasDown = unit.State.OutageOf(region) is not null;
            unit.Remove(RegionOutages.Table, Scope.Emulator, region);
        });
        await Answer(http, controls, wasDown, fired);
    }

    private static Task Answer(HttpContext http, Controls controls, bool? changed, List<FiredItem>? fired)
    {
        var state = controls.Writer.Current;
        var now = controls.Clock.Now(state);
        return ControlEndpoints.Write(
            http,
            200,
            new RegionsAnswer(
                [.. state.Outages().Select(outage => new RegionAnswer(
                    outage.Region, Word(outage.Mode), ControlEndpoints.Text(outage.Since), RegionOutages.Waiting(state, outage.Region, now)))],
                changed,
                fired is null ? null : [.. fired.Select(ControlEndpoints.FiredOf)]),
            ControlEndpoints.Shapes.RegionsAnswer);
    }
}
