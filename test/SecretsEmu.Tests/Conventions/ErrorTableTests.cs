using System.Reflection;
using System.Text.RegularExpressions;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;
using SecretsEmu.Ssm;
using SecretsEmu.Sts;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The sentences of <see cref="ErrorTable"/> are what the code says, all that it says, and each is asserted in full over the wire.</summary>
public sealed partial class ErrorTableTests
{
    private static readonly Lazy<string> WireTests = new(() => string.Join('\n', Repository.SourcesOf(Repository.WireTests)
        .Select(file => AsText(File.ReadAllText(Path.Combine(Repository.WireTests, file))))));

    // Services whose errors are factories in one file, each with its rows.
    private static readonly (Type Errors, string File, IReadOnlyList<ErrorRow> Rows)[] ByFactory =
    [
        (typeof(SecretsManagerErrors), "SecretsManager/SecretsManagerErrors.cs", ErrorTable.SecretsManager),
        (typeof(KmsErrors), "Kms/KmsErrors.cs", KmsErrorTable.Rows),
        (typeof(SsmErrors), "Ssm/SsmErrors.cs", SsmErrorTable.Rows),
    ];

    [TestCaseSource(nameof(Rows))]
    public void The_code_says_it_word_for_word(object row)
    {
        var expected = (ErrorRow)row;
        var said = expected.Made is { } made ? made() : Invoke(expected);

        (said.Type, said.Message).ShouldBe(
            (expected.Code, expected.Sentence),
            $"Change the factory and ErrorTable.cs together, with the source of the new words (section {expected.Section} of the reference).");
    }

    [TestCaseSource(nameof(Rows))]
    public void A_wire_test_asserts_it_in_full(object row)
    {
        var (sentence, code) = (((ErrorRow)row).Sentence, ((ErrorRow)row).Code);
        // The count before a single constraint is often put there by the test class.
        var asserted = sentence is null
            ? Regex.Escape($"ShouldBeBareError(\"{code}\")")
            : Loosely(sentence.Replace("1 validation error detected: ", "", StringComparison.Ordinal));

        Regex.IsMatch(WireTests.Value, asserted).ShouldBeTrue(
            $"No test under test/SecretsEmu.WireTests has the whole sentence as a literal. Assert it for one of: {((ErrorRow)row).Operations}.\n{sentence ?? code}");
    }

    [TestCaseSource(nameof(Services))]
    public void Each_factory_has_a_row(Type errors)
    {
        var (_, file, rows) = ByFactory.Single(service => service.Errors == errors);

        Factories(errors).Select(member => member.Name).ShouldBe(
            rows.Select(row => row.Factory!), ignoreOrder: true, $"The table of errors has one row for each factory of {file}.");
    }

    [Test]
    public void Each_factory_of_STS_has_a_row() =>
        typeof(StsErrors).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Count(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .ShouldBe(ErrorTable.Sts.Count, "ErrorTable.cs has one row for each factory of StsErrors.cs.");

    [TestCaseSource(nameof(Services))]
    public void Each_factory_is_used(Type errors)
    {
        var sources = Repository.SourcesOf(Repository.Emulator)
            .Where(file => !file.EndsWith($"/{errors.Name}.cs", StringComparison.Ordinal))
            .Select(file => Repository.WithoutComments(File.ReadAllText(Path.Combine(Repository.Emulator, file))))
            .ToList();

        Factories(errors).Select(member => member.Name)
            .Where(name => !sources.Exists(source => Regex.IsMatch(source, $@"\b{errors.Name}\.{name}\b")))
            .ShouldBeEmpty("A sentence that no operation sends is dead code: delete the factory and its row.");
    }

    [TestCaseSource(nameof(FactoryRows))]
    public void The_mark_beside_the_factory_is_that_of_the_row(object row)
    {
        var (factory, evidence) = (((ErrorRow)row).Factory!, ((ErrorRow)row).Evidence);
        var source = File.ReadAllText(Path.Combine(Repository.Emulator, ServiceOf((ErrorRow)row).File));
        var marks = Regex.Match(source, $@"((?:^ *//(?!/).*\n)+)^ *public static AwsError {factory}\b", RegexOptions.Multiline).Groups[1].Value;

        marks.ShouldContain(
            evidence <= Evidence.Field ? "// Verified:" : "// Inferred:", Case.Sensitive,
            $"{factory} is {evidence} in ErrorTable.cs: mark it \"// Verified: source (section)\" when AWS was seen to say it, else \"// Inferred: why (section)\".");
        marks.ShouldContain(".md ", Case.Sensitive, $"Say behind the mark of {factory} where the reference has it.");
    }

    private static IEnumerable<TestCaseData> Rows() => Cases(ByFactory.SelectMany(service => service.Rows).Concat(ErrorTable.FrontEnd).Concat(ErrorTable.Sts));

    private static IEnumerable<TestCaseData> FactoryRows() => Cases(ByFactory.SelectMany(service => service.Rows));

    private static IEnumerable<Type> Services() => ByFactory.Select(service => service.Errors);

    private static (Type Errors, string File, IReadOnlyList<ErrorRow> Rows) ServiceOf(ErrorRow row) => ByFactory.Single(service => service.Rows.Contains(row));

    private static IEnumerable<TestCaseData> Cases(IEnumerable<ErrorRow> rows) =>
        rows.Select(row => new TestCaseData(row).SetArgDisplayNames(string.Concat((row.Factory ?? row.Sentence ?? row.Code).Take(100))));

    private static IEnumerable<MemberInfo> Factories(Type errors) =>
        errors.GetMembers(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member is PropertyInfo || (member is MethodInfo { IsSpecialName: false } method && method.ReturnType == typeof(AwsError)));

    /// <summary>The error with each parameter filled in as <c>{its name}</c>.</summary>
    private static AwsError Invoke(ErrorRow row) => (AwsError)(Factories(ServiceOf(row).Errors).Single(member => member.Name == row.Factory) switch
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
