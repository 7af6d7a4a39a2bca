using FsCheck.Fluent;
using FsCheck;
using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>What holds after any sequence of moves over few versions and labels, so that they meet often.</summary>
public class StagingLabelsPropertyTests
{
    private static readonly string[] Labels = ["AWSCURRENT", "AWSPREVIOUS", "AWSPENDING", "one", "two"];
    private static readonly string[] Versions = ["v1", "v2", "v3", "v4"];

    [Property]
    public Property A_label_sits_on_at_most_one_version() => AfterAnyMoves((_, after) =>
        after.All.Select(label => label.Label).Distinct().Count() == after.Count
        && Versions.Sum(version => after.LabelsOf(version).Length) == after.Count
        && after.All.All(label => after.IsOn(label.Label, label.VersionId)));

    [Property]
    public Property AWSCURRENT_never_disappears_once_set() => AfterAnyMoves((before, after) =>
        before.VersionOf("AWSCURRENT") is null || after.VersionOf("AWSCURRENT") is not null);

    [Property]
    public Property When_AWSCURRENT_leaves_a_version_AWSPREVIOUS_takes_its_place() => AfterAnyMoves((before, after) =>
        before.VersionOf("AWSCURRENT") is not { } outgoing
        || after.VersionOf("AWSCURRENT") == outgoing
        || after.VersionOf("AWSPREVIOUS") == outgoing);

    [Property]
    public Property A_write_that_takes_AWSCURRENT_leaves_AWSPENDING_on_its_version_or_nowhere() =>
        Prop.ForAll(AnyMoves(), ArbMap.Default.ArbFor<byte>(), (moves, number) =>
        {
            var version = Versions[number % Versions.Length];

            var written = Run(moves).WithWrite(version, [], isFirstVersion: false);

            return written.IsOn("AWSCURRENT", version) && written.VersionOf("AWSPENDING") is var pending && (pending is null || pending == version);
        });

    [Property]
    public Property Stored_labels_come_back_as_they_were() => AfterAnyMoves((_, after) => StagingLabels.Of(after.All).Equals(after));

    /// <summary>Checks a claim about the value before and after the last of some moves.</summary>
    private static Property AfterAnyMoves(Func<StagingLabels, StagingLabels, bool> claim) =>
        Prop.ForAll(AnyMoves(), moves =>
        {
            var before = Run(moves.SkipLast(1));

            return claim(before, moves.TakeLast(1).Aggregate(before, Apply));
        });

    private static StagingLabels Run(IEnumerable<Move> moves) => moves.Aggregate(StagingLabels.None, Apply);

    // What the operations do: AWSCURRENT goes only through the named moves, and only other labels are removed.
    private static StagingLabels Apply(StagingLabels labels, Move move) => move.Kind switch
    {
        0 => labels.WithWrite(move.VersionId, move.Given, isFirstVersion: labels.Count == 0),
        1 => labels.WithNewCurrent(move.VersionId),
        2 => labels.Remove(move.Given.FirstOrDefault(label => label != "AWSCURRENT") ?? "one"),
        _ => labels.Attach(move.Given.FirstOrDefault(label => label is not "AWSCURRENT" and not "AWSPREVIOUS") ?? "one", move.VersionId),
    };

    private static Arbitrary<Move[]> AnyMoves() =>
        (from kind in Gen.Choose(0, 3)
         from version in Gen.Elements(Versions)
         from given in Gen.SubListOf(Labels)
         select new Move(kind, version, [.. given])).ArrayOf().ToArbitrary();

    private sealed record Move(int Kind, string VersionId, string[] Given)
    {
        public override string ToString() => $"{Kind} {VersionId} [{string.Join(',', Given)}]";
    }
}
