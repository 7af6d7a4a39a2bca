using System.Text.RegularExpressions;

namespace SecretsEmu.Tests.Conventions;

/// <summary>Which folder of src/SecretsEmu may use which. A boundary between folders costs no assembly, only this test.</summary>
/// <remarks>The folders of later issues are in the drawing before they exist: a new one is checked from its first file.</remarks>
public sealed partial class DependencyTests
{
    // What is not drawn is not allowed. Hosting composes, so it may use everything.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Control"] = ["Calls", "Pipeline", "State", "Time", "Principals", "Explain", "Events", "Seeding", "Faults", "Validation"],
        ["Seeding"] = ["SecretsManager", "Ssm", "Kms", "State", "Randomness"],
        ["Agent"] = ["Calls", "Pipeline", "State"],
        ["CloudFormation"] = ["Calls", "Pipeline", "State", "Time", "Events"],
        ["Rotation"] = ["Calls", "Pipeline", "State", "Time", "Events", "Schedules"],
        ["Replication"] = ["Calls", "SecretsManager", "Principals", "State", "Time", "Events", "Faults", "Access", "Randomness"],
        ["Faults"] = ["Calls", "State", "Time"],
        ["SecretsManager"] = ["Calls", "State", "Time", "Randomness", "Validation", "Access", "Kms", "Schedules"],
        ["Ssm"] = ["Calls", "State", "Time", "Randomness", "Validation", "Access", "Kms"],
        ["Kms"] = ["Calls", "State", "Time", "Randomness", "Validation", "Access", "Principals", "Explain"],
        ["Sts"] = ["Calls", "State", "Time", "Randomness", "Validation", "Access", "Principals", "Explain"],
        ["Iam"] = ["Calls", "State", "Time", "Randomness", "Validation", "Access", "Principals", "Explain"],
        ["Pipeline"] = ["Calls", "Json11", "Query", "Validation", "Signing", "Access", "Principals", "State", "Explain", "Faults"],
        ["Storage"] = ["State", "SecretsManager", "Ssm", "Kms", "Replication", "Faults"],
        ["Principals"] = ["Calls", "State", "Time", "Access"],
        ["Explain"] = ["Calls", "State", "Time"],
        ["Events"] = ["Calls", "State", "Time"],
        ["Json11"] = ["Calls", "Validation"],
        ["Query"] = ["Calls", "Validation"],
        ["State"] = ["Time"],
        ["Calls"] = ["State", "Access"],
        ["Files"] = [],
        ["Signing"] = [],
        ["Access"] = [],
        ["Validation"] = [],
        ["Randomness"] = [],
        ["Time"] = [],
        // Pure arithmetic, in Rotation/Schedules.
        ["Schedules"] = [],
    };

    // Arrows beyond the drawing, each with its reason.
    private static readonly Dictionary<(string From, string To), string> Beyond = new()
    {
        [("Calls", "Validation")] = "An Operation holds the Shape of its request, which the checks and the wire forms read.",
        [("Calls", "Signing")] = "A Call carries the AuthorizationHeader (a type) from the check that reads it to the ones that need it.",
        [("Principals", "Signing")] = "The account and region come out of the same AuthorizationHeader.",
        [("Pipeline", "Randomness")] = "A request id is drawn where a request begins.",
        [("Explain", "Access")] = "What it keeps and prints is the explanation of a decision.",
        [("Control", "Access")] = "An answer shows the policies and statements of an explanation as they are.",
        [("Faults", "SecretsManager")] = "A fault names a secret as a call does.",
        [("Faults", "Validation")] = "An operation that is mistyped is told the near word.",
        [("Seeding", "Validation")] = "A seeded secret obeys the constraints of the requests that would make it.",
        [("Seeding", "Calls")] = "What those rules refuse is an AwsError, whose sentence goes into the message with file and line.",
        [("Seeding", "Files")] = "A seed is a file of the user's: read with its lines, as the principals file is.",
        [("Principals", "Files")] = "As Seeding: the principals file.",
        [("Seeding", "Access")] = "A policy that cannot be read is found before anything is applied.",
        [("Seeding", "Principals")] = "An account and a region are what they are in a credential scope.",
        [("SecretsManager", "Json11")] = "The operation table names its service's wire form and the options its shapes are written with.",
        [("Ssm", "SecretsManager")] = "A secret is read as a parameter by GetSecretValue's own rules, as the caller.",
        [("Ssm", "Json11")] = "As SecretsManager: the wire form and the options of its shapes.",
        [("Kms", "Json11")] = "As SecretsManager: the wire form and the options of its shapes.",
        [("Sts", "Json11")] = "As SecretsManager: the options of its shapes.",
        [("Sts", "Query")] = "As SecretsManager: the wire form.",
        [("Agent", "Access")] = "It calls as a Principal (a type).",
        [("Agent", "Principals")] = "A region is what it is in a credential scope.",
        [("Agent", "Files")] = "Its configuration is a file of the user's: its line goes into the message.",
        [("Control", "Agent")] = "Its answers show what the agent holds.",
        [("Control", "Randomness")] = "A rotation that is begun from the side gets its token there, as a client would draw it.",
        [("Control", "Rotation")] = "Its answers show rotations and functions, and let one that waits go on.",
        [("Control", "Ssm")] = "Whether the agent's copy of a parameter is stale, the parameter tells.",
        [("Control", "Sts")] = "Credentials for a service that acts for an app are a session like those of AssumeRole.",
        [("Control", "SecretsManager")] = "A question about rotation or readers names a secret as a call does.",
        [("Events", "Randomness")] = "An event has ids.",
        [("Rotation", "SecretsManager")] = "An attempt is the secret's record: where it begins and ends, and what labels say, is the service's business.",
        [("Rotation", "Access")] = "A function runs as a principal, and has a policy of its own.",
        [("Rotation", "Files")] = "handlers.json is a file of the user's: read with its lines, as a seed is.",
        [("Rotation", "Randomness")] = "A step has a request id, a rotation a token.",
        [("SecretsManager", "Events")] = "An event is written down in the unit that brings it about.",
        [("Storage", "Events")] = "Events are records that are kept like those of a service.",
        [("Storage", "Access")] = "A policy is a record's member, text and reading together.",
        [("Storage", "Principals")] = "Accounts, users, roles, access keys and sessions are records that are kept like those of a service.",
        [("Storage", "Randomness")] = "A data folder draws its root key when it gets its first; what is sealed needs nonces.",
        [("Storage", "Time")] = "The due items and the setting of the clock are records that are kept like those of a service.",
    };

    [TestCaseSource(nameof(FoldersButTheComposition))]
    public void A_folder_uses_only_what_the_drawing_allows(string folder)
    {
        MayUse.ShouldContainKey(folder, $"{folder} is a new folder: draw its arrows in MayUse.");
        Arrows().Where(arrow => arrow.From == folder && !MayUse[folder].Contains(arrow.To) && !Beyond.ContainsKey((arrow.From, arrow.To)))
            .Select(arrow => $"{arrow.File} uses {arrow.To}")
            .ShouldBeEmpty("Move the code to where it may use this, turn the arrow around with a parameter or an interface, or draw it in Beyond with its reason in one sentence.");
    }

    [Test]
    public void Nobody_uses_the_composition() =>
        Arrows().Where(arrow => arrow.To == "Hosting").Select(arrow => $"{arrow.File} uses Hosting")
            .ShouldBeEmpty("Hosting wires everything; nothing may know it. Pass in what is needed.");

    [Test]
    public void No_arrow_beyond_the_drawing_is_out_of_date()
    {
        var arrows = Arrows().Select(arrow => (arrow.From, arrow.To)).ToHashSet();

        Beyond.Keys.Where(arrow => !arrows.Contains(arrow)).ShouldBeEmpty("The code no longer needs these: remove their lines from Beyond.");
    }

    [Test]
    public void Only_Storage_uses_LiteDB() =>
        Sources().Where(source => source.Folder != "Storage" && LiteDb().IsMatch(source.Text)).Select(source => source.File)
            .ShouldBeEmpty("Everything else sees snapshots and units of work. Put what needs the database into Storage.");

    [Test]
    public void Only_Kms_and_its_composition_see_the_key_ring() =>
        Sources().Where(source => source.Folder is not ("Kms" or "Hosting") && KeyRing().IsMatch(source.Text)).Select(source => source.File)
            .ShouldBeEmpty("KmsDoor is the only way in: nobody else holds key material.");

    [Test]
    public void A_namespace_is_its_folder() =>
        Sources().Where(source => Namespace().Match(source.Text) is not { Success: true } declared
                || declared.Groups[1].Value != string.Join('.', source.File.Split('/')[..^1].Prepend("SecretsEmu")))
            .Select(source => source.File)
            .ShouldBeEmpty("The drawing is checked by folder and the compiler by namespace: let them agree.");

    // Hosting wires everything, so it may use everything.
    private static IEnumerable<string> FoldersButTheComposition() => Folders().Where(folder => folder != "Hosting");

    private static IEnumerable<string> Folders() => Sources().Select(source => source.Folder).Distinct();

    private static IEnumerable<(string From, string To, string File)> Arrows()
    {
        var folders = Folders().ToHashSet();
        return
            from source in Sources()
            from to in Using().Matches(source.Text).Concat(Qualified().Matches(source.Text)).Select(match => match.Groups[1].Value).Distinct()
            where folders.Contains(to) && to != source.Folder
            select (source.Folder, to, source.File);
    }

    private static IEnumerable<(string Folder, string File, string Text)> Sources() =>
        Repository.SourcesOf(Repository.Emulator)
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Select(file => (FolderOf(file), file, Repository.WithoutComments(File.ReadAllText(Path.Combine(Repository.Emulator, file)))));

    private static string FolderOf(string file) => file.StartsWith("Rotation/Schedules/", StringComparison.Ordinal) ? "Schedules" : file.Split('/')[0];

    // A folder within another that is drawn for itself goes by its own name.
    [GeneratedRegex(@"SecretsEmu\.(?:Rotation\.(?=Schedules))?([A-Z]\w*)")]
    private static partial Regex Using();

    // Relative to the namespace: Storage.DataFolder.Take, <Time.DueItem>.
    [GeneratedRegex(@"(?<![\w.""'])([A-Z]\w*)\.[A-Z]\w*")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\bLiteDB\b")]
    private static partial Regex LiteDb();

    [GeneratedRegex(@"\bKeyRing\b")]
    private static partial Regex KeyRing();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
