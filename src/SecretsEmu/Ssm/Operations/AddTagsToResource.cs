using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Sets tags of a parameter.</summary>
/// <remarks>Source: API reference, AddTagsToResource.</remarks>
internal sealed class AddTagsToResource
    : IChange<AddTagsToResourceRequest, Found<SsmParameter>, AddTagsToResourceResult>, IValidate<AddTagsToResourceRequest>
{
    public void Validate(AddTagsToResourceRequest request) => ParameterTags.RequireUsable(request.Tags!);

    public Plan<Found<SsmParameter>> Plan(AddTagsToResourceRequest request, Snapshot state, RequestContext context) =>
        ParameterTags.Find(request.ResourceId!, SsmActions.AddTagsToResource, state, context, request);

    public AddTagsToResourceResult Apply(Found<SsmParameter> found, AddTagsToResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.InvalidResourceId);
        var tags = Tag.Merge(parameter.Tags, request.Tags!);
        ParameterTags.RequireWithinQuota(tags.Length);
        unit.Put(parameter with { Tags = tags });
        return new();
    }
}

internal sealed class AddTagsToResourceRequest : IConditionKeys
{
    /// <summary>Only <c>Parameter</c>.</summary>
    [NotNull, ParametersOnly]
    [OneOf("Document", "ManagedInstance", "MaintenanceWindow", "Parameter", "PatchBaseline", "OpsItem", "OpsMetadata", "Automation", "Association")]
    public string? ResourceType { get; init; }

    /// <summary>The parameter's name.</summary>
    [NotNull] public string? ResourceId { get; init; }

    /// <summary>At most 50 on a parameter.</summary>
    [NotNull, Length(1000)] public IReadOnlyList<Tag>? Tags { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => RequestTags.Find(key, Tags);
}

internal sealed class AddTagsToResourceResult;
