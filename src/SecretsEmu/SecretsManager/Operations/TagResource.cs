using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Sets tags by key.</summary>
/// <remarks>Source: API reference, TagResource (secretsmanager.md 4.20). It has no output.</remarks>
internal sealed class TagResource : IChange<TagResourceRequest, Found<Secret>, NoContent>, IValidate<TagResourceRequest>
{
    public void Validate(TagResourceRequest request) => TagRules.RequireUsable(request.Tags!);

    public Plan<Found<Secret>> Plan(TagResourceRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.TagResource, state, context, request);

    public NoContent Apply(Found<Secret> found, TagResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        var tags = TagRules.Merge(secret.Tags ?? [], request.Tags!);
        TagRules.RequireWithinQuota(tags);
        unit.Put(secret with { Tags = tags, LastChangedDate = context.Now });
        return NoContent.Instance;
    }
}

internal sealed class TagResourceRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>At most 50 on the secret.</summary>
    [NotNull] public IReadOnlyList<Tag>? Tags { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => RequestTags.Find(key, Tags);
}
