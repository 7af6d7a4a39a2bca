using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.SecretsManager;

public class StagingLabelsTests
{
    [Test]
    public void A_label_has_no_version_until_it_is_attached()
    {
        var labels = StagingLabels.None;

        labels.VersionOf("one").ShouldBeNull();
        labels.LabelsOf("v1").ShouldBeEmpty();
        labels.IsDeprecated("v1").ShouldBeTrue();
        labels.Count.ShouldBe(0);
    }

    [Test]
    public void An_attached_label_is_taken_from_its_holder()
    {
        var labels = Labels("one: v1, two: v1");

        var moved = labels.Attach("one", "v2");

        moved.VersionOf("one").ShouldBe("v2");
        moved.LabelsOf("v1").ShouldBe(["two"]);
        moved.Count.ShouldBe(2);
    }

    [Test]
    public void Attaching_leaves_the_old_value_as_it_was()
    {
        var labels = Labels("one: v1");

        labels.Attach("one", "v2");

        labels.ShouldBe(Labels("one: v1"));
    }

    [Test]
    public void A_label_that_is_already_there_keeps_its_place()
    {
        var labels = Labels("one: v1, two: v1");

        var same = labels.Attach("one", "v1");

        same.LabelsOf("v1").ShouldBe(["one", "two"]);
    }

    [Test]
    public void The_labels_of_a_version_come_in_the_order_of_attachment()
    {
        var labels = Labels("zeta: v1, beta: v2, alpha: v1");

        var moved = labels.Attach("beta", "v1");

        moved.LabelsOf("v1").ShouldBe(["zeta", "alpha", "beta"]);
    }

    [Test]
    public void Labels_and_versions_are_compared_case_sensitively()
    {
        var labels = Labels("one: v1").Attach("One", "V1");

        labels.VersionOf("one").ShouldBe("v1");
        labels.VersionOf("One").ShouldBe("V1");
        labels.LabelsOf("V1").ShouldBe(["One"]);
    }

    [Test]
    public void Removing_the_last_label_of_a_version_deprecates_it()
    {
        var labels = Labels("AWSCURRENT: v1, one: v2");

        var removed = labels.Remove("one");

        removed.IsDeprecated("v2").ShouldBeTrue();
        removed.ShouldBe(Labels("AWSCURRENT: v1"));
    }

    [Test]
    public void Removing_an_unknown_label_changes_nothing()
    {
        var labels = Labels("AWSCURRENT: v1");

        labels.Remove("one").ShouldBeSameAs(labels);
    }

    [Test]
    public void Stored_labels_come_back_in_their_order()
    {
        var labels = Labels("zeta: v1, beta: v2, alpha: v1");

        StagingLabels.Of(labels.All).ShouldBe(labels);
    }

    [Test]
    public void Equal_labels_in_another_order_are_another_value()
    {
        var labels = Labels("one: v1, two: v1");

        labels.ShouldNotBe(Labels("two: v1, one: v1"));
        labels.GetHashCode().ShouldBe(Labels("one: v1, two: v1").GetHashCode());
    }

    [Test]
    public void A_new_current_version_leaves_AWSPREVIOUS_and_the_custom_labels_on_the_outgoing_one()
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2, PUT0: v2");

        var moved = labels.WithNewCurrent("v3");

        moved.LabelsOf("v1").ShouldBeEmpty();
        moved.LabelsOf("v2").ShouldBe(["PUT0", "AWSPREVIOUS"]);
        moved.LabelsOf("v3").ShouldBe(["AWSCURRENT"]);
    }

    [Test]
    public void Going_back_to_the_previous_version_swaps_the_two_labels()
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2");

        var moved = labels.WithNewCurrent("v1");

        moved.ShouldBe(Labels("AWSCURRENT: v1, AWSPREVIOUS: v2"));
    }

    [Test]
    public void A_new_current_version_that_is_the_current_one_changes_nothing()
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2, AWSPENDING: v2");

        labels.WithNewCurrent("v2").ShouldBeSameAs(labels);
    }

    [Test]
    public void The_first_current_version_makes_no_AWSPREVIOUS()
    {
        var labels = Labels("AWSPENDING: v1");

        labels.WithNewCurrent("v1").ShouldBe(Labels("AWSPENDING: v1, AWSCURRENT: v1"));
    }

    [Test]
    public void The_first_current_version_loses_AWSPREVIOUS_even_when_nobody_was_current()
    {
        var labels = Labels("AWSPREVIOUS: v1");

        labels.WithNewCurrent("v1").ShouldBe(Labels("AWSCURRENT: v1"));
    }

    /// <summary>Labels from the text of <see cref="StagingLabels.ToString"/>.</summary>
    internal static StagingLabels Labels(string text) =>
        StagingLabels.Of(text.Split(", ").Select(pair => pair.Split(": ")).Select(pair => new StagedLabel(pair[0], pair[1])));
}
