using System.Collections.Immutable;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>A KMS key: what it is for, and its key material wrapped by the root key.</summary>
internal sealed record KmsKey
{
    /// <summary>A UUID.</summary>
    public required string KeyId { get; init; }

    public required string Arn { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>Newest last. Rotation adds one; none is ever removed, since old ciphertext names it.</summary>
    public required ImmutableArray<KeyMaterial> Materials { get; init; }
}

/// <summary>One key material: its id (32 random bytes as lower-case hex) and itself under the root key.</summary>
internal sealed record KeyMaterial(string Id, ImmutableArray<byte> Wrapped);

/// <summary>A friendly name that points at a key of the same account and region.</summary>
/// <param name="AliasName">With its prefix: <c>alias/aws/secretsmanager</c>.</param>
internal sealed record KmsAlias(string AliasName, string TargetKeyId);

/// <summary>What KMS keeps.</summary>
internal static class KmsTables
{
    public static Table<KmsKey> Keys { get; } =
        new("keys", key => key.KeyId, Comparer<KmsKey>.Create((one, other) => string.CompareOrdinal(one.KeyId, other.KeyId)));

    public static Table<KmsAlias> Aliases { get; } =
        new("aliases", alias => alias.AliasName, Comparer<KmsAlias>.Create((one, other) => string.CompareOrdinal(one.AliasName, other.AliasName)));
}
