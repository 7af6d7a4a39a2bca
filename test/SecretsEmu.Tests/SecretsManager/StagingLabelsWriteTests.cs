using SecretsEmu.SecretsManager;
using static SecretsEmu.Tests.SecretsManager.StagingLabelsTests;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The rules of a write and the sequences that were recorded from AWS (secretsmanager.md 3.2, 4.13, 4.22).</summary>
public class StagingLabelsWriteTests
{
    [Test]
    public void A_write_without_labels_makes_its_version_current()
    {
        var labels = Labels("AWSCURRENT: v1");

        var written = labels.WithWrite("v2", [], isFirstVersion: false);

        written.ShouldBe(Labels("AWSCURRENT: v2, AWSPREVIOUS: v1"));
    }

    [Test]
    public void A_write_with_AWSPENDING_and_custom_labels_leaves_AWSCURRENT_where_it_was()
    {
        var labels = Labels("AWSCURRENT: v1");

        var written = labels.WithWrite("v2", ["AWSPENDING", "PUT0"], isFirstVersion: false);

        written.LabelsOf("v1").ShouldBe(["AWSCURRENT"]);
        written.LabelsOf("v2").ShouldBe(["AWSPENDING", "PUT0"]);
    }

    [TestCase("AWSPENDING")]
    [TestCase("SAMPLESTAGE0,SAMPLESTAGE1")]
    [TestCase("AWSCURRENT,one")]
    public void The_first_version_becomes_current_whatever_labels_are_asked(string asked)
    {
        var given = asked.Split(',');

        var written = StagingLabels.None.WithWrite("v1", given, isFirstVersion: true);

        written.LabelsOf("v1").ShouldBe(given.Union(["AWSCURRENT"]));
    }

    [Test]
    public void Only_the_labels_given_move()
    {
        var labels = Labels("AWSCURRENT: v1, one: v2, two: v2, three: v2");

        var written = labels.WithWrite("v3", ["one", "two", "four"], isFirstVersion: false);

        written.LabelsOf("v2").ShouldBe(["three"]);
        written.LabelsOf("v3").ShouldBe(["one", "two", "four"]);
    }

    [Test]
    public void A_version_that_loses_all_its_labels_to_a_write_is_deprecated()
    {
        var labels = Labels("AWSCURRENT: v1, one: v2, two: v2, three: v2");

        var written = labels.WithWrite("v3", ["one", "two", "three"], isFirstVersion: false);

        written.IsDeprecated("v2").ShouldBeTrue();
        written.LabelsOf("v3").ShouldBe(["one", "two", "three"]);
    }

    [Test]
    public void A_write_that_takes_AWSCURRENT_strips_AWSPENDING_from_the_outgoing_version()
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2, AWSPENDING: v2");

        var written = labels.WithWrite("v3", [], isFirstVersion: false);

