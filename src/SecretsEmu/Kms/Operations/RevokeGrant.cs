using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Takes a grant away from its grantee.</summary>
/// <remarks>Source: API reference, RevokeGrant (kms-iam-sts.md 2.5).</remarks>
internal sealed class RevokeGrant : IChange<RevokeGrantRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(RevokeGrantRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.RevokeGrant, KeyIdUse.KeyOfAnyAccount, state, context);

    public NoContent Apply(FoundKey found, RevokeGrantRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow();
        var grant = Grants.Of(key, unit.State).FirstOrDefault(grant => grant.GrantId == request.GrantId)
            ?? throw KmsErrors.InvalidGrantId(request.GrantId!).AsException();
        KeyRules.RequireRealRun(request.DryRun);
        unit.Remove(KmsTables.Grants, key.Scope, KmsTables.Grants.Key(grant));
        return NoContent.Instance;
    }
}

internal sealed class RevokeGrantRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 128 characters.</summary>
    [NotNull, Length(1, 128)] public string? GrantId { get; init; }

    /// <summary>Whether only to check; the answer is then an error too.</summary>
    public bool? DryRun { get; init; }
}
