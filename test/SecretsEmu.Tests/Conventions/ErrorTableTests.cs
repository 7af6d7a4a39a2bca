using System.Reflection;
using System.Text.RegularExpressions;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.Sts;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The sentences of <see cref="ErrorTable"/> are what the code says, all that it says, and each is asserted in full over the wire.</summary>
public sealed partial class ErrorTableTests
{
    private static readonly Lazy<string> WireTests = new(() => string.Join('\n', Repository.SourcesOf(Repository.WireTests)
        .Select(file => AsText(File.ReadAllText(Path.Combine(Repository.WireTests, file))))));

    [TestCaseSource(nameof(Rows))]
    public void The_code_says_it_word_for_word(object row)
    {
        var expected = (ErrorRow)row;
        var said = expected.Made is { } made ? made() : Invoke(expected.Factory!);

        (said.Type, said.Message).ShouldBe(
            (expected.Code, expected.Sentence),
            $"Change the factory and ErrorTable.cs together, with the source of the new words (secretsmanager.md {expected.Section}).");
    }

    [TestCaseSource(nameof(Rows))]
    public void A_wire_test_asserts_it_in_full(object row)
    {
        // The count before a single constraint is often put there by the test class.
        var sentence = ((ErrorRow)row).Sentence.Replace("1 validation error detected: ", "", StringComparison.Ordinal);

        Regex.IsMatch(WireTests.Value, Loosely(sentence)).ShouldBeTrue(
            $"No test under test/SecretsEmu.WireTests has the whole sentence as a literal. Assert it for one of: {((ErrorRow)row).Operations}.\n{sentence}");
    }

    [Test]
    public void Each_factory_has_a_row() =>
        Factories().Select(member => member.Name).ShouldBe(
            ErrorTable.SecretsManager.Select(row => row.Factory!), ignoreOrder: true,
            "ErrorTable.cs has one row for each factory of SecretsManagerErrors.cs.");

    [Test]
    public void Each_factory_of_STS_has_a_row() =>
        typeof(StsErrors).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Count(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .ShouldBe(ErrorTable.Sts.Count, "ErrorTable.cs has one row for each factory of StsErrors.cs.");

    [Test]
    public void Each_factory_is_used()
    {
        var sources = Repository.SourcesOf(Repository.Emulator)
            .Where(file => !file.EndsWith("/SecretsManagerErrors.cs", StringComparison.Ordinal))
            .Select(file => Repository.WithoutComments(File.ReadAllText(Path.Combine(Repository.Emulator, file))))
            .ToList();

        Factories().Select(member => member.Name)
            .Where(name => !sources.Exists(source => Regex.IsMatch(source, $@"\bSecretsManagerErrors\.{name}\b")))
            .ShouldBeEmpty("A sentence that no operation sends is dead code: delete the factory and its row.");
    }

    [TestCaseSource(nameof(FactoryRows))]
    public void The_mark_beside_the_factory_is_that_of_the_row(object row)
    {
        var (factory, evidence) = (((ErrorRow)row).Factory!, ((ErrorRow)row).Evidence);
        var source = File.ReadAllText(Path.Combine(Repository.Emulator, "SecretsManager", "SecretsManagerErrors.cs"));
        var marks = Regex.Match(source, $@"((?:^ *//(?!/).*\n)+)^ *public static AwsError {factory}\b", RegexOptions.Multiline).Groups[1].Value;

        marks.ShouldContain(
            evidence <= Evidence.Field ? "// Verified:" : "// Inferred:", Case.Sensitive,
            $"{factory} is {evidence} in ErrorTable.cs: mark it \"// Verified: source (section)\" when AWS was seen to say it, else \"// Inferred: why (section)\".");
        marks.ShouldContain(".md ", Case.Sensitive, $"Say behind the mark of {factory} where the reference has it.");
    }

    private static IEnumerable<TestCaseData> Rows() => Cases(ErrorTable.SecretsManager.Concat(ErrorTable.FrontEnd).Concat(ErrorTable.Sts).Concat(CryptographyErrorTable.Rows));

    private static IEnumerable<TestCaseData> FactoryRows() => Cases(ErrorTable.SecretsManager);

    private static IEnumerable<TestCaseData> Cases(IEnumerable<ErrorRow> rows) =>
        rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.Factory ?? row.Sentence[..Math.Min(row.Sentence.Length, 100)]));

    private static IEnumerable<MemberInfo> Factories() =>
        typeof(SecretsManagerErrors).GetMembers(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member is PropertyInfo || (member is MethodInfo { IsSpecialName: false } method && method.ReturnType == typeof(AwsError)));

    /// <summary>The error with each parameter filled in as <c>{its name}</c>.</summary>
    private static AwsError Invoke(string factory) => (AwsError)(Factories().Single(member => member.Name == factory) switch
    {
        PropertyInfo property => property.GetValue(null)!,
        MethodInfo method => method.Invoke(null, [.. method.GetParameters().Select(parameter => $"{{{parameter.Name}}}")])!,
        var other => throw new NotSupportedException($"{other} makes no error."),
    });

    /// <summary>Placeholders match whatever a test writes there, an interpolation included, within one line.</summary>
    private static string Loosely(string sentence) =>
        string.Concat(Placeholder().Split(sentence).Select((part, i) => (i == 0 ? "" : ".{1,400}?") + Regex.Escape(part)));

    /// <summary>The literals of a source as the program sees them: parts joined, escapes resolved, comments gone.</summary>
    private static string AsText(string source) =>
        Joint().Replace(Repository.WithoutComments(source), "")
            .Replace(@"\""", "\"", StringComparison.Ordinal)
            .Replace(@"\\", @"\", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<!\\)""\s*\+\s*[$@]*""")]
    private static partial Regex Joint();
}
