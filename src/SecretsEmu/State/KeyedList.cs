using System.Collections.Immutable;

namespace SecretsEmu.State;

/// <summary>Lists whose entries each have a key of their own, such as the tags of a resource.</summary>
internal static class KeyedList
{
    /// <summary>Sets entries by their keys; one whose key is there takes its place.</summary>
    public static ImmutableArray<T> Merge<T>(this ImmutableArray<T> entries, IEnumerable<T> changes, Func<T, string> keyOf)
    {
        foreach (var change in changes)
        {
            var at = entries.ToList().FindIndex(entry => keyOf(entry) == keyOf(change));
            entries = at < 0 ? entries.Add(change) : entries.SetItem(at, change);
        }

        return entries;
    }
}
