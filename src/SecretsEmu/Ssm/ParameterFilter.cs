using SecretsEmu.Calls;

namespace SecretsEmu.Ssm;

/// <summary>One filter of DescribeParameters or GetParametersByPath. All filters of a request must match, and of each one value.</summary>
/// <remarks>Source: API reference, ParameterStringFilter.</remarks>
internal sealed class ParameterFilter
{
    private const string BeginsWith = "BeginsWith";
    private const string Contains = "Contains";
    private const string Equal = "Equals";
    private const string OneLevel = "OneLevel";
    private const string Recursive = "Recursive";
    private const string TagPrefix = "tag:";

    // Verified: by a peer's tests, in which AWS lists neither Contains nor the newer keys.
    private const string KeysOfDescribe = "Path, Name, Type, KeyId, Tier";
    private const string KeysOfPath = "Type, KeyId";

    private readonly string _key;
    private readonly string _option;
    private readonly IReadOnlyList<string> _values;

    private ParameterFilter(string key, string option, IReadOnlyList<string> values) => (_key, _option, _values) = (key, option, values);

    /// <summary>The filters of DescribeParameters: all keys but Label.</summary>
    /// <exception cref="AwsErrorException">A key, option or value that it does not take.</exception>
    public static List<ParameterFilter> OfDescribe(IReadOnlyList<ParameterStringFilter> filters) =>
        Parse(filters, key => key != "Label", KeysOfDescribe);

    /// <summary>The filters of GetParametersByPath: Type, KeyId and Label.</summary>
    /// <exception cref="AwsErrorException">A key, option or value that it does not take.</exception>
    public static List<ParameterFilter> OfPath(IReadOnlyList<ParameterStringFilter> filters) =>
        Parse(filters, key => key is "Type" or "KeyId" or "Label", KeysOfPath);

    /// <summary>The filters of DescribeParameters in their older form, in which a name is a beginning.</summary>
    // Verified: field: terraform-aws-github-runner 1808 finds by the beginning of a name.
    public static List<ParameterFilter> OfDescribe(IReadOnlyList<ParametersFilter> filters) =>
        [.. filters.Select(filter => new ParameterFilter(filter.Key!, filter.Key == "Name" ? BeginsWith : Equal, filter.Values!))];

    /// <summary>The version that the filters leave of a parameter: the latest, or the one of a label; null for none.</summary>
    public static SsmParameterVersion? Choose(SsmParameter parameter, IReadOnlyList<ParameterFilter> filters)
    {
        var version = filters.FirstOrDefault(filter => filter._key == "Label") is { } labelled
            ? labelled._values.Select(parameter.Find).FirstOrDefault(found => found is not null)
            : parameter.Latest;
        return version is not null && filters.All(filter => filter.Matches(parameter, version)) ? version : null;
    }

    /// <summary>What a page token is bound to: another list, or the same with other filters, is another question.</summary>
    public static string QuestionOf(string list, IReadOnlyList<ParameterStringFilter>? filters, IReadOnlyList<ParametersFilter>? older = null) =>
        string.Join('\0',
        [
            list,
            .. (filters ?? []).SelectMany(filter => (filter.Values ?? []).Prepend($"{filter.Key} {filter.Option}")),
            .. (older ?? []).SelectMany(filter => filter.Values!.Prepend(filter.Key!)),
        ]);

    private static List<ParameterFilter> Parse(IReadOnlyList<ParameterStringFilter> filters, Func<string, bool> takes, string keys)
    {
        var parsed = new List<ParameterFilter>();
        foreach (var filter in filters)
        {
            var key = filter.Key!;
            if (!takes(key))
            {
                throw SsmErrors.InvalidFilterKey(key, keys).AsException();
            }

            if (filter.Values is null && !key.StartsWith(TagPrefix, StringComparison.Ordinal))
            {
                throw SsmErrors.MissingFilterValues(key).AsException();
            }

            if (parsed.Exists(other => other._key == key))
            {
                throw SsmErrors.DuplicateFilter(key).AsException();
            }

            parsed.Add(new(key, OptionOf(key, filter.Option), filter.Values ?? []));
            RequireValues(key, filter.Values ?? []);
        }

        return parsed;
    }

    private static string OptionOf(string key, string? option)
    {
        var (valid, fits) = key switch
        {
            "Path" => ($"{Recursive}, {OneLevel}", option is null or Recursive or OneLevel),
            "Label" => (Equal, option is null or Equal),
            "Name" => ($"{BeginsWith}, {Equal}", option is null or Equal or BeginsWith or Contains),
            _ => ($"{BeginsWith}, {Equal}", option is null or Equal or BeginsWith),
        };
        return fits ? option ?? (key == "Path" ? OneLevel : Equal) : throw SsmErrors.InvalidFilterOption(option!, valid).AsException();
    }

    private static void RequireValues(string key, IReadOnlyList<string> values)
    {
        switch (key)
        {
            case "Path":
                foreach (var path in values)
                {
                    if (ParameterNames.IsReservedPath(path))
                    {
                        throw SsmErrors.ReservedPathInFilter.AsException();
                    }

                    ParameterNames.RequirePath(path);
                }

                break;
            case "Tier":
                Require(values, ParameterTiers.Standard, ParameterTiers.Advanced, ParameterTiers.Intelligent);
                break;
            case "Type":
                Require(values, ParameterTypes.String, ParameterTypes.StringList, ParameterTypes.SecureString);
                break;
            default:
                break;
        }
    }

    private static void Require(IReadOnlyList<string> values, params string[] valid)
    {
        if (values.FirstOrDefault(value => !valid.Contains(value)) is { } unknown)
        {
            throw SsmErrors.InvalidFilterValue(unknown, string.Join(", ", valid)).AsException();
        }
    }

    private bool Matches(SsmParameter parameter, SsmParameterVersion version) => _key switch
    {
        "Path" => _values.Any(path => ParameterNames.IsUnder(parameter.Name, path, _option == Recursive)),
        // Inferred: from a peer's tests: every name has a slash before it, and so has every value but a part of a name.
        "Name" => _values.Any(value => Compare(WithSlash(parameter.Name), _option == Contains ? value : WithSlash(value))),
        "Type" => Matches(version.Type),
        "KeyId" => Matches(version.KeyId),
        "Tier" => Matches(version.Tier),
        "DataType" => Matches(DataTypes.Text),
        "Label" => true,
        _ => parameter.Tags.Any(tag => tag.Key == _key[TagPrefix.Length..] && (_values.Count == 0 || Matches(tag.Value))),
    };

    private static string WithSlash(string name) => $"/{name.TrimStart('/')}";

    private bool Matches(string? fact) => fact is not null && _values.Any(value => Compare(fact, value));

    private bool Compare(string fact, string value) => _option switch
    {
        BeginsWith => fact.StartsWith(value, StringComparison.Ordinal),
        Contains => fact.Contains(value, StringComparison.Ordinal),
        _ => fact == value,
    };
}
