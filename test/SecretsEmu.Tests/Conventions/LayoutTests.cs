namespace SecretsEmu.Tests.Conventions;

/// <summary>Where things are is part of the agreement: a newcomer finds an operation by its name.</summary>
public sealed class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        // The way in.
        "Emulator.sln", "global.json", "LICENSE", "README.md", "samples", "src", "test", "tool-manifest",
        // What the conventions of tools put there.
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props",
    ];

    // Made by tools on a developer's machine, and ignored by git.
    private static readonly string[] NotCommitted = [".git", ".idea", ".vs", "artifacts", "BenchmarkDotNet.Artifacts", "bin", "node_modules", "obj", "TestResults"];

    private static readonly string[] VagueWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Impl", "Base"];

    private static readonly string[] VagueFolders = ["Runtime", "Common", "Core", "Infrastructure"];

    [Test]
    public void The_top_level_holds_only_what_was_agreed() =>
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName)
            .Except(TopLevel).Except(NotCommitted)
            .ShouldBeEmpty("Documentation is the README and a README.md in the folder that a page is about; everything else belongs under src, test, samples or tool-manifest.");

    [Test]
    public void No_file_of_src_has_a_vague_name() =>
        Repository.SourcesOf(Path.Combine(Repository.Root, "src"))
            .Where(file => Path.GetFileNameWithoutExtension(file).Replace("SecretsManager", "", StringComparison.Ordinal) is var name
                && VagueWords.Any(word => name.EndsWith(word, StringComparison.Ordinal)))
            .ShouldBeEmpty("Name the file after the operation or type that a reader looks for.");

    [Test]
    public void No_folder_of_src_has_a_vague_name() =>
        Repository.SourcesOf(Path.Combine(Repository.Root, "src"))
            .Where(file => file.Split('/')[..^1].Any(VagueFolders.Contains))
            .ShouldBeEmpty("A folder is a noun that a user of AWS knows.");

    [TestCaseSource(nameof(Operations))]
    public void An_operation_has_a_file_of_its_own(string operation) =>
        File.Exists(Path.Combine(Repository.Emulator, "SecretsManager", "Operations", $"{operation}.cs"))
            .ShouldBeTrue($"{operation} must be in src/SecretsEmu/SecretsManager/Operations/{operation}.cs, its shapes included.");

    [TestCaseSource(nameof(Emulated))]
    public void An_emulated_operation_has_wire_tests_of_its_own(string operation) =>
        File.Exists(Path.Combine(Repository.WireTests, "SecretsManager", $"{operation}Tests.cs"))
            .ShouldBeTrue($"Test {operation} over the wire in test/SecretsEmu.WireTests/SecretsManager/{operation}Tests.cs: types, constraints, behaviour.");

    [TestCaseSource(nameof(KmsOperations))]
    public void An_operation_of_KMS_has_a_file_of_its_own(string operation) =>
        File.Exists(Path.Combine(Repository.Emulator, "Kms", "Operations", $"{operation}.cs"))
            .ShouldBeTrue($"{operation} must be in src/SecretsEmu/Kms/Operations/{operation}.cs, its shapes included.");

    // Grouped by what they are about: aliases, grants, rotation…
    [TestCaseSource(nameof(KmsOperations))]
    public void An_operation_of_KMS_is_called_in_its_wire_tests(string operation) =>
        Repository.SourcesOf(Path.Combine(Repository.WireTests, "Kms"))
            .Any(file => File.ReadAllText(Path.Combine(Repository.WireTests, "Kms", file)).Contains($"\"{operation}\"", StringComparison.Ordinal))
            .ShouldBeTrue($"Test {operation} over the wire in a file of test/SecretsEmu.WireTests/Kms.");

    [TestCaseSource(nameof(SsmOperations))]
    public void An_operation_of_SSM_has_a_file_of_its_own(string operation) =>
        File.Exists(Path.Combine(Repository.Emulator, "Ssm", "Operations", $"{operation}.cs"))
            .ShouldBeTrue($"{operation} must be in src/SecretsEmu/Ssm/Operations/{operation}.cs, its shapes included.");

    [TestCaseSource(nameof(SsmOperations))]
    public void An_operation_of_SSM_has_wire_tests_of_its_own(string operation) =>
        File.Exists(Path.Combine(Repository.WireTests, "Ssm", $"{operation}Tests.cs"))
            .ShouldBeTrue($"Test {operation} over the wire in test/SecretsEmu.WireTests/Ssm/{operation}Tests.cs: types, constraints, behaviour.");

    private static IEnumerable<string> SsmOperations() => ServiceModel.Ssm.Operations;

    private static IEnumerable<string> KmsOperations() => ServiceModel.Kms.Operations;

    private static IEnumerable<string> Operations() => ServiceModel.SecretsManager.Operations;

    private static IEnumerable<string> Emulated() =>
        Services.SecretsManager.Operations.Where(operation => operation.NotEmulated is null)
            .Select(operation => operation.Name)
            .Order(StringComparer.Ordinal);
}
