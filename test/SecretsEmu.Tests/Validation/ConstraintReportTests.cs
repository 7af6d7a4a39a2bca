using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretsEmu.Validation;
using RangeAttribute = SecretsEmu.Validation.RangeAttribute;

namespace SecretsEmu.Tests.Validation;

/// <summary>The front end's one sentence about all constraints that a request breaks (secretsmanager.md 2.1).</summary>
public sealed class ConstraintReportTests
{
    private static readonly Shape Probe = Shape.Of(new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(ProbeRequest)));

    [Test]
    public void Nothing_broken_is_no_sentence() => Report(new() { Id = "a" }).ShouldBeNull();

    [Test]
    public void A_required_member_that_is_absent_is_null() =>
        Report(new()).ShouldBe("1 validation error detected: Value null at 'id' failed to satisfy constraint: Member must not be null");

    [Test]
    public void Several_are_counted_and_joined_in_the_order_of_the_members() =>
        Report(new() { Text = "", Number = 5000 }).ShouldBe(
            "3 validation errors detected: Value null at 'id' failed to satisfy constraint: Member must not be null; "
            + "Value '' at 'text' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + "Value '5000' at 'number' failed to satisfy constraint: Member must have value less than or equal to 4096");

    [TestCase("", "Value '' at 'text' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("abcdef", "Value 'abcdef' at 'text' failed to satisfy constraint: Member must have length less than or equal to 5")]
    public void A_text_outside_its_length(string text, string sentence) => Report(new() { Id = "a", Text = text }).ShouldBe(One(sentence));

    [TestCase(0, "Value '0' at 'number' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase(-7, "Value '-7' at 'number' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase(4097, "Value '4097' at 'number' failed to satisfy constraint: Member must have value less than or equal to 4096")]
    public void A_number_outside_its_range(long number, string sentence) => Report(new() { Id = "a", Number = number }).ShouldBe(One(sentence));

    [Test]
    public void Bounds_are_included()
    {
        Report(new() { Id = "a", Text = "a", Number = 1 }).ShouldBeNull();
        Report(new() { Id = "a", Text = "abcde", Number = 4096 }).ShouldBeNull();
    }

    [Test]
    public void A_pattern_matches_the_whole_text()
    {
        Report(new() { Id = "a", Hours = "4h" }).ShouldBeNull();
        Report(new() { Id = "a", Hours = "4hh" }).ShouldBe(One("Value '4hh' at 'hours' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+h"));
        Report(new() { Id = "a", Hours = "4h\n" }).ShouldBe(One("Value '4h\n' at 'hours' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+h"));
    }

    [Test]
    public void One_member_can_break_several_constraints() =>
        Report(new() { Id = "a", Hours = "hours" }).ShouldBe(
            "2 validation errors detected: Value 'hours' at 'hours' failed to satisfy constraint: Member must have length less than or equal to 3; "
            + "Value 'hours' at 'hours' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+h");

    [Test]
    public void A_value_outside_its_enumeration_names_the_set() =>
        Report(new() { Id = "a", Order = "up" }).ShouldBe(One("Value 'up' at 'order' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]"));

    [Test]
    public void A_sensitive_value_is_not_printed() =>
        Report(new() { Id = "a", Secret = "abcdefg" }).ShouldBe(One("Value at 'secret' failed to satisfy constraint: Member must have length less than or equal to 5"));

    [Test]
    public void A_blob_is_not_printed() =>
        Report(new() { Id = "a", Bytes = [] }).ShouldBe(One("Value at 'bytes' failed to satisfy constraint: Member must have length greater than or equal to 1"));

    [Test]
    public void A_limit_in_bytes_counts_UTF8()
    {
        Report(new() { Id = "a", Utf8 = "ééé" }).ShouldBe(One("Value 'ééé' at 'utf8' failed to satisfy constraint: Member must have length less than or equal to 5"));
        Report(new() { Id = "a", Utf8 = "éé" }).ShouldBeNull();
    }

    [Test]
    public void An_empty_name_is_left_to_the_sentence_of_names()
    {
        Report(new() { Id = "a", Name = "" }).ShouldBeNull();
        Report(new() { Id = "a", Name = "abcdef" }).ShouldBe(One("Value 'abcdef' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5"));
    }

    [Test]
    public void A_list_that_is_too_long_is_printed_in_brackets() =>
        Report(new() { Id = "a", Words = ["a", "b", "c", "d"] }).ShouldBe(One("Value '[a, b, c, d]' at 'words' failed to satisfy constraint: Member must have length less than or equal to 3"));

    [Test]
    public void An_empty_list_is_printed_as_brackets() =>
        Report(new() { Id = "a", Words = [] }).ShouldBe(One("Value '[]' at 'words' failed to satisfy constraint: Member must have length greater than or equal to 1"));

    [Test]
    public void Elements_of_a_list_of_texts_are_reported_on_the_list_with_all_demands() =>
        Report(new() { Id = "a", Words = ["a", "too long"] }).ShouldBe(One(
            "Value '[a, too long]' at 'words' failed to satisfy constraint: Member must satisfy constraint: "
            + "[Member must have length less than or equal to 5, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-z ]*]"));

    [Test]
    public void A_null_among_texts_is_reported_on_the_list() =>
        Report(new() { Id = "a", Words = ["a", null!] }).ShouldBe(One(
            "Value '[a, null]' at 'words' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]"));

    [Test]
    public void Members_of_listed_structures_are_found_by_position() =>
        Report(new() { Id = "a", Parts = [new() { Key = "a" }, new() { Key = "abcdef" }, new()] }).ShouldBe(
            "2 validation errors detected: Value 'abcdef' at 'parts.2.member.key' failed to satisfy constraint: Member must have length less than or equal to 5; "
            + "Value null at 'parts.3.member.key' failed to satisfy constraint: Member must not be null");

    [Test]
    public void A_null_among_structures_is_reported_at_its_position() =>
        Report(new() { Id = "a", Parts = [null!] }).ShouldBe(One("Value null at 'parts.1.member' failed to satisfy constraint: Member must not be null"));

    [Test]
    public void Lists_within_listed_structures_are_found_by_position() =>
        Report(new() { Id = "a", Parts = [new() { Key = "a", Values = ["1", "2", "3"] }] }).ShouldBe(One(
            "Value '[1, 2, 3]' at 'parts.1.member.values' failed to satisfy constraint: Member must have length less than or equal to 2"));

    [Test]
    public void Members_of_a_structure_are_found_by_path() =>
        Report(new() { Id = "a", Part = new() { Key = "" } }).ShouldBe(One("Value '' at 'part.key' failed to satisfy constraint: Member must have length greater than or equal to 1"));

    [Test]
    public void A_list_of_structures_that_is_too_long_prints_nothing_sensitive() =>
        Report(new() { Id = "a", Pair = [new() { Key = "a", Hidden = "h" }, new() { Key = "b" }, new() { Key = "c" }] })!.ShouldNotContain("h,");

    [Test]
    public void A_map_without_limits_may_be_empty() => Report(new() { Id = "a", Map = new Dictionary<string, string>() }).ShouldBeNull();

    [Test]
    public void A_null_among_the_values_of_a_map_is_reported_on_the_map() =>
        Report(new() { Id = "a", Map = new Dictionary<string, string> { ["one"] = "1", ["two"] = null! } }).ShouldBe(One(
            "Value '{one=1, two=null}' at 'map' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]"));

    private static string? Report(ProbeRequest request) => ConstraintReport.Of(request, Probe);

    private static string One(string sentence) => $"1 validation error detected: {sentence}";

    private sealed class ProbeRequest
    {
        [NotNull] public string? Id { get; init; }

        [Length(1, 5)] public string? Text { get; init; }

        [Range(1, 4096)] public long? Number { get; init; }

        [Length(2, 3), Pattern("[0-9]+h")] public string? Hours { get; init; }

        [OneOf("asc", "desc")] public string? Order { get; init; }

        [Length(1, 5), Sensitive] public string? Secret { get; init; }

        [Length(1, 5)] public byte[]? Bytes { get; init; }

        [Utf8Length(1, 5)] public string? Utf8 { get; init; }

        [Length(1, 5), AnyName] public string? Name { get; init; }

        [Length(1, 3), EachLength(1, 5), EachPattern("[a-z ]*")] public IReadOnlyList<string>? Words { get; init; }

        [Length(3)] public IReadOnlyList<ProbePart>? Parts { get; init; }

        public ProbePart? Part { get; init; }

        [Length(2)] public IReadOnlyList<ProbePart>? Pair { get; init; }

        public IReadOnlyDictionary<string, string>? Map { get; init; }
    }

    private sealed class ProbePart
    {
        [NotNull, Length(1, 5)] public string? Key { get; init; }

        [Length(2)] public IReadOnlyList<string>? Values { get; init; }

        [Sensitive] public string? Hidden { get; init; }
    }

    private sealed class AnyNameAttribute : NameAttribute
    {
        public override string? Broken(string name) => null;
    }
}
