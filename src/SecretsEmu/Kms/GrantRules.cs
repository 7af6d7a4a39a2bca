using System.Collections.Immutable;
using SecretsEmu.Kms.Operations;

namespace SecretsEmu.Kms;

/// <summary>What a grant may say (kms-iam-sts.md 2.5).</summary>
internal static class GrantRules
{
    /// <summary>The rules of CreateGrant across its members that need no key.</summary>
    /// <exception cref="Calls.AwsErrorException">A principal that is none, no operation, or both constraints.</exception>
    public static void Require(CreateGrantRequest request)
    {
        RequirePrincipal(request.GranteePrincipal!);
        if (request.RetiringPrincipal is { } retiring)
        {
            RequirePrincipal(retiring);
        }

        if (request.Operations is [])
        {
            throw KmsErrors.NoGrantOperations.AsException();
        }

        if (request.Constraints is { EncryptionContextEquals: not null, EncryptionContextSubset: not null })
        {
            throw KmsErrors.BothGrantConstraints.AsException();
        }
    }

    /// <exception cref="Calls.AwsErrorException">Neither the ARN of a principal nor a service.</exception>
    private static void RequirePrincipal(string principal)
    {
        if (principal.Split(':', 6) is not (["arn", _, "iam" or "sts", "", { Length: 12 }, { Length: > 0 }] or [_])
            || (!principal.Contains(':', StringComparison.Ordinal) && !principal.Contains(".amazonaws.com", StringComparison.Ordinal)))
        {
            throw KmsErrors.InvalidPrincipal(principal).AsException();
        }
    }

    /// <summary>Only what the key can do can be granted.</summary>
    /// <exception cref="Calls.AwsErrorException">The key has no such operation.</exception>
    public static void RequireSupported(IEnumerable<string> operations, KmsKey key)
    {
        if (operations.FirstOrDefault(operation => !IsSupported(operation, key)) is { } operation)
        {
            throw KmsErrors.GrantOperationNotSupported(operation, key.Arn).AsException();
        }
    }

    /// <summary>Whether a call repeats the one that made a grant: same name, and everything else the same. Source: API reference, CreateGrant.</summary>
    public static bool IsRepeated(KmsGrant grant, KmsGrant asked) =>
        grant.Name is not null
        && grant.Name == asked.Name
        && grant.GranteePrincipal == asked.GranteePrincipal
        && grant.RetiringPrincipal == asked.RetiringPrincipal
        && grant.IssuingAccount == asked.IssuingAccount
        && grant.Operations.ToHashSet().SetEquals(asked.Operations)
        && Same(grant.EncryptionContextSubset, asked.EncryptionContextSubset)
        && Same(grant.EncryptionContextEquals, asked.EncryptionContextEquals);

    private static bool IsSupported(string operation, KmsKey key) => operation switch
    {
        "CreateGrant" or "RetireGrant" or "DescribeKey" => true,
        "Encrypt" or "Decrypt" or "ReEncryptFrom" or "ReEncryptTo" => key.KeyUsage == KeyUsages.EncryptDecrypt,
        "GenerateDataKey" or "GenerateDataKeyWithoutPlaintext" or "GenerateDataKeyPair" or "GenerateDataKeyPairWithoutPlaintext" =>
            key.KeySpec == KeySpecs.SymmetricDefault,
        "Sign" or "Verify" => key.KeyUsage == KeyUsages.SignVerify,
        "GetPublicKey" => key.Facts.IsAsymmetric,
        "GenerateMac" or "VerifyMac" => key.KeyUsage == KeyUsages.GenerateVerifyMac,
        _ => false,
    };

    private static bool Same(ImmutableDictionary<string, string>? one, ImmutableDictionary<string, string>? other) =>
        one is null || other is null ? one is null && other is null : one.Count == other.Count && one.All(other.Contains);
}
