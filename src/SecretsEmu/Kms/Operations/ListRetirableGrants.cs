using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The grants of the account and region that a principal may retire.</summary>
/// <remarks>Source: API reference, ListRetirableGrants (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListRetirableGrants : IRead<ListRetirableGrantsRequest, NoContent, ListGrantsResponse>
{
    public Plan<NoContent> Plan(ListRetirableGrantsRequest request, Snapshot state, RequestContext context) =>
        new(NoContent.Instance, KmsTarget.WithoutKey(KmsActions.ListRetirableGrants, context));

    public ListGrantsResponse Answer(NoContent found, ListRetirableGrantsRequest request, Snapshot state, RequestContext context) =>
        ListGrantsResponse.Of(
            state.Rows(KmsTables.Grants, context.Scope).InOrder.Where(grant => grant.RetiringPrincipal == request.RetiringPrincipal),
            $"retirable {request.RetiringPrincipal}", request.Limit, request.Marker);
}

internal sealed class ListRetirableGrantsRequest
{
    /// <summary>1 to 100; 50 when absent.</summary>
    [Range(1, 100)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }

    /// <summary>1 to 256 characters.</summary>
    [NotNull, Length(1, 256), Pattern(@"^[\w+=,.@:/-]+$")] public string? RetiringPrincipal { get; init; }
}
