using System.Globalization;

namespace SecretsEmu.Bench.Load;

/// <summary>How a server under test is started on a given port.</summary>
internal sealed record ServerCommand(string Name, string Executable, Func<int, string[]> Arguments)
{
    /// <param name="options">More options of <c>start</c>.</param>
    public static ServerCommand InMemory(string tool, params string[] options) =>
        new("secrets-emu, in memory", tool, port => ["start", "--port", Text(port), "--in-memory", "--json", .. options]);

    /// <param name="options">More options of <c>start</c>, which go into the name.</param>
    public static ServerCommand OnDisk(string tool, string folder, params string[] options) =>
        new(string.Join(' ', ["secrets-emu", .. options]), tool, port => ["start", "--port", Text(port), "--data", folder, "--json", .. options]);

    public static ServerCommand Bare(string bare, int bytes = 280) =>
        new("bare Kestrel", bare, port => ["--port", Text(port), "--bytes", Text(bytes)]);

    public static ServerCommand Moto(string moto) => new("moto", moto, port => ["-H", "127.0.0.1", "-p", Text(port)]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
