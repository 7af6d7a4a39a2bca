using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Calls;
using SecretsEmu.Ssm;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Ssm;

/// <summary>What holds after any sequence of labellings over few versions and labels, so that they meet often.</summary>
public class ParameterLabelsPropertyTests
{
    private static readonly string[] Labels = [.. Enumerable.Range(1, 14).Select(i => $"label{i}")];

    [Property]
    public Property A_label_is_on_at_most_one_version() => AfterAnyMoves((_, _, after) =>
        after.All.Select(label => label.Label).Distinct().Count() == after.All.Length
        && Enumerable.Range(1, 4).Sum(version => after.LabelsOf(version).Length) == after.All.Length
        && after.All.All(label => after.VersionOf(label.Label) == label.Version));

    [Property]
    public Property A_version_carries_at_most_ten() => AfterAnyMoves((_, _, after) =>
        Enumerable.Range(1, 4).All(version => after.LabelsOf(version).Length <= ParameterLabels.OnAVersion));

    [Property]
    public Property Labels_that_were_not_named_stay_where_they_are() => AfterAnyMoves((before, move, after) =>
        before.All.Where(label => !move.Labels.Contains(label.Label)).All(label => after.VersionOf(label.Label) == label.Version));

    private static Property AfterAnyMoves(Func<ParameterLabels, Move, ParameterLabels, bool> claim) => Prop.ForAll(AnyMoves(), moves =>
    {
        var before = moves.SkipLast(1).Aggregate(ParameterLabels.None, Apply);

        return claim(before, moves[^1], Apply(before, moves[^1]));
    });

    private static ParameterLabels Apply(ParameterLabels labels, Move move)
    {
        try
        {
            return move.IsRemoval ? labels.Without(move.Labels) : labels.With(move.Version, move.Labels);
        }
        catch (AwsErrorException)
        {
            // Refused as a whole.
            return labels;
        }
    }

    private static Arbitrary<Move[]> AnyMoves() => (
        from moves in (
            from version in Gen.Choose(1, 4)
            from labels in Gen.Elements(Labels).NonEmptyListOf()
            from isRemoval in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Move(version, [.. labels], isRemoval)).NonEmptyListOf()
        select moves.ToArray()).ToArbitrary();

    private sealed record Move(long Version, string[] Labels, bool IsRemoval)
    {
        public override string ToString() => $"{(IsRemoval ? "remove" : $"version {Version}")}: {string.Join(' ', Labels)}";
    }
}
