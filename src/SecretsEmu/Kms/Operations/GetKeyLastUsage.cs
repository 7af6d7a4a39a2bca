using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of GetKeyLastUsage, which is not emulated. Source: API reference, GetKeyLastUsage.</summary>
internal sealed class GetKeyLastUsageRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}
