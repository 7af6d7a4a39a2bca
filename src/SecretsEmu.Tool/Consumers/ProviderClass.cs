using SecretsEmu.Files;
using SecretsEmu.Principals;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SecretsEmu.Tool.Consumers;

/// <summary>A SecretProviderClass of the provider <c>aws</c> (integrations.md 5.2).</summary>
/// <param name="Regions">The primary one, and the failover region where there is one.</param>
/// <param name="Objects">What it mounts.</param>
internal sealed record ProviderClass(IReadOnlyList<string> Regions, IReadOnlyList<MountObject> Objects)
{
    private const string Kind = "SecretProviderClass";

    /// <summary>All of a file; documents of other kinds are left alone.</summary>
    /// <param name="file">YAML, of one document or several.</param>
    /// <param name="region">Of a class that names none: on AWS that of its node.</param>
    /// <exception cref="FileException">It cannot be read, or the provider would refuse it.</exception>
    public static IReadOnlyList<ProviderClass> Read(string file, string region)
    {
        List<ProviderClass> classes =
        [
            .. YamlFile.Read(file, FileText.Read(file, Kind)).Where(document => document.Find("kind") is YamlScalarNode { Value: Kind }).Select(document => new Reading(file).Class(document, region)),
        ];
        RefuseSharedFiles(classes.SelectMany(one => one.Objects));
        return classes.Count > 0 ? classes : throw new FileException(file, 1, $"there is no document of kind {Kind}.");
    }

    // Pods mount each class in a folder of its own, and the provider looks at names, not at files: here one would silently replace the other.
    private static void RefuseSharedFiles(IEnumerable<MountObject> objects)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in objects)
        {
            foreach (var file in one.Files.Where(file => !owners.TryAdd(file, one.Place)))
            {
                throw new FileException($"{one.Place}: the file {file} is made by {owners[file]} too: give one of them another objectAlias.");
            }
        }
    }

    private readonly record struct Reading(string File)
    {
        public ProviderClass Class(YamlNode document, string nodeRegion)
        {
            var spec = document.Find("spec") ?? throw Error(document, "spec is missing.");
            var provider = spec.Find("provider")?.Text(File, "spec.provider");
            if (provider != "aws")
            {
                throw Error(spec.Find("provider") ?? spec, $"spec.provider must be aws, not '{provider}'.");
            }

            var parameters = spec.Find("parameters") ?? throw Error(spec, "spec.parameters is missing.");
            var region = Text(parameters, "region", "spec.parameters") ?? nodeRegion;
            var failover = Text(parameters, "failoverRegion", "spec.parameters");
            foreach (var name in (string[])["region", "failoverRegion"])
            {
                if (parameters.Find(name) is YamlScalarNode { Value: { Length: > 0 } written } node && !Callers.IsRegion(written))
                {
                    throw Error(node, $"spec.parameters.{name} must be a region such as us-east-1, not '{written}'.");
                }
            }

            var translation = Text(parameters, "pathTranslation", "spec.parameters") ?? "_";
            if (failover == region)
            {
                throw Error(parameters, $"{region}: failover region cannot be the same as the primary region");
            }

            if (translation.Length != 1 && !translation.Equals("false", StringComparison.OrdinalIgnoreCase))
            {
                throw Error(parameters, "pathTranslation must be either 'False' or a single character string");
            }

            string[] regions = failover is null ? [region] : [region, failover];
            var objects = Objects(parameters.Find("objects") ?? throw Error(parameters, "spec.parameters.objects is missing."), translation.Length == 1 ? translation : null);
            foreach (var one in objects)
            {
                if (one.Refusal(regions) is { } refusal)
                {
                    throw new FileException($"{one.Place}: {refusal}");
                }
            }

            return MountObject.Duplicate(objects) is { } twice ? throw new FileException($"{twice.Object.Place}: {twice.Refusal}") : new(regions, objects);
        }

        private List<MountObject> Objects(YamlNode node, string? translation)
        {
            var text = node.Text(File, "spec.parameters.objects");
            // Text after | begins on the next line, and its lines are those of the file.
            var before = node is YamlScalarNode { Style: ScalarStyle.Literal } ? (int)node.Start.Line : (int)node.Start.Line - 1;
            if (YamlFile.Read(File, text, before) is not [YamlSequenceNode list])
            {
                throw Error(node, "Failed to load SecretProviderClass: spec.parameters.objects must be a list, as YAML within a text.");
            }

            var (file, objects) = (File, new List<MountObject>());
            foreach (var entry in list.Children)
            {
                var place = $"objects[{objects.Count}]";
                objects.Add(new Reading(file).Object(entry, place, $"{file}, line {before + (int)entry.Start.Line}, {place}", translation));
            }

            return objects;
        }

        private MountObject Object(YamlNode entry, string path, string place, string? translation)
        {
            var reading = this;
            if (entry is not YamlMappingNode)
            {
                throw new FileException($"{place}: Failed to load SecretProviderClass: an object must be a mapping.");
            }

            var failover = entry.Find("failoverObject");
            var paths = entry.Find("jmesPath");
            if (paths is not (null or YamlSequenceNode) || failover is not (null or YamlMappingNode))
            {
                throw new FileException($"{place}: Failed to load SecretProviderClass: jmesPath must be a list and failoverObject a mapping.");
            }

            return new()
            {
                Primary = Source(entry, path),
                Failover = failover is null ? null : Source(failover, $"{path}.failoverObject"),
                Type = Text(entry, "objectType", path),
                Alias = Text(entry, "objectAlias", path),
                FilePermission = Text(entry, "filePermission", path),
                Paths =
                [
                    .. ((YamlSequenceNode?)paths)?.Children.Select((one, at) => new MountPath(
                        reading.Text(one, "path", $"{path}.jmesPath[{at}]") ?? "", reading.Text(one, "objectAlias", $"{path}.jmesPath[{at}]") ?? "")) ?? [],
                ],
                Translation = translation,
                Place = place,
            };
        }

        private MountSource Source(YamlNode node, string path) =>
            new(Text(node, "objectName", path) ?? "", Text(node, "objectVersion", path), Text(node, "objectVersionLabel", path));

        // An empty text is as good as none to the provider.
        private string? Text(YamlNode node, string name, string path) => node.Find(name)?.Text(File, $"{path}.{name}") is { Length: > 0 } text ? text : null;

        private FileException Error(YamlNode node, string reason) => new(File, (int)node.Start.Line, reason);
    }
}
