using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The code of a message under an HMAC key.</summary>
/// <remarks>Source: API reference, GenerateMac (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateMac(KeyRing ring) : IRead<GenerateMacRequest, FoundKey, GenerateMacResponse>
{
    public Plan<FoundKey> Plan(GenerateMacRequest request, Snapshot state, RequestContext context) =>
        Find(request.KeyId!, KmsActions.GenerateMac, request.MacAlgorithm!, state, context);

    public GenerateMacResponse Answer(FoundKey found, GenerateMacRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = RequireMac(found.OrThrow(), request.MacAlgorithm!, "GenerateMac");
        KeyRules.RequireRealRun(request.DryRun);
        return new()
        {
            KeyId = key.Arn,
            Mac = Macs.Compute(request.MacAlgorithm!, ring.Open(key, key.CurrentMaterial!), request.Message),
            MacAlgorithm = request.MacAlgorithm!,
        };
    }

    internal static Plan<FoundKey> Find(string keyId, string action, string algorithm, Snapshot state, RequestContext context) =>
        KmsPlan.Find(keyId, action, KeyIdUse.KeyOrAlias, state, context, keys: new RequestKeys().Add("kms:MacAlgorithm", algorithm));

    /// <summary>State, usage and algorithm, in this order.</summary>
    internal static KmsKey RequireMac(KmsKey key, string algorithm, string operation) =>
        key.RequireEnabled().RequireUsage(KeyUsages.GenerateVerifyMac, operation).RequireAlgorithm(key.Facts.MacAlgorithms, algorithm);
}

internal sealed class GenerateMacRequest
{
    /// <summary>1 to 4096 bytes.</summary>
    [NotNull, Length(1, 4096), Sensitive] public byte[]? Message { get; init; }

    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    // Verified: the order is recorded (kms-iam-sts.md 2.2).
    [NotNull, OneOf("HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512")] public string? MacAlgorithm { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class GenerateMacResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required byte[] Mac { get; init; }

    public required string MacAlgorithm { get; init; }
}
