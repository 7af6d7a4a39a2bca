using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The policy of a key, as it was given.</summary>
/// <remarks>Source: API reference, GetKeyPolicy (kms-iam-sts.md 2.5).</remarks>
internal sealed class GetKeyPolicy : IRead<GetKeyPolicyRequest, FoundKey, GetKeyPolicyResponse>
{
    public Plan<FoundKey> Plan(GetKeyPolicyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.GetKeyPolicy, KeyIdUse.KeyOnly, state, context);

    public GetKeyPolicyResponse Answer(FoundKey found, GetKeyPolicyRequest request, Snapshot state, RequestContext context)
    {
        KeyPolicyRules.RequireName(request.PolicyName);
        return new() { Policy = found.OrThrow().Policy.Text, PolicyName = KeyPolicyRules.Name };
    }
}

internal sealed class GetKeyPolicyRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary><c>default</c>, also when absent. 1 to 128 word characters.</summary>
    [Length(1, 128), Pattern(@"[\w]+")] public string? PolicyName { get; init; }
}

internal sealed class GetKeyPolicyResponse
{
    public required string Policy { get; init; }

    public required string PolicyName { get; init; }
}
