using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Files;

namespace SecretsEmu.Principals;

/// <summary>The tags of a user or role in a principals file.</summary>
internal static class TagNodes
{
    private const int Most = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    public static ImmutableDictionary<string, string> Of(FileNode node)
    {
        if (node.Find("tags") is not { } tags)
        {
            return Principal.NoTags;
        }

        var entries = tags.Entries("tags");
        if (entries.Count > Most)
        {
            throw tags.Error($"there are more than {Most} tags.");
        }

        Names.RequireUnique(entries, tag => tag.Name, tag => tag.Value, key => $"the tag {key} stands here twice; keys of tags are compared without regard to case.");
        foreach (var (key, value) in entries)
        {
            if (key.Length is 0 or > LongestKey || value.Text("the value of a tag").Length > LongestValue)
            {
                throw value.Error($"a tag has a key of 1 to {LongestKey} characters and a value of up to {LongestValue}.");
            }
        }

        return Principal.NoTags.AddRange(entries.Select(tag => KeyValuePair.Create(tag.Name, tag.Value.Text("the value of a tag"))));
    }
}
