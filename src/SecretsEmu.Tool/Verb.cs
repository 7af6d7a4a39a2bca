using System.CommandLine;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool;

/// <summary>One command of the tool, with what its help shows beside the options.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Whole command lines, or sentences, below the options.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public void Add(Setting setting) => Add(setting.Option);
}
