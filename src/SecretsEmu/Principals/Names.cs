using SecretsEmu.Files;

namespace SecretsEmu.Principals;

/// <summary>What names, paths and ids of IAM may be.</summary>
internal static class Names
{
    private const int LongestPath = 512;

    /// <summary>A name of a user, role or group (64 characters) or of a policy (128).</summary>
    public static string Of(FileNode node, string what, int longest)
    {
        var name = Required(node, what, "name");
        return name.Length >= 1 && name.Length <= longest && name.All(IsNameCharacter)
            ? name
            : throw node.Find("name")!.Error($"the name of {what} has 1 to {longest} letters, digits and characters of _+=,.@-");
    }

    public static string PathOf(FileNode node)
    {
        if (node.Find("path") is not { } value)
        {
            return "/";
        }

        var path = value.Text("path");
        return path.Length <= LongestPath && path.StartsWith('/') && path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal)
            && path.All(character => character == '/' || IsNameCharacter(character))
            ? path
            : throw value.Error("a path begins and ends with a slash, such as /team/.");
    }

    public static string Required(FileNode node, string what, string member) =>
        (node.Find(member) ?? throw node.Error($"{what} needs {member}.")).Text(member);

    /// <summary>IAM's names differ in more than their case.</summary>
    public static void RequireUnique<T>(IEnumerable<T> all, Func<T, string> name, Func<T, FileNode> node, Func<string, string> sentence)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var each in all)
        {
            if (!seen.Add(name(each)))
            {
                throw node(each).Error(sentence(name(each)));
            }
        }
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal);
}
