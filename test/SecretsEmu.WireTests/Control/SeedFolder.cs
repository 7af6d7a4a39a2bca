namespace SecretsEmu.WireTests.Control;

/// <summary>A folder for one test's seed files or data, gone with it.</summary>
internal sealed class SeedFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("secrets-emu-").FullName;

    /// <summary>Writes a file, over the one that is there, and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
