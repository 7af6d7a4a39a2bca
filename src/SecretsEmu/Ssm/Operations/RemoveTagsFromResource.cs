using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Removes tags of a parameter; one that it does not have is no error.</summary>
/// <remarks>Source: API reference, RemoveTagsFromResource.</remarks>
internal sealed class RemoveTagsFromResource : IChange<RemoveTagsFromResourceRequest, Found<SsmParameter>, RemoveTagsFromResourceResult>
{
    public Plan<Found<SsmParameter>> Plan(RemoveTagsFromResourceRequest request, Snapshot state, RequestContext context) =>
        ParameterTags.Find(request.ResourceId!, SsmActions.RemoveTagsFromResource, state, context, request);

    public RemoveTagsFromResourceResult Apply(Found<SsmParameter> found, RemoveTagsFromResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.InvalidResourceId);
        unit.Put(parameter with { Tags = [.. parameter.Tags.Where(tag => !request.TagKeys!.Contains(tag.Key))] });
        return new();
    }
}

internal sealed class RemoveTagsFromResourceRequest : IConditionKeys
{
    /// <summary>Only <c>Parameter</c>.</summary>
    [NotNull, ParametersOnly]
    [OneOf("Document", "ManagedInstance", "MaintenanceWindow", "Parameter", "PatchBaseline", "OpsItem", "OpsMetadata", "Automation", "Association")]
    public string? ResourceType { get; init; }

    /// <summary>The parameter's name.</summary>
    [NotNull] public string? ResourceId { get; init; }

    /// <summary>Each of 1 to 128 characters.</summary>
    [NotNull, EachLength(1, 128), EachPattern(@"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$")] public IReadOnlyList<string>? TagKeys { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => RequestTags.Find(key, TagKeys!);
}

internal sealed class RemoveTagsFromResourceResult;
