using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The names of the policies of a key: there is one.</summary>
/// <remarks>Source: API reference, ListKeyPolicies (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListKeyPolicies : IRead<ListKeyPoliciesRequest, FoundKey, ListKeyPoliciesResponse>
{
    private const int DefaultPage = 100;

    public Plan<FoundKey> Plan(ListKeyPoliciesRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.ListKeyPolicies, KeyIdUse.KeyOnly, state, context);

    public ListKeyPoliciesResponse Answer(FoundKey found, ListKeyPoliciesRequest request, Snapshot state, RequestContext context)
    {
        found.OrThrow();
        var page = Page.Of([KeyPolicyRules.Name], name => name, "policies", request.Limit ?? DefaultPage, request.Marker, KmsErrors.InvalidMarker);
        return new() { NextMarker = page.NextMarker, PolicyNames = page.Entries, Truncated = page.Truncated };
    }
}

internal sealed class ListKeyPoliciesRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 1000; 100 when absent.</summary>
    [Range(1, 1000)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}

internal sealed class ListKeyPoliciesResponse
{
    public string? NextMarker { get; init; }

    public required IReadOnlyList<string> PolicyNames { get; init; }

    public required bool Truncated { get; init; }
}
