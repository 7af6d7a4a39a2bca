using SecretsEmu.Access;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager;

/// <summary>A tag as it travels. The model calls both members optional; the service needs both (secretsmanager.md 2.2).</summary>
internal sealed class Tag : IRequestTag
{
    /// <summary>1 to 128 characters, case-sensitive.</summary>
    [NotNull, Length(1, 128)] public string? Key { get; init; }

    /// <summary>At most 256 characters.</summary>
    [NotNull, Length(0, 256)] public string? Value { get; init; }

    public static IReadOnlyList<Tag>? ListOf(IReadOnlyList<SecretTag>? tags) =>
        tags?.Select(tag => new Tag { Key = tag.Key, Value = tag.Value }).ToList();
}

/// <summary>A region to replicate to, and the key to use there.</summary>
internal sealed class ReplicaRegionType
{
    /// <summary>1 to 128 characters.</summary>
    [Length(1, 128), Pattern(@"^([a-z]+-)+\d+$")] public string? Region { get; init; }

    /// <summary>At most 2048 characters.</summary>
    [Length(0, 2048)] public string? KmsKeyId { get; init; }

    /// <summary>The condition keys of a request that replicates.</summary>
    public static IReadOnlyList<string>? FindKey(string key, IReadOnlyList<ReplicaRegionType>? regions, bool? overwrites) => key.ToLowerInvariant() switch
    {
        "secretsmanager:addreplicaregions" => regions?.Select(region => region.Region ?? "").ToList(),
        "secretsmanager:forceoverwritereplicasecret" => ConditionValue.Of(overwrites),
        _ => null,
    };
}

/// <summary>A filter of ListSecrets or BatchGetSecretValue.</summary>
internal sealed class Filter
{
    // Inferred: the order of the seven; five are known from 2020 (secretsmanager.md 2.2).
    [OneOf("all", "name", "tag-key", "description", "tag-value", "primary-region", "owning-service")] public string? Key { get; init; }

    /// <summary>1 to 10 values of at most 512 characters; one of them must match, and a leading <c>!</c> turns one around.</summary>
    [Length(1, 10), EachLength(512), EachPattern(@"^\!?[a-zA-Z0-9 :_@\/\+\=\.\-\!]*$")] public IReadOnlyList<string>? Values { get; init; }
}
