using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>What is known of a key, its material apart.</summary>
/// <remarks>Source: API reference, DescribeKey (kms-iam-sts.md 2.5, 2.7).</remarks>
internal sealed class DescribeKey : IRead<DescribeKeyRequest, FoundKey, DescribeKeyResponse>
{
    public Plan<FoundKey> Plan(DescribeKeyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.DescribeKey, KeyIdUse.KeyOrAlias, state, context);

    public DescribeKeyResponse Answer(FoundKey found, DescribeKeyRequest request, Snapshot state, RequestContext context) =>
        new() { KeyMetadata = KeyMetadata.Of(found.OrThrow(), state) };
}

internal sealed class DescribeKeyRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }
}

internal sealed class DescribeKeyResponse
{
    public required KeyMetadata KeyMetadata { get; init; }
}
