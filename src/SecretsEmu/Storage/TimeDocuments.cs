using LiteDB;
using SecretsEmu.Faults;
using SecretsEmu.Time;

namespace SecretsEmu.Storage;

/// <summary>The due queue, how the clock stands, and the regions that are down.</summary>
internal static class TimeDocuments
{
    public static BsonDocument Write(DueItem item) => new() { ["kind"] = item.Kind, ["subject"] = item.Subject, ["at"] = item.At.Write() };

    public static DueItem ReadDueItem(BsonDocument document) =>
        new(document["kind"].AsString, document["subject"].AsString, document["at"].ReadTime());

    public static BsonDocument Write(ClockSetting clock) => new() { ["offset"] = clock.Offset.Ticks, ["frozenAt"] = clock.FrozenAt.Write() };

    public static ClockSetting ReadClock(BsonDocument document) =>
        new(TimeSpan.FromTicks(document["offset"].AsInt64), document["frozenAt"].ReadTimeOrNull());

    public static BsonDocument Write(RegionOutage outage) => new() { ["region"] = outage.Region, ["mode"] = (int)outage.Mode, ["since"] = outage.Since.Write() };

    public static RegionOutage ReadOutage(BsonDocument document) =>
        new(document["region"].AsString, (OutageMode)document["mode"].AsInt32, document["since"].ReadTime());
}
