using System.Globalization;
using System.Net;
using SecretsEmu.Files;
using SecretsEmu.Principals;
using Tomlyn.Syntax;

namespace SecretsEmu.Agent;

/// <summary>A setting of the agent's file. Numbers and flags may stand in quotes, as the agent takes them.</summary>
internal sealed class ConfigValue(string file, KeyValueSyntax pair)
{
    private const int FirstUnprivilegedPort = 1024;

    public string Name { get; } = pair.Key!.ToString().Trim();

    public FileException Error(string reason) => new(file, pair.Span.Start.Line + 1, reason);

    public string Text() => (pair.Value as StringValueSyntax)?.Value ?? throw Error($"{Name} is a text.");

    public IReadOnlyList<string> Texts() =>
        pair.Value is ArraySyntax { Items.ChildrenCount: > 0 } list
            ? [.. list.Items.Select(item => (item.Value as StringValueSyntax)?.Value ?? throw Error($"{Name} is a list of texts."))]
            : throw Error($"{Name} is a list of texts, at least one.");

    public int Number(int least, int most) =>
        ReadNumber() is { } number && number >= least && number <= most ? (int)number : throw Error($"{Name} is a number from {least} to {most}.");

    public TimeSpan Seconds(int least, int most) => TimeSpan.FromSeconds(Number(least, most));

    public int Port() =>
        ReadNumber() is { } port and (0 or (>= FirstUnprivilegedPort and <= IPEndPoint.MaxPort))
            ? (int)port
            : throw Error($"{Name} is a number from {FirstUnprivilegedPort} to {IPEndPoint.MaxPort}, or 0 for a free port.");

    public IPAddress Address() => IPAddress.TryParse(Text(), out var address) ? address : throw Error($"{Name} is an IP address.");

    public string Region() => Text() is var text && Callers.IsRegion(text) ? text : throw Error($"{Name} is the name of one, such as us-east-1.");

    public string Prefix() => Text() is ['/', ..] and var prefix ? prefix : throw Error($"{Name} begins with a slash.");

    public bool Flag() => pair.Value switch
    {
        BooleanValueSyntax flag => flag.Value,
        StringValueSyntax { Value: { } text } when bool.TryParse(text, out var read) => read,
        _ => throw Error($"{Name} is true or false."),
    };

    /// <returns>True: it is one.</returns>
    public bool IsFlag() => Flag() || true;

    /// <returns>True: it is one of the words, whatever the case.</returns>
    public bool OneOf(params string[] words) =>
        words.Contains(Text(), StringComparer.OrdinalIgnoreCase) ? true : throw Error($"{Name} is one of {string.Join(", ", words)}.");

    private long? ReadNumber() => pair.Value switch
    {
        IntegerValueSyntax number => number.Value,
        StringValueSyntax { Value: { } text } when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) => read,
        _ => null,
    };
}
