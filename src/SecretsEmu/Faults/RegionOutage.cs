using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Faults;

/// <summary>How a region that is down looks to its clients.</summary>
internal enum OutageMode
{
    /// <summary>The connection is closed without an answer, as by an endpoint that cannot be reached.</summary>
    Closed = 0,

    /// <summary>Every request is answered with 503.</summary>
    Unavailable = 1,
}

/// <summary>A region that is down for all services and accounts. State: it survives a restart, and what waits for the region waits on.</summary>
/// <param name="Region">A region code, such as <c>eu-west-1</c>.</param>
/// <param name="Since">On the emulator's clock, UTC.</param>
internal sealed record RegionOutage(string Region, OutageMode Mode, DateTimeOffset Since)
{
    /// <summary>What a call into the region gets.</summary>
    public AwsErrorException Refuse(Call call)
    {
        call.Meet($"the region {Region} is down (secrets-emu region up {Region})");
        return (Mode == OutageMode.Closed ? FrontEndErrors.EndpointUnreachable(Region) : FrontEndErrors.ServiceUnavailable).AsException();
    }
}

/// <summary>The regions that are down.</summary>
internal static class RegionOutages
{
    public static Table<RegionOutage> Table { get; } =
        new("outages", outage => outage.Region, Comparer<RegionOutage>.Create((one, other) => string.CompareOrdinal(one.Region, other.Region)));

    /// <summary>The outage of a region, or null while it works.</summary>
    public static RegionOutage? OutageOf(this Snapshot state, string region) => state.Find(Table, Scope.Emulator, region);

    /// <summary>All of them, by region.</summary>
    public static IReadOnlyCollection<RegionOutage> Outages(this Snapshot state) => state.Rows(Table, Scope.Emulator).InOrder;

    /// <summary>Whether what is due has to wait, since nothing happens in a region that is down: it runs once, and late, when the region is up.</summary>
    public static bool IsHeldBack(Snapshot state, DueItem item) =>
        state.Rows(Table, Scope.Emulator) is { Count: > 0 } outages && outages.Find(RegionOf(item.Subject)) is not null;

    /// <summary>How many items wait for a region.</summary>
    public static int Waiting(Snapshot state, string region, DateTimeOffset now) =>
        state.Rows(DueQueue.Items, Scope.Emulator).InOrder.TakeWhile(item => item.At <= now).Count(item => RegionOf(item.Subject) == region);

    private static string RegionOf(string arn) => arn.Split(':') is [_, _, _, var region, ..] ? region : "";
}
