using System.Collections.Immutable;

namespace SecretsEmu.Ssm;

/// <summary>A label and the version that carries it.</summary>
internal sealed record LabelledVersion(string Label, long Version);

/// <summary>The labels of a parameter. Each is on one version at most: a list of labels with their versions cannot break that. Immutable.</summary>
/// <remarks>Source: API reference, LabelParameterVersion.</remarks>
internal sealed class ParameterLabels
{
    /// <summary>The most that a version carries.</summary>
    public const int OnAVersion = 10;

    private ParameterLabels(ImmutableArray<LabelledVersion> all) => All = all;

    public static ParameterLabels None { get; } = new([]);

    /// <summary>In the order of attachment.</summary>
    public ImmutableArray<LabelledVersion> All { get; }

    /// <summary>What a store or a seed has: each label once.</summary>
    public static ParameterLabels Of(IEnumerable<LabelledVersion> labels) => new([.. labels]);

    /// <summary>Whether it can be a label: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, beginning neither with a digit nor with <c>aws</c> or <c>ssm</c> in any case.</summary>
    public static bool IsUsable(string label) =>
        label.Length > 0 && !char.IsAsciiDigit(label[0])
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
        && !label.StartsWith("aws", StringComparison.OrdinalIgnoreCase) && !label.StartsWith("ssm", StringComparison.OrdinalIgnoreCase);

    public long? VersionOf(string label)
    {
        foreach (var one in All)
        {
            if (one.Label == label)
            {
                return one.Version;
            }
        }

        return null;
    }

    public ImmutableArray<string> LabelsOf(long version) => [.. All.Where(label => label.Version == version).Select(label => label.Label)];

    /// <summary>Attaches labels to a version; those that are on another one move.</summary>
    /// <exception cref="Calls.AwsErrorException">The version would carry more than ten.</exception>
    public ParameterLabels With(long version, IEnumerable<string> labels)
    {
        var added = labels.Where(label => VersionOf(label) != version).Distinct(StringComparer.Ordinal).ToList();
        return LabelsOf(version).Length + added.Count > OnAVersion
            ? throw SsmErrors.TooManyLabels.AsException()
            : new([.. Without(added).All, .. added.Select(label => new LabelledVersion(label, version))]);
    }

    public ParameterLabels Without(IReadOnlyCollection<string> labels) => new([.. All.Where(label => !labels.Contains(label.Label))]);
}
