using SecretsEmu.State;

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
internal sealed record RegionOutage(string Region, OutageMode Mode, DateTimeOffset Since);

/// <summary>The regions that are down.</summary>
internal static class RegionOutages
{
    public static Table<RegionOutage> Table { get; } =
        new("outages", outage => outage.Region, Comparer<RegionOutage>.Create((one, other) => string.CompareOrdinal(one.Region, other.Region)));

    /// <summary>The outage of a region, or null while it works.</summary>
    public static RegionOutage? OutageOf(this Snapshot state, string region) => state.Find(Table, Scope.Emulator, region);
}