        written.LabelsOf("v2").ShouldBe(["AWSPREVIOUS"]);
        written.VersionOf("AWSPENDING").ShouldBeNull();
    }

    [Test]
    public void A_write_that_takes_AWSCURRENT_frees_a_stuck_rotation_on_any_version()
    {
        var labels = Labels("AWSCURRENT: v1, AWSPENDING: v2");

        var written = labels.WithWrite("v3", ["AWSCURRENT"], isFirstVersion: false);

        written.ShouldBe(Labels("AWSCURRENT: v3, AWSPREVIOUS: v1"));
    }

    [Test]
    public void A_pending_version_that_is_filled_as_current_keeps_AWSPENDING()
    {
        var labels = Labels("AWSCURRENT: v1, AWSPENDING: v2");

        var written = labels.WithWrite("v2", [], isFirstVersion: false);

        written.LabelsOf("v2").ShouldBe(["AWSPENDING", "AWSCURRENT"]);
        written.LabelsOf("v1").ShouldBe(["AWSPREVIOUS"]);
    }

    [Test]
    public void A_write_into_the_version_that_is_current_already_makes_no_AWSPREVIOUS()
    {
        var labels = Labels("AWSCURRENT: v1");

        labels.WithWrite("v1", [], isFirstVersion: false).ShouldBe(labels);
    }

    [TestCase("AWSCURRENT,AWSPREVIOUS")]
    [TestCase("AWSPREVIOUS,AWSCURRENT")]
    public void AWSPREVIOUS_beside_AWSCURRENT_yields_to_the_outgoing_version(string asked)
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2");

        var written = labels.WithWrite("v3", asked.Split(','), isFirstVersion: false);

        written.LabelsOf("v2").ShouldBe(["AWSPREVIOUS"]);
        written.LabelsOf("v3").ShouldBe(["AWSCURRENT"]);
    }

    [Test]
    public void AWSPREVIOUS_alone_may_be_given_like_any_label()
    {
        var labels = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2");

        var written = labels.WithWrite("v3", ["AWSPREVIOUS"], isFirstVersion: false);

        written.ShouldBe(Labels("AWSCURRENT: v2, AWSPREVIOUS: v3"));
    }

    [Test]
    public void A_label_given_twice_counts_once()
    {
        var labels = Labels("AWSCURRENT: v1");

        var written = labels.WithWrite("v2", ["one", "one"], isFirstVersion: false);

        written.LabelsOf("v2").ShouldBe(["one"]);
    }

    [Test]
    public void The_recorded_sequence_of_pending_versions_that_become_current()
    {
        // Verified: localstack's recordings (secretsmanager.md 4.22)
        var created = StagingLabels.None.WithWrite("v1", [], isFirstVersion: true);
        var pending = created.WithWrite("v2", ["AWSPENDING"], isFirstVersion: false);

        var moved = pending.WithNewCurrent("v2");
        var pendingAgain = moved.WithWrite("v3", ["AWSPENDING"], isFirstVersion: false);
        var movedAgain = pendingAgain.WithNewCurrent("v3");

        LabelsByVersion(created).ShouldBe("v1 [AWSCURRENT]");
        LabelsByVersion(pending).ShouldBe("v1 [AWSCURRENT] v2 [AWSPENDING]");
        LabelsByVersion(moved).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT,AWSPENDING]");
        LabelsByVersion(pendingAgain).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT] v3 [AWSPENDING]");
        LabelsByVersion(movedAgain).ShouldBe("v2 [AWSPREVIOUS] v3 [AWSCURRENT,AWSPENDING]");
    }

    [Test]
    public void The_recorded_write_without_stages_over_a_current_and_pending_version()
    {
        // Verified: localstack's recordings (secretsmanager.md 4.22, the other run)
        var moved = Labels("AWSPREVIOUS: v1, AWSCURRENT: v2, AWSPENDING: v2");

        var written = moved.WithWrite("v3", [], isFirstVersion: false);

        LabelsByVersion(written).ShouldBe("v2 [AWSPREVIOUS] v3 [AWSCURRENT]");
    }

    [Test]
    public void The_recorded_sequence_with_custom_labels()
    {
        // Verified: localstack's recordings (secretsmanager.md 4.22, custom)
        var labels = StagingLabels.None.WithWrite("v1", [], isFirstVersion: true)
            .WithWrite("v2", ["AWSPENDING", "PUT0"], isFirstVersion: false)
            .WithNewCurrent("v2");

        labels = labels.WithWrite("v3", ["AWSPENDING", "PUT1"], isFirstVersion: false).WithNewCurrent("v3");
        labels = labels.WithWrite("v4", ["AWSPENDING", "PUT2"], isFirstVersion: false).WithNewCurrent("v4");

        LabelsByVersion(labels).ShouldBe("v2 [PUT0] v3 [AWSPREVIOUS,PUT1] v4 [AWSCURRENT,AWSPENDING,PUT2]");
    }

    /// <summary>The labels as the recorder printed them: versions and labels sorted, versions without labels left out.</summary>
    private static string LabelsByVersion(StagingLabels labels) => string.Join(' ', labels.All
        .GroupBy(label => label.VersionId, label => label.Label)
        .OrderBy(version => version.Key, StringComparer.Ordinal)
        .Select(version => $"{version.Key} [{string.Join(',', version.Order(StringComparer.Ordinal))}]"));
}
