using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Takes tags from a key; a tag that it does not have is no error.</summary>
/// <remarks>Source: API reference, UntagResource (kms-iam-sts.md 2.5).</remarks>
internal sealed class UntagResource : IChange<UntagResourceRequest, FoundKey, NoContent>, IValidate<UntagResourceRequest>
{
    public void Validate(UntagResourceRequest request) => KeyTags.RequireNoSystemKeys(request.TagKeys!);

    public Plan<FoundKey> Plan(UntagResourceRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.UntagResource, KeyIdUse.KeyOnly, state, context, keys: new RequestKeys().AddTagKeys(request.TagKeys));

    public NoContent Apply(FoundKey found, UntagResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        unit.Put(KmsTables.Keys, key.Scope, key with { Tags = key.Tags.RemoveAll(tag => request.TagKeys!.Contains(tag.TagKey)) });
        return NoContent.Instance;
    }
}

internal sealed class UntagResourceRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>The keys of the tags, each of 1 to 128 characters.</summary>
    [NotNull, EachLength(1, 128)] public IReadOnlyList<string>? TagKeys { get; init; }
}
