using System.Collections.Immutable;

namespace SecretsEmu.SecretsManager;

/// <summary>One label on one version.</summary>
internal readonly record struct StagedLabel(string Label, string VersionId);

/// <summary>
/// The staging labels of one secret, in the order in which they were attached. A label sits on at most one version (secretsmanager.md 3.2, I1);
/// labels and version ids are compared case-sensitively. Immutable: every move answers a new value.
/// </summary>
/// <remarks>
/// A plain list, since a secret has at most <see cref="Quota"/> labels. It does not know which versions exist: a version without labels is deprecated,
/// and only the secret knows of it.
/// </remarks>
internal sealed class StagingLabels : IEquatable<StagingLabels>
{
    /// <summary>The label of the version that is read by default.</summary>
    public const string Current = "AWSCURRENT";

    /// <summary>The label of the version that was current before.</summary>
    public const string Previous = "AWSPREVIOUS";

    /// <summary>The label of the version that a rotation prepares.</summary>
    public const string Pending = "AWSPENDING";

    /// <summary>How many labels AWS allows over all versions of a secret (secretsmanager.md 6). Checked by the operations, which know the sentence.</summary>
    public const int Quota = 20;

    private readonly ImmutableArray<StagedLabel> _labels;

    private StagingLabels(ImmutableArray<StagedLabel> labels) => _labels = labels;

    /// <summary>The labels of a secret without versions.</summary>
    public static StagingLabels None { get; } = new([]);

    /// <summary>The number of labels over all versions.</summary>
    public int Count => _labels.Length;

    /// <summary>Every label with its version, in the order of attachment: what storage keeps and <see cref="Of"/> reads back.</summary>
    public ImmutableArray<StagedLabel> All => _labels;

    /// <summary>Labels as stored. Of a label given twice the last wins, so that a damaged file cannot break the rule of one version a label.</summary>
    public static StagingLabels Of(IEnumerable<StagedLabel> labels) =>
        labels.Aggregate(None, static (all, next) => all.Attach(next.Label, next.VersionId));

    /// <summary>The version that carries the label, or null.</summary>
    public string? VersionOf(string label)
    {
        var index = IndexOf(label);
        return index < 0 ? null : _labels[index].VersionId;
    }

    /// <summary>Whether this version carries this label.</summary>
    public bool IsOn(string label, string versionId) => VersionOf(label) == versionId;

    /// <summary>The labels of a version in the order of attachment; empty for a deprecated version (secretsmanager.md 4.9).</summary>
    public ImmutableArray<string> LabelsOf(string versionId)
    {
        var labels = ImmutableArray.CreateBuilder<string>();
        foreach (var (label, version) in _labels)
        {
            if (version == versionId)
            {
                labels.Add(label);
            }
        }

        return labels.DrainToImmutable();
    }

    /// <summary>Whether the version has lost its last label, or never had one (I5).</summary>
    public bool IsDeprecated(string versionId) => LabelsOf(versionId).IsEmpty;

    /// <summary>Puts a label on a version, taking it from its holder. AWSCURRENT gets no special treatment here.</summary>
    public StagingLabels Attach(string label, string versionId)
    {
        var index = IndexOf(label);
        if (index < 0)
        {
            return new(_labels.Add(new(label, versionId)));
        }

        // A label that is already there keeps its place: nothing was attached.
        return _labels[index].VersionId == versionId
            ? this
            : new(_labels.RemoveAt(index).Add(new(label, versionId)));
    }

    /// <summary>Takes a label off its version; an unknown label changes nothing.</summary>
    public StagingLabels Remove(string label)
    {
        var index = IndexOf(label);
        return index < 0 ? this : new(_labels.RemoveAt(index));
    }

    /// <summary>
    /// Moves AWSCURRENT to a version: AWSPREVIOUS goes to the version that loses AWSCURRENT, and the new current version loses AWSPREVIOUS (I3).
    /// AWSPENDING and custom labels stay: this is what UpdateSecretVersionStage does (secretsmanager.md 4.22).
    /// </summary>
    public StagingLabels WithNewCurrent(string versionId)
    {
        var outgoing = VersionOf(Current);
        if (outgoing == versionId)
        {
            return this;
        }

        var moved = Attach(Current, versionId);
        if (outgoing is not null)
        {
            return moved.Attach(Previous, outgoing);
        }

        return IsOn(Previous, versionId) ? moved.Remove(Previous) : moved;
    }

    /// <summary>
    /// The labels after a value was written into a version: PutSecretValue, UpdateSecret, CreateSecret (secretsmanager.md 4.13).
    /// No label given means AWSCURRENT; the first version of a secret gets AWSCURRENT besides the labels given. When AWSCURRENT is among the labels,
    /// AWSPREVIOUS goes to the outgoing version and AWSPENDING leaves every other version (I3, I4).
    /// </summary>
    /// <param name="versionId">The version that was written.</param>
    /// <param name="labels">The labels of the request, in its order; empty when it named none.</param>
    /// <param name="isFirstVersion">Whether the secret had no version before.</param>
    public StagingLabels WithWrite(string versionId, IReadOnlyCollection<string> labels, bool isFirstVersion)
    {
        var becomesCurrent = labels.Count == 0 || isFirstVersion || labels.Contains(Current);
        var outgoing = VersionOf(Current);
        var written = labels.Aggregate(this, (all, label) => all.Attach(label, versionId));
        if (!becomesCurrent)
        {
            return written;
        }

        written = written.Attach(Current, versionId);
        if (outgoing is not null && outgoing != versionId)
        {
            // Last, so that AWSPREVIOUS among the labels given yields to the rule, whatever their order.
            written = written.Attach(Previous, outgoing);
        }

        return written.IsOn(Pending, versionId) ? written : written.Remove(Pending);
    }

    public bool Equals(StagingLabels? other) => other is not null && _labels.SequenceEqual(other._labels);

    public override bool Equals(object? obj) => Equals(obj as StagingLabels);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var label in _labels)
        {
            hash.Add(label);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", _labels.Select(static label => $"{label.Label}: {label.VersionId}"));

    private int IndexOf(string label)
    {
        for (var i = 0; i < _labels.Length; i++)
        {
            if (_labels[i].Label == label)
            {
                return i;
            }
        }

        return -1;
    }
}
