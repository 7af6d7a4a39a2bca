using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Adds tags to a key, or changes their values.</summary>
/// <remarks>Source: API reference, TagResource (kms-iam-sts.md 2.5).</remarks>
internal sealed class TagResource : IChange<TagResourceRequest, FoundKey, NoContent>, IValidate<TagResourceRequest>
{
    public void Validate(TagResourceRequest request) => KeyTags.RequireUsable(request.Tags!);

    public Plan<FoundKey> Plan(TagResourceRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.TagResource, KeyIdUse.KeyOnly, state, context, keys: new RequestKeys().AddTags(request.Tags));

    public NoContent Apply(FoundKey found, TagResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        var tags = KeyTags.Merge(key.Tags, request.Tags!);
        KeyTags.RequireWithinQuota(tags.Length);
        unit.Put(KmsTables.Keys, key.Scope, key with { Tags = tags });
        return NoContent.Instance;
    }
}

internal sealed class TagResourceRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>With those that the key has, at most 50.</summary>
    [NotNull] public IReadOnlyList<Tag>? Tags { get; init; }
}
