using SecretsEmu.Files;
using SecretsEmu.Tool.Consumers;
using YamlDotNet.RepresentationModel;

namespace SecretsEmu.Tests.Consumers;

/// <summary>What is wrong with a file of YAML is said with the line where it stands.</summary>
public sealed class YamlFileTests
{
    private static readonly string DeepestLists = new string('[', 64) + new string(']', 64);

    [TestCase("a: 1\nb: *nope", "line 2: nothing above has the anchor 'nope', which the alias *nope means.")]
    [TestCase("a: &x 1\n---\nb: *x", "line 3: nothing above has the anchor 'x', which the alias *x means.")]
    [TestCase("a:\n  b: 1\n  b: 2", "line 3: the member 'b' stands here twice.")]
    [TestCase("a:\n  <<: 5", "line 2: << must be a mapping, or a list of mappings.")]
    [TestCase("a:\n  b: c: d", "line 2: this is not YAML (column 7).")]
    public void The_line_is_that_of_the_fault(string text, string sentence) =>
        Should.Throw<FileException>(() => YamlFile.Read("a.yml", text)).Message.ShouldBe($"a.yml, {sentence}");

    [Test]
    public void A_part_of_a_file_has_its_lines() =>
        Should.Throw<FileException>(() => YamlFile.Read("a.yml", "a: *nope", before: 7)).Message
            .ShouldBe("a.yml, line 8: nothing above has the anchor 'nope', which the alias *nope means.");

    [Test]
    public void Levels_have_an_end()
    {
        YamlFile.Read("a.yml", DeepestLists).Count.ShouldBe(1);
        Should.Throw<FileException>(() => YamlFile.Read("a.yml", $"a:\n  {DeepestLists}")).Message
            .ShouldBe("a.yml, line 2: lists and mappings are nested deeper than 64 levels.");
        Should.Throw<FileException>(() => YamlFile.Read("a.yml", new string('[', 100_000))).Message
            .ShouldBe("a.yml, line 1: lists and mappings are nested deeper than 64 levels.");
    }

    [TestCase("x: &x {A: 1, B: 2}\nv: {<<: *x, B: own}", "A=1 B=own")]
    [TestCase("x: &x {A: 1, B: 2}\nv: {B: own, <<: *x}", "A=1 B=own")]
    [TestCase("x: &x {A: 1}\ny: &y {A: 2, C: 3}\nv: {<<: [*x, *y]}", "A=1 C=3")]
    [TestCase("x: &x {A: 1}\ny: &y {<<: *x, C: 3}\nv: {<<: *y}", "A=1 C=3")]
    [TestCase("v: &v {A: 1, <<: *v}", "A=1")]
    public void Merged_keys_are_there_and_own_ones_count_more(string text, string members) =>
        string.Join(' ', ((YamlMappingNode)YamlFile.Read("a.yml", text)[0].Find("v")!).Children.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal)).ShouldBe(members);
}
