using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of DeriveSharedSecret, which is not emulated. Source: API reference, DeriveSharedSecret.</summary>
internal sealed class DeriveSharedSecretRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    [NotNull, OneOf("ECDH")] public string? KeyAgreementAlgorithm { get; init; }

    /// <summary>1 to 8192 bytes.</summary>
    [NotNull, Length(1, 8192)] public byte[]? PublicKey { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    public bool? DryRun { get; init; }

    public RecipientInfo? Recipient { get; init; }
}
