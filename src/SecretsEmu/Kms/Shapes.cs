using System.Collections.Immutable;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms;

/// <summary>A tag as it travels.</summary>
internal sealed class Tag
{
    /// <summary>1 to 128 characters, case-sensitive.</summary>
    [NotNull, Length(1, 128)] public string? TagKey { get; init; }

    /// <summary>At most 256 characters.</summary>
    [NotNull, Length(0, 256)] public string? TagValue { get; init; }

    public static IReadOnlyList<Tag> ListOf(ImmutableArray<KeyTag> tags) =>
        [.. tags.Select(tag => new Tag { TagKey = tag.TagKey, TagValue = tag.TagValue })];
}

/// <summary>The encryption context under which alone a grant holds.</summary>
internal sealed class GrantConstraints
{
    /// <summary>The request's context must be these pairs and no others.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContextEquals { get; init; }

    /// <summary>The request's context must hold these pairs.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContextSubset { get; init; }
}

/// <summary>An enclave that the answer is to be encrypted for.</summary>
internal sealed class RecipientInfo
{
    [OneOf("RSAES_OAEP_SHA_256")] public string? KeyEncryptionAlgorithm { get; init; }

    /// <summary>1 to 262144 bytes.</summary>
    [Length(1, 262144)] public byte[]? AttestationDocument { get; init; }
}
