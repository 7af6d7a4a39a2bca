using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/denied, folder by folder: the refusal to the letter, its explanation, and the call that succeeds once the file is edited.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class DeniedSampleTests
{
    private static readonly string Sample = Path.Combine(
        typeof(DeniedSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!, "denied");

    private static IEnumerable<string> Mistakes => Directory.GetDirectories(Sample).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    [TestCaseSource(nameof(Mistakes))]
    public async Task The_call_is_refused_and_explained_as_the_folder_says(string mistake)
    {
        var folder = new MistakeFolder(Path.Combine(Sample, mistake), isFixed: false);
        await using var emulator = await folder.Start();

        var answer = await folder.Call(emulator);
        var explanation = (await emulator.Get("/_emulator/refusals/latest")).Text("text");

        folder.AsTheCliPrints(answer).ShouldBe(await folder.Read("answer.txt"));
        $"{WithPlaceholders(explanation)}\n".ShouldBe(await folder.Read("explain.txt"));
    }

    [TestCaseSource(nameof(Mistakes))]
    public async Task The_same_call_succeeds_with_the_edited_file(string mistake)
    {
        var folder = new MistakeFolder(Path.Combine(Sample, mistake), isFixed: true);
        await using var emulator = await folder.Start();

        var answer = await folder.Call(emulator);

        answer.Status.ShouldBe(200, answer.Body);
    }

    [TestCaseSource(nameof(Mistakes))]
    public async Task The_table_of_contents_has_a_line_for_each_folder(string mistake) =>
        (await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"))).ShouldContain($"[{mistake}]({mistake}/)");

    [TestCaseSource(nameof(Mistakes))]
    public void Only_files_that_differ_are_among_the_fixed_ones(string mistake)
    {
        var folder = Path.Combine(Sample, mistake);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "fixed")))
        {
            var original = Path.Combine(folder, Path.GetFileName(file));
            File.Exists(original).ShouldBeTrue(original);
            File.ReadAllText(file).ShouldNotBe(File.ReadAllText(original), file);
        }
    }

    // What differs between runs: the request's id and time, and the suffix of a secret that the call itself would make.
    private static string WithPlaceholders(string explanation) =>
        NewSuffix().Replace(RequestLine().Replace(explanation, "Request   REQUEST-ID at TIME"), "SUFFIX");

    [GeneratedRegex("^Request   .*$", RegexOptions.Multiline)]
    private static partial Regex RequestLine();

    [GeneratedRegex("(?<=:secret:prod/api-key-)[A-Za-z0-9]{6}")]
    private static partial Regex NewSuffix();

    private sealed class MistakeFolder(string path, bool isFixed)
    {
        public Task<string> Read(string file) => File.ReadAllTextAsync(PathOf(file) ?? throw new FileNotFoundException(null, file));

        public Task<Emulator> Start() => Emulator.Start(options: new SecretsEmulatorOptions
        {
            PrincipalsFile = PathOf("principals.json"),
            SeedFiles = PathOf("seed.jsonc") is { } seed ? [seed] : [],
        });

        /// <summary>The call as its one-line file has it: access key, service, operation of the CLI.</summary>
        public async Task<WireAnswer> Call(Emulator emulator)
        {
            var request = await Read("request.json");
            using var user = emulator.Client.As(Line[0]);
            using var session = PathOf("assume-role.json") is { } role ? await Assume(user, await File.ReadAllTextAsync(role)) : null;
            return Line[1] switch
            {
                "sts" => await user.Sts(Operation, Parameters(request)),
                var service => await (session ?? user).Send(service, request, ("X-Amz-Target", $"{service}.{Operation}")),
            };
        }

        /// <summary>An error as the AWS CLI words it.</summary>
        public string AsTheCliPrints(WireAnswer answer)
        {
            answer.Status.ShouldBeGreaterThanOrEqualTo(400, answer.Body);
            var (type, sentence) = Line[1] == "sts" ? (answer.Element("Code"), answer.Element("Message")) : (answer.Text("__type"), answer.Text("Message"));
            return $"An error occurred ({type}) when calling the {Operation} operation: {sentence}\n";
        }

        private string[] Line => field ??= File.ReadAllText(PathOf("call")!).TrimEnd().Split(' ');

        private string Operation => string.Concat(Line[2].Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

        private static async Task<SigningClient> Assume(SigningClient user, string request)
        {
            var answer = await user.Sts("AssumeRole", Parameters(request));
            answer.Status.ShouldBe(200, answer.Body);
            return user.As(answer.Element("AccessKeyId"));
        }

        private static (string Name, string Value)[] Parameters(string request) =>
            [.. JsonDocument.Parse(request).RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))];

        private string? PathOf(string file)
        {
            string[] places = isFixed ? [Path.Combine(path, "fixed", file), Path.Combine(path, file)] : [Path.Combine(path, file)];
            return places.FirstOrDefault(File.Exists);
        }
    }
}
