using SecretsEmu.Files;

namespace SecretsEmu.Seeding;

/// <summary>Reads seed files: JSON with comments, in the form that the README beside this file shows.</summary>
internal static class SeedFile
{
    private const string Document = "a seed file";

    /// <exception cref="FileException">The file cannot be read, or is malformed.</exception>
    public static SeedDocument Read(string path) => Parse(path, FileText.Read(path, "seed file"));

    /// <exception cref="FileException">The text is malformed.</exception>
    public static SeedDocument Parse(string file, string text)
    {
        var root = FileNode.Parse(file, text);
        root.Members(Document, "$schema", "keys", "secrets", "parameters");
        return new SeedDocument(
            [.. (root.Find("keys")?.Items("keys") ?? []).Select(SeedKeys.Of)],
            [.. (root.Find("secrets")?.Items("secrets") ?? []).Select(SeedSecrets.Of)],
            [.. (root.Find("parameters")?.Items("parameters") ?? []).Select(SeedParameters.Of)]);
    }
}
