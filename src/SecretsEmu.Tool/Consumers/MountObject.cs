using System.Text.RegularExpressions;

namespace SecretsEmu.Tool.Consumers;

/// <summary>What the members of an object say for one region.</summary>
/// <param name="Name">A name or an ARN.</param>
/// <param name="Version">Pins it; null for what moves.</param>
/// <param name="Label">Null for AWSCURRENT.</param>
internal sealed record MountSource(string Name, string? Version, string? Label);

/// <summary>A value within an object, in a file of its own.</summary>
internal sealed record MountPath(string Path, string Alias);

/// <summary>An object of a SecretProviderClass: a secret or parameter, and the files that it becomes.</summary>
/// <remarks>Verified: the source of AWS's provider, sentences included; Inferred: those of filePermission.</remarks>
internal sealed partial record MountObject
{
    private const string SecretsManager = "secretsmanager";
    private const string SsmParameter = "ssmparameter";

    public required MountSource Primary { get; init; }

    /// <summary>In the failover region; null where it is the same.</summary>
    public MountSource? Failover { get; init; }

    /// <summary><c>secretsmanager</c> or <c>ssmparameter</c>; null where the ARN says it.</summary>
    public string? Type { get; init; }

    /// <summary>The name of the file, instead of the object's.</summary>
    public string? Alias { get; init; }

    public IReadOnlyList<MountPath> Paths { get; init; } = [];

    /// <summary>Four octal digits; null for 0644.</summary>
    public string? FilePermission { get; init; }

    /// <summary>What stands for a slash in names of files; null leaves slashes, as folders.</summary>
    public required string? Translation { get; init; }

    /// <summary>Where it stands, such as <c>spc.yaml, line 9, objects[0]</c>.</summary>
    public required string Place { get; init; }

    public bool IsParameter => (Type ?? Arn.Parse(Primary.Name)!.Service) != SecretsManager;

    public string File => FileOf(Alias ?? Primary.Name);

    /// <summary>Its own file, then one for each path.</summary>
    public IEnumerable<string> Files => Paths.Select(path => FileOf(path.Alias)).Prepend(File);

    public UnixFileMode Mode => (UnixFileMode)Convert.ToInt32(FilePermission ?? "0644", 8);

    /// <summary>The name of the file of an alias.</summary>
    public string FileOf(string name) => (Translation is { } slash ? name.Replace("/", slash, StringComparison.Ordinal) : name).TrimStart('/');

    /// <summary>What to ask for in a region.</summary>
    public MountSource In(bool isFailover) => isFailover && Failover is { } other
        ? new(other.Name.Length > 0 ? other.Name : Primary.Name, other.Version ?? Primary.Version, other.Label ?? Primary.Label)
        : Primary;

    /// <summary>What is wrong with it by itself, in the provider's words; null for nothing.</summary>
    /// <param name="regions">The primary one, and the failover region where there is one.</param>
    public string? Refusal(IReadOnlyList<string> regions) =>
        Primary.Name.Length == 0 ? "Object name must be specified"
        : RefusalOf(Primary.Name, regions[0]) is { } refusal ? refusal
        : RefusalOf(Primary) is { } versions ? versions
        : IsBadPath(File) ? $"path can not contain ../: {Primary.Name}"
        : Paths.Any(path => path.Path.Length == 0) ? "Path must be specified for JMES object"
        : Paths.Any(path => path.Alias.Length == 0) ? "Object alias must be specified for JMES object"
        : Paths.FirstOrDefault(path => IsBadPath(FileOf(path.Alias))) is { } bad ? $"path can not contain ../: {bad.Alias}"
        : FilePermission is { } mode && !Octal().IsMatch(mode) ? $"Invalid file permission: {mode}"
        : Failover is { Name.Length: > 0 } other ? RefusalOfFailover(other, regions)
        : null;

    /// <summary>What is wrong with several of them together, and with which; null for nothing.</summary>
    public static (MountObject Object, string Refusal)? Duplicate(IEnumerable<MountObject> objects)
    {
        var names = new Dictionary<string, MountObject>(StringComparer.Ordinal);
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in objects)
        {
            if (names.TryGetValue(one.Primary.Name, out var other) && one.Alias == other.Alias && one.Primary.Label == other.Primary.Label)
            {
                return (one, $"found descriptor with duplicate object name {one.Primary.Name}, {(one.Alias is null ? "no object alias" : $"duplicate object alias {one.Alias}")}, and {(one.Primary.Label is null ? "no version label" : $"duplicate version label {one.Primary.Label}")}");
            }

            names[one.Primary.Name] = one;
            if (one.Alias is not null && !aliases.Add(one.Alias))
            {
                return (one, $"found duplicate object alias {one.Alias}");
            }

            if (one.Paths.FirstOrDefault(path => !aliases.Add(path.Alias)) is { } twice)
            {
                return (one, $"Name already in use for objectAlias: found duplicate object alias {twice.Alias} in JMES path entry {twice.Path}");
            }
        }

        return null;
    }

    private string? RefusalOfFailover(MountSource other, IReadOnlyList<string> regions) =>
        Alias is null ? $"object alias must be specified for objects with failover entries: {Primary.Name}"
        : regions.Count < 2 ? $"failover object allowed only when failover region is defined: {Primary.Name}"
        : RefusalOf(other.Name, regions[1]) is { } refusal ? refusal
        : RefusalOf(other) is { } versions ? versions
        : other.Version != Primary.Version ? $"object versions must match between primary and failover regions: {Primary.Name}"
        : null;

    private string? RefusalOf(string name, string region)
    {
        var isArn = name.StartsWith("arn:", StringComparison.Ordinal);
        var arn = isArn ? Arn.Parse(name) : null;
        return isArn && arn is null ? $"Invalid ARN format in object name: {name}"
            : arn is not null && arn.Region != region ? $"ARN region must match region {region}: {name}"
            : Type is null && arn is null ? $"Must use objectType when a full ARN is not specified: {name}"
            : Type is null && TypeOf(arn!) is null ? $"Invalid service in ARN: {arn!.Service}"
            : Type is not (null or SecretsManager or SsmParameter) ? $"Invalid objectType: {Type}"
            : Type is not null && arn is not null && TypeOf(arn) != Type ? $"objectType does not match ARN: {name}"
            : null;
    }

    private string? RefusalOf(MountSource source) =>
        IsParameter && source is { Version: not null, Label: not null }
            ? $"ssm parameters can not specify both objectVersion and objectVersionLabel: {Primary.Name}"
            : null;

    private static string? TypeOf(Arn arn) => arn.Service switch
    {
        "secretsmanager" => SecretsManager,
        "ssm" => SsmParameter,
        _ => null,
    };

    // The provider looks at .. between slashes; what is nothing but dots, or nothing, is no file either, and Windows has more ways out.
    private static bool IsBadPath(string file) =>
        file.Split('/', Path.DirectorySeparatorChar).Contains("..") || Path.IsPathRooted(file)
        || file is "" or "." || file.EndsWith('/') || file.Contains('\0', StringComparison.Ordinal);

    [GeneratedRegex("^0[0-7]{3}$")]
    private static partial Regex Octal();
}
