using System.Collections.Immutable;
using System.Text;

namespace SecretsEmu.SecretsManager;

/// <summary>How a value was given; a string and a binary of the same bytes are two values.</summary>
internal enum ValueKind
{
    String = 0,
    Binary = 1,
}

/// <summary>A value in clear, for as long as one request needs it.</summary>
internal sealed record SecretValue(ValueKind Kind, byte[] Content)
{
    public static SecretValue Of(string text) => new(ValueKind.String, Encoding.UTF8.GetBytes(text));

    public static SecretValue Of(byte[] bytes) => new(ValueKind.Binary, bytes);

    /// <summary>The value of a request that has at most one of the two, or null.</summary>
    public static SecretValue? Of(string? text, byte[]? bytes) => text is not null ? Of(text) : bytes is not null ? Of(bytes) : null;

    public string? AsString => Kind == ValueKind.String ? Encoding.UTF8.GetString(Content) : null;

    public byte[]? AsBinary => Kind == ValueKind.Binary ? Content : null;

    /// <summary>Whether kind and content are the same (secretsmanager.md 4.13).</summary>
    public bool IsSameAs(SecretValue other) => Kind == other.Kind && Content.AsSpan().SequenceEqual(other.Content);

    public override string ToString() => "***";
}

/// <summary>A value under a data key of its own, and that data key as KMS encrypted it.</summary>
/// <param name="Kind">How the value was given.</param>
/// <param name="Ciphertext">AES-256-GCM: nonce, ciphertext, tag.</param>
/// <param name="DataKeys">The data key under each KMS key that can open it, newest last.</param>
internal sealed record EncryptedValue(ValueKind Kind, ImmutableArray<byte> Ciphertext, ImmutableArray<WrappedDataKey> DataKeys);

/// <summary>A version's data key as encrypted under one KMS key.</summary>
internal sealed record WrappedDataKey(string KeyArn, ImmutableArray<byte> CiphertextBlob);
