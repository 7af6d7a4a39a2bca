using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of DescribeCustomKeyStores, which is not emulated. Source: API reference, DescribeCustomKeyStores.</summary>
internal sealed class DescribeCustomKeyStoresRequest
{
    /// <summary>1 to 64 characters.</summary>
    [Length(1, 64)] public string? CustomKeyStoreId { get; init; }

    /// <summary>1 to 256 characters.</summary>
    [Length(1, 256)] public string? CustomKeyStoreName { get; init; }

    /// <summary>1 to 1000.</summary>
    [Range(1, 1000)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}
