using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>All keys of the account and region, those of services and those that wait for their deletion too.</summary>
/// <remarks>Source: API reference, ListKeys (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListKeys : IRead<ListKeysRequest, NoContent, ListKeysResponse>
{
    private const int DefaultPage = 100;

    public Plan<NoContent> Plan(ListKeysRequest request, Snapshot state, RequestContext context) =>
        new(NoContent.Instance, KmsTarget.WithoutKey(KmsActions.ListKeys, context));

    public ListKeysResponse Answer(NoContent found, ListKeysRequest request, Snapshot state, RequestContext context)
    {
        var page = Page.Of(state.Rows(KmsTables.Keys, context.Scope).InOrder, key => key.KeyId, "keys", request.Limit ?? DefaultPage, request.Marker, KmsErrors.InvalidMarker);
        return new()
        {
            Keys = [.. page.Entries.Select(key => new KeyListEntry { KeyArn = key.Arn, KeyId = key.KeyId })],
            NextMarker = page.NextMarker,
            Truncated = page.Truncated,
        };
    }
}

internal sealed class ListKeysRequest
{
    /// <summary>1 to 1000; 100 when absent.</summary>
    [Range(1, 1000)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}

internal sealed class ListKeysResponse
{
    public required IReadOnlyList<KeyListEntry> Keys { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }
}

internal sealed class KeyListEntry
{
    public required string KeyArn { get; init; }

    /// <summary>The bare id.</summary>
    public required string KeyId { get; init; }
}
