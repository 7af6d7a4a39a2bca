using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The grants of a key, or those of one grantee.</summary>
/// <remarks>Source: API reference, ListGrants (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListGrants : IRead<ListGrantsRequest, FoundKey, ListGrantsResponse>
{
    public Plan<FoundKey> Plan(ListGrantsRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.ListGrants, KeyIdUse.KeyOfAnyAccount, state, context);

    public ListGrantsResponse Answer(FoundKey found, ListGrantsRequest request, Snapshot state, RequestContext context)
    {
        var key = found.OrThrow();
        var grants = Grants.Of(key, state).Where(grant =>
            (request.GrantId is null || grant.GrantId == request.GrantId)
            && (request.GranteePrincipal is null || grant.GranteePrincipal == request.GranteePrincipal));
        return ListGrantsResponse.Of(grants, $"grants {key.Arn} {request.GrantId} {request.GranteePrincipal}", request.Limit, request.Marker);
    }
}

internal sealed class ListGrantsRequest
{
    /// <summary>1 to 100; 50 when absent.</summary>
    [Range(1, 100)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }

    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>Only this grant; 1 to 128 characters.</summary>
    [Length(1, 128)] public string? GrantId { get; init; }

    /// <summary>Only grants of this grantee; 1 to 256 characters.</summary>
    [Length(1, 256), Pattern(@"^[\w+=,.@:/-]+$")] public string? GranteePrincipal { get; init; }
}

/// <summary>Grants, of one key or that one principal may retire.</summary>
internal sealed class ListGrantsResponse
{
    private const int DefaultPage = 50;

    public required IReadOnlyList<GrantListEntry> Grants { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }

    /// <param name="grants">In the order of key id and grant id.</param>
    public static ListGrantsResponse Of(IEnumerable<KmsGrant> grants, string question, int? limit, string? marker)
    {
        var page = Page.Of(grants, KmsTables.Grants.Key, question, limit ?? DefaultPage, marker, KmsErrors.InvalidMarker);
        return new() { Grants = [.. page.Entries.Select(GrantListEntry.Of)], NextMarker = page.NextMarker, Truncated = page.Truncated };
    }
}

internal sealed class GrantListEntry
{
    public GrantConstraints? Constraints { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required string GrantId { get; init; }

    public required string GranteePrincipal { get; init; }

    /// <summary>The root of the account that made it.</summary>
    public required string IssuingAccount { get; init; }

    /// <summary>The key ARN.</summary>
    public required string KeyId { get; init; }

    // Inferred: empty, and not absent, when none was given.
    public required string Name { get; init; }

    public required IReadOnlyList<string> Operations { get; init; }

    public string? RetiringPrincipal { get; init; }

    public static GrantListEntry Of(KmsGrant grant) => new()
    {
        Constraints = grant is { EncryptionContextEquals: null, EncryptionContextSubset: null }
            ? null
            : new() { EncryptionContextEquals = InOrder(grant.EncryptionContextEquals), EncryptionContextSubset = InOrder(grant.EncryptionContextSubset) },
        CreationDate = grant.CreationDate,
        GranteePrincipal = grant.GranteePrincipal,
        GrantId = grant.GrantId,
        IssuingAccount = grant.IssuingAccount,
        KeyId = grant.KeyArn,
        Name = grant.Name ?? "",
        Operations = grant.Operations,
        RetiringPrincipal = grant.RetiringPrincipal,
    };

    // The same answer each time.
    private static ImmutableSortedDictionary<string, string>? InOrder(ImmutableDictionary<string, string>? pairs) =>
        pairs?.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
