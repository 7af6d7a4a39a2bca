using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Says that a code is that of the message under the key; a wrong one is an error.</summary>
/// <remarks>Source: API reference, VerifyMac (kms-iam-sts.md 2.5).</remarks>
internal sealed class VerifyMac(KeyRing ring) : IRead<VerifyMacRequest, FoundKey, VerifyMacResponse>
{
    public Plan<FoundKey> Plan(VerifyMacRequest request, Snapshot state, RequestContext context) =>
        GenerateMac.Find(request.KeyId!, KmsActions.VerifyMac, request.MacAlgorithm!, state, context);

    public VerifyMacResponse Answer(FoundKey found, VerifyMacRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = GenerateMac.RequireMac(found.OrThrow(), request.MacAlgorithm!, "VerifyMac");
        var mac = Macs.Compute(request.MacAlgorithm!, ring.Open(key, key.CurrentMaterial!), request.Message);
        if (!CryptographicOperations.FixedTimeEquals(mac, request.Mac))
        {
            throw KmsErrors.InvalidMac.AsException();
        }

        KeyRules.RequireRealRun(request.DryRun);
        return new() { KeyId = key.Arn, MacAlgorithm = request.MacAlgorithm!, MacValid = true };
    }
}

internal sealed class VerifyMacRequest
{
    /// <summary>1 to 4096 bytes.</summary>
    [NotNull, Length(1, 4096), Sensitive] public byte[]? Message { get; init; }

    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    // Verified: the order is recorded (kms-iam-sts.md 2.2).
    [NotNull, OneOf("HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512")] public string? MacAlgorithm { get; init; }

    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? Mac { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class VerifyMacResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string MacAlgorithm { get; init; }

    /// <summary>Always true.</summary>
    public required bool MacValid { get; init; }
}
