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

    public IReadOnlyList<string>? Find(string key) => key.ToLowerInvariant() switch
    {
        "sts:externalid" => ConditionValue.Of(ExternalId),
        "sts:rolesessionname" => ConditionValue.Of(SessionName),
        "sts:sourceidentity" => ConditionValue.Of(SourceIdentity),
        "sts:durationseconds" => ConditionValue.Of(DurationSeconds),
        "sts:transitivetagkeys" => ConditionValue.Of(TransitiveTagKeys),
        "aws:tagkeys" => ConditionValue.Of(Tags.Select(tag => tag.Key!)),
        _ => ConditionValue.Behind(RequestTag, key) is { } requested ? ConditionValue.Of(Tags.FirstOrDefault(tag => ConditionValue.IsSameKey(tag.Key!, requested))?.Value)
            : (ConditionValue.Behind(ResourceTag, key) ?? ConditionValue.Behind(IamResourceTag, key)) is { } tag ? ConditionValue.Of(Role?.Tags.GetValueOrDefault(tag))
            : null,
    };
}
