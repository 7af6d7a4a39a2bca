using System.Globalization;

namespace SecretsEmu.Bench.Load;

/// <summary>How a server under test is started on a given port.</summary>
internal sealed record ServerCommand(string Name, string Executable, Func<int, string[]> Arguments)
{
    public static ServerCommand InMemory(string tool) =>
        new("secrets-emu, in memory", tool, port => ["start", "--port", Text(port), "--in-memory", "--json"]);

    public static ServerCommand OnDisk(string tool, string folder) =>
        new("secrets-emu", tool, port => ["start", "--port", Text(port), "--data", folder, "--json"]);

    public static ServerCommand Bare(string bare, int bytes = 280) =>
        new("bare Kestrel", bare, port => ["--port", Text(port), "--bytes", Text(bytes)]);

    public static ServerCommand Moto(string moto) => new("moto", moto, port => ["-H", "127.0.0.1", "-p", Text(port)]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
