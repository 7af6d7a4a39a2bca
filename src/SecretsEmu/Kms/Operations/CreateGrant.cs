using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Lets a principal use a key for some operations. Repeated with the same name and members, it answers the same grant with a new token.</summary>
/// <remarks>Source: API reference, CreateGrant (kms-iam-sts.md 2.5, 4.6). The ten newest tokens of a grant are good.</remarks>
internal sealed class CreateGrant(IRandom random)
    : IChange<CreateGrantRequest, FoundKey, CreateGrantResponse>, IValidate<CreateGrantRequest>
{
    private const int GrantTokenBytes = 96;

    // Inferred: AWS says only that a token is for the minutes until a grant holds everywhere.
    private const int MostTokens = 10;

    public void Validate(CreateGrantRequest request) => GrantRules.Require(request);

    public Plan<FoundKey> Plan(CreateGrantRequest request, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(request.KeyId!, KmsActions.CreateGrant, KeyIdUse.KeyOfAnyAccount, state, context, keys: KeysOf(request, context));
        return plan.Found.Key is { } key
            ? new(plan.Found, [.. plan.Targets.Select(target => target with
            {
                Grant = Grants.CoveringNew(request.Operations!, request.Constraints, key, state, context),
            })])
            : plan;
    }

    public CreateGrantResponse Apply(FoundKey found, CreateGrantRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireEnabled();
        Grants.RequireTokens(request.GrantTokens, unit.State);
        GrantRules.RequireSupported(request.Operations!, key);
        KeyRules.RequireRealRun(request.DryRun);
        var asked = GrantOf(request, key, context);
        var grant = Grants.Of(key, unit.State).FirstOrDefault(other => GrantRules.IsRepeated(other, asked)) ?? asked;
        var token = Convert.ToBase64String(random.Bytes(GrantTokenBytes));
        unit.Put(KmsTables.Grants, key.Scope, grant with { GrantTokens = [.. grant.GrantTokens.TakeLast(MostTokens - 1), token] });
        return new() { GrantId = grant.GrantId, GrantToken = token };
    }

    private KmsGrant GrantOf(CreateGrantRequest request, KmsKey key, RequestContext context) => new()
    {
        GrantId = random.HexId(),
        KeyId = key.KeyId,
        KeyArn = key.Arn,
        Name = request.Name,
        CreationDate = context.Now,
        GranteePrincipal = request.GranteePrincipal!,
        RetiringPrincipal = request.RetiringPrincipal,
        IssuingAccount = $"arn:{Scope.PartitionOf(context.Region)}:iam::{context.Caller.Account}:root",
        Operations = [.. request.Operations!],
        EncryptionContextSubset = PairsOf(request.Constraints?.EncryptionContextSubset),
        EncryptionContextEquals = PairsOf(request.Constraints?.EncryptionContextEquals),
        GrantTokens = [],
    };

    private static RequestKeys KeysOf(CreateGrantRequest request, RequestContext context) => new RequestKeys()
        .Add("kms:GrantOperations", request.Operations)
        .Add("kms:GrantConstraintType",
            request.Constraints?.EncryptionContextEquals is not null ? "EncryptionContextEquals"
            : request.Constraints?.EncryptionContextSubset is not null ? "EncryptionContextSubset" : null)
        .Add("kms:GranteePrincipal", request.GranteePrincipal)
        .Add("kms:RetiringPrincipal", request.RetiringPrincipal)
        .Add("kms:GrantIsForAWSResource", context.Via is not null);

    private static ImmutableDictionary<string, string>? PairsOf(IReadOnlyDictionary<string, string>? pairs) =>
        pairs?.ToImmutableDictionary(StringComparer.Ordinal);
}

internal sealed class CreateGrantRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>The ARN of a user, role, session or account, or a service principal. 1 to 256 characters.</summary>
    [NotNull, Length(1, 256), Pattern(@"^[\w+=,.@:/-]+$")] public string? GranteePrincipal { get; init; }

    /// <summary>Who may retire the grant; 1 to 256 characters.</summary>
    [Length(1, 256), Pattern(@"^[\w+=,.@:/-]+$")] public string? RetiringPrincipal { get; init; }

    /// <summary>What the grantee may do, such as <c>Decrypt</c>.</summary>
    [NotNull, EachOneOf(
        "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo", "Sign", "Verify", "GetPublicKey",
        "CreateGrant", "RetireGrant", "DescribeKey", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "GenerateMac", "VerifyMac", "DeriveSharedSecret")]
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>The encryption context under which alone the grant holds.</summary>
    public GrantConstraints? Constraints { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>By which a repeated call is known; 1 to 256 characters.</summary>
    [Length(1, 256), Pattern("^[a-zA-Z0-9:/_-]+$")] public string? Name { get; init; }

    /// <summary>Whether only to check; the answer is then an error too.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class CreateGrantResponse
{
    /// <summary>64 hex digits.</summary>
    public required string GrantId { get; init; }

    /// <summary>No secret: it holds nothing and opens nothing.</summary>
    public required string GrantToken { get; init; }
}
