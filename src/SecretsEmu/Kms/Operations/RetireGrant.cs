using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>What RetireGrant found: a grant, or the sentence that says what is missing.</summary>
internal sealed record FoundGrant(KmsGrant? Grant, AwsError? Missing);

/// <summary>Gives a grant back: its retiring principal may, its grantee if the grant says so, and the account of the key.</summary>
/// <remarks>Source: API reference, RetireGrant (kms-iam-sts.md 2.5).</remarks>
internal sealed class RetireGrant : IChange<RetireGrantRequest, FoundGrant, NoContent>, IValidate<RetireGrantRequest>
{
    public void Validate(RetireGrantRequest request)
    {
        if (request is not ({ GrantToken: not null, KeyId: null, GrantId: null } or { GrantToken: null, KeyId: not null, GrantId: not null }))
        {
            throw KmsErrors.GrantNotNamed.AsException();
        }
    }

    public Plan<FoundGrant> Plan(RetireGrantRequest request, Snapshot state, RequestContext context)
    {
        if (request.GrantToken is { } token)
        {
            return Grants.Find(token, state) is { } held
                ? Of(held, state.Key(held.KeyArn)!, state, context)
                : new(new(null, KmsErrors.InvalidGrantToken), KmsTarget.WithoutKey(KmsActions.RetireGrant, context));
        }

        var plan = KmsPlan.Find(request.KeyId!, KmsActions.RetireGrant, KeyIdUse.KeyOfAnyAccount, state, context);
        return plan.Found.Key is not { } key ? new(new(null, plan.Found.Missing), plan.Targets)
            : Grants.Of(key, state).FirstOrDefault(grant => grant.GrantId == request.GrantId) is { } named ? Of(named, key, state, context)
            : new(new(null, KmsErrors.InvalidGrantId(request.GrantId!)), plan.Targets);
    }

    public NoContent Apply(FoundGrant found, RetireGrantRequest request, UnitOfWork unit, RequestContext context)
    {
        var grant = found.Grant ?? throw found.Missing!.AsException();
        KeyRules.RequireRealRun(request.DryRun);
        unit.Remove(KmsTables.Grants, unit.State.Key(grant.KeyArn)!.Scope, KmsTables.Grants.Key(grant));
        return NoContent.Instance;
    }

    private static Plan<FoundGrant> Of(KmsGrant grant, KmsKey key, Snapshot state, RequestContext context) => new(
        new(grant, null),
        KmsTarget.Of(KmsActions.RetireGrant, key, state, context, null, null) with { Grant = Grants.CoveringItsRetirement(grant, context) });
}

internal sealed class RetireGrantRequest
{
    /// <summary>What CreateGrant answered; 1 to 8192 characters.</summary>
    [Length(1, 8192)] public string? GrantToken { get; init; }

    /// <summary>A key ARN, with GrantId. 1 to 2048 characters.</summary>
    [Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>With KeyId; 1 to 128 characters.</summary>
    [Length(1, 128)] public string? GrantId { get; init; }

    /// <summary>Whether only to check; the answer is then an error too.</summary>
    public bool? DryRun { get; init; }
}
