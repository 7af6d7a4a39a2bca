using System.Globalization;

namespace SecretsEmu.Bench.Load;

/// <summary>What the command line of the bench says.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> _options = [];
    private int _names;

    public Settings(string[] args)
    {
        string[] known = ["--tool", "--bare", "--moto", "--work", "--json", "--plugins", "--seconds", "--rounds", "--secrets", "--requests", "--rotated"];
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                Scenarios.Add(args[i]);
            }
            else if (known.Contains(args[i]) && i + 1 < args.Length)
            {
                _options[args[i]] = args[++i];
            }
            else
            {
                throw new ArgumentException($"Unknown option, or an option without its value: {args[i]}");
            }
        }
    }

    public List<string> Scenarios { get; } = [];

    public string Tool => Required("--tool");

    public string Bare => Required("--bare");

    /// <summary>Null where moto_server is not installed.</summary>
    public string? Moto => _options.GetValueOrDefault("--moto");

    public string? Json => _options.GetValueOrDefault("--json");

    /// <summary>The folder of the release build of test/RotationPlugins.</summary>
    public string Plugins => Required("--plugins");

    /// <summary>How long one contender is loaded in one round.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Number("--seconds", 3));

    /// <summary>How often the contenders take turns.</summary>
    public int Rounds => Number("--rounds", 5);

    /// <summary>Secrets in the large store of the scale scenario.</summary>
    public int Secrets => Number("--secrets", 50_000);

    /// <summary>Requests of the memory scenario.</summary>
    public int Requests => Number("--requests", 1_000_000);

    /// <summary>Secrets that are rotated together, and reloads of a plugin, in the scenarios of rotation.</summary>
    public int Rotated => Number("--rotated", 1_000);

    /// <summary>A new data folder, on the disk of the clone: a temporary folder may be memory, and then no write is durable.</summary>
    public string NewFolder() => Directory.CreateDirectory(NewPath("data")).FullName;

    public string NewLog(string name) => NewPath(name.Split(',', ' ')[0]) + ".log";

    private string NewPath(string name) => Path.Combine(Required("--work"), $"{++_names:D3}-{name}");

    private string Required(string option) =>
        _options.GetValueOrDefault(option) ?? throw new ArgumentException($"{option} is missing.");

    private int Number(string option, int otherwise) =>
        _options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
