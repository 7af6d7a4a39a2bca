using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Replaces the policy of a key.</summary>
/// <remarks>Source: API reference, PutKeyPolicy (kms-iam-sts.md 2.5).</remarks>
internal sealed class PutKeyPolicy : IChange<PutKeyPolicyRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(PutKeyPolicyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.PutKeyPolicy, KeyIdUse.KeyOnly, state, context, keys: new RequestKeys().Add("kms:BypassPolicyLockoutSafetyCheck", request.BypassPolicyLockoutSafetyCheck ?? false));

    public NoContent Apply(FoundKey found, PutKeyPolicyRequest request, UnitOfWork unit, RequestContext context)
    {
        KeyPolicyRules.RequireName(request.PolicyName);
        var key = found.OrThrow().RequireCustomerManaged().WithPolicy(request.Policy!, request.BypassPolicyLockoutSafetyCheck, unit.State, context);
        unit.Put(KmsTables.Keys, key.Scope, key);
        return NoContent.Instance;
    }
}

internal sealed class PutKeyPolicyRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary><c>default</c>, also when absent. 1 to 128 word characters.</summary>
    [Length(1, 128), Pattern(@"[\w]+")] public string? PolicyName { get; init; }

    /// <summary>A JSON policy of 1 to 131072 characters, in fact at most 32768 bytes; comes back as given.</summary>
    [NotNull, Length(1, 131072), Pattern(@"[\u0009\u000A\u000D\u0020-\u00FF]+")] public string? Policy { get; init; }

    /// <summary>Whether the caller may lock itself out; false when absent.</summary>
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }
}
