using System.Globalization;
using SecretsEmu.Access;
using SecretsEmu.Principals;

namespace SecretsEmu.Sts;

/// <summary>The condition keys of assuming a role (kms-iam-sts.md 6.2).</summary>
internal sealed class RoleKeys : IConditionKeys
{
    private const string RequestTag = "aws:RequestTag/";
    private const string ResourceTag = "aws:ResourceTag/";
    private const string IamResourceTag = "iam:ResourceTag/";

    public required DescribedRole? Role { get; init; }

    public required string SessionName { get; init; }

    public string? ExternalId { get; init; }

    public string? SourceIdentity { get; init; }

    public int? DurationSeconds { get; init; }

    public IReadOnlyCollection<Tag> Tags { get; init; } = [];

    public IReadOnlyCollection<string> TransitiveTagKeys { get; init; } = [];

    public IReadOnlyList<string>? Find(string key) => key.ToUpperInvariant() switch
    {
        "STS:EXTERNALID" => One(ExternalId),
        "STS:ROLESESSIONNAME" => One(SessionName),
        "STS:SOURCEIDENTITY" => One(SourceIdentity),
        "STS:DURATIONSECONDS" => One(DurationSeconds?.ToString(CultureInfo.InvariantCulture)),
        "STS:TRANSITIVETAGKEYS" => Many(TransitiveTagKeys),
        "AWS:TAGKEYS" => Many(Tags.Select(tag => tag.Key!)),
        _ => Behind(RequestTag, key) is { } requested ? One(Tags.FirstOrDefault(tag => tag.Key!.Equals(requested, StringComparison.OrdinalIgnoreCase))?.Value)
            : (Behind(ResourceTag, key) ?? Behind(IamResourceTag, key)) is { } tag ? One(Role?.Tags.GetValueOrDefault(tag))
            : null,
    };

    private static string? Behind(string prefix, string key) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? key[prefix.Length..] : null;

    private static string[]? One(string? value) => value is null ? null : [value];

    private static string[]? Many(IEnumerable<string> values) => values.ToArray() is { Length: > 0 } all ? all : null;
}
