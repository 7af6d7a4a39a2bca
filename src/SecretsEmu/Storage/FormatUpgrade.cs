using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>What the records of an older format lack and reading one of them alone cannot give.</summary>
internal static class FormatUpgrade
{
    /// <summary>Brings what was loaded up to the current format.</summary>
    /// <param name="format">Of the file. Format 2 lacks nothing that its writers knew of.</param>
    /// <param name="unit">Over what was loaded.</param>
    public static void From(int format, UnitOfWork unit)
    {
        if (format == 1)
        {
            FromOne(unit);
        }
    }

    // Format 1 kept no dates of aliases, and no key was rotated.
    private static void FromOne(UnitOfWork unit)
    {
        var loaded = unit.State;
        foreach (var scope in loaded.ScopesOf(KmsTables.Keys))
        {
            foreach (var key in loaded.Rows(KmsTables.Keys, scope).InOrder)
            {
                unit.Put(KmsTables.Keys, scope, key);
                unit.Schedule(KmsDue.RotationOf(key));
            }

            foreach (var alias in loaded.Rows(KmsTables.Aliases, scope).InOrder)
            {
                var created = loaded.Find(KmsTables.Keys, scope, alias.TargetKeyId)!.CreationDate;
                unit.Put(KmsTables.Aliases, scope, alias with { CreationDate = created, LastUpdatedDate = created });
            }
        }
    }
}
