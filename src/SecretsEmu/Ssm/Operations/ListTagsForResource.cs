using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>The tags of a parameter.</summary>
/// <remarks>Source: API reference, ListTagsForResource.</remarks>
internal sealed class ListTagsForResource : IRead<ListTagsForResourceRequest, Found<SsmParameter>, ListTagsForResourceResult>
{
    public Plan<Found<SsmParameter>> Plan(ListTagsForResourceRequest request, Snapshot state, RequestContext context) =>
        ParameterTags.Find(request.ResourceId!, SsmActions.ListTagsForResource, state, context);

    public ListTagsForResourceResult Answer(Found<SsmParameter> found, ListTagsForResourceRequest request, Snapshot state, RequestContext context) =>
        new() { TagList = [.. found.OrThrow(SsmErrors.InvalidResourceId).Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] };
}

internal sealed class ListTagsForResourceRequest
{
    /// <summary>Only <c>Parameter</c>.</summary>
    [NotNull, ParametersOnly]
    [OneOf("Document", "ManagedInstance", "MaintenanceWindow", "Parameter", "PatchBaseline", "OpsItem", "OpsMetadata", "Automation", "Association")]
    public string? ResourceType { get; init; }

    /// <summary>The parameter's name.</summary>
    [NotNull] public string? ResourceId { get; init; }
}

internal sealed class ListTagsForResourceResult
{
    public required IReadOnlyList<Tag> TagList { get; init; }
}
