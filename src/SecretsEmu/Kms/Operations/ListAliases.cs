using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The aliases of the account and region by name, or those of one key.</summary>
/// <remarks>Source: API reference, ListAliases (kms-iam-sts.md 2.5). The alias of a service's own key is listed once the key exists.</remarks>
internal sealed class ListAliases : IRead<ListAliasesRequest, FoundKey, ListAliasesResponse>
{
    private const int DefaultPage = 50;

    public Plan<FoundKey> Plan(ListAliasesRequest request, Snapshot state, RequestContext context) =>
        new(
            request.KeyId is { } id ? KmsPlan.Find(id, KmsActions.ListAliases, KeyIdUse.KeyOnly, state, context).Found : default,
            KmsTarget.WithoutKey(KmsActions.ListAliases, context));

    public ListAliasesResponse Answer(FoundKey found, ListAliasesRequest request, Snapshot state, RequestContext context)
    {
        var keyId = request.KeyId is null ? null : found.OrThrow().KeyId;
        var aliases = state.Rows(KmsTables.Aliases, context.Scope).InOrder.Where(alias => keyId is null || alias.TargetKeyId == keyId);
        var page = Page.Of(aliases, alias => alias.AliasName, $"aliases {keyId}", request.Limit ?? DefaultPage, request.Marker, KmsErrors.InvalidMarker);
        return new()
        {
            Aliases = [.. page.Entries.Select(alias => AliasListEntry.Of(alias, context))],
            NextMarker = page.NextMarker,
            Truncated = page.Truncated,
        };
    }
}

internal sealed class ListAliasesRequest
{
    /// <summary>A key id or key ARN; all aliases when absent. 1 to 2048 characters.</summary>
    [Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 100; 50 when absent.</summary>
    [Range(1, 100)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}

internal sealed class ListAliasesResponse
{
    public required IReadOnlyList<AliasListEntry> Aliases { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }
}

internal sealed class AliasListEntry
{
    public required string AliasArn { get; init; }

    /// <summary>With the prefix <c>alias/</c>.</summary>
    public required string AliasName { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required DateTimeOffset LastUpdatedDate { get; init; }

    /// <summary>The bare id.</summary>
    public required string TargetKeyId { get; init; }

    public static AliasListEntry Of(KmsAlias alias, RequestContext context) => new()
    {
        AliasArn = KeyArn.OfAlias(context.Region, context.Caller.Account, alias.AliasName),
        AliasName = alias.AliasName,
        CreationDate = alias.CreationDate,
        LastUpdatedDate = alias.LastUpdatedDate,
        TargetKeyId = alias.TargetKeyId,
    };
}
