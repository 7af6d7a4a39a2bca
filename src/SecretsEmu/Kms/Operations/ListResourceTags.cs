using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The tags of a key, in the order in which it got them.</summary>
/// <remarks>Source: API reference, ListResourceTags (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListResourceTags : IRead<ListResourceTagsRequest, FoundKey, ListResourceTagsResponse>
{
    private const int DefaultPage = 50;

    public Plan<FoundKey> Plan(ListResourceTagsRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.ListResourceTags, KeyIdUse.KeyOnly, state, context);

    public ListResourceTagsResponse Answer(FoundKey found, ListResourceTagsRequest request, Snapshot state, RequestContext context)
    {
        var key = found.OrThrow();
        var tags = Tag.ListOf(key.Tags).Index();
        var page = Page.Of(tags, tag => tag.Index.ToString("D3", CultureInfo.InvariantCulture), $"tags {key.Arn}", request.Limit ?? DefaultPage, request.Marker, KmsErrors.InvalidMarker);
        return new() { NextMarker = page.NextMarker, Tags = [.. page.Entries.Select(tag => tag.Item)], Truncated = page.Truncated };
    }
}

internal sealed class ListResourceTagsRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 50; 50 when absent.</summary>
    [Range(1, 50)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}

internal sealed class ListResourceTagsResponse
{
    public string? NextMarker { get; init; }

    public required IReadOnlyList<Tag> Tags { get; init; }

    public required bool Truncated { get; init; }
}
