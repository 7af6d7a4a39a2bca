using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Removes tags by key; keys that are not there are passed over.</summary>
/// <remarks>Source: API reference, UntagResource (secretsmanager.md 4.21). It has no output.</remarks>
internal sealed class UntagResource : IChange<UntagResourceRequest, Found<Secret>, NoContent>, IValidate<UntagResourceRequest>
{
    public void Validate(UntagResourceRequest request) => TagRules.RequireNoSystemKeys(request.TagKeys!);

    public Plan<Found<Secret>> Plan(UntagResourceRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.UntagResource, state, context, request);

    public NoContent Apply(Found<Secret> found, UntagResourceRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        unit.Put(secret with
        {
            Tags = secret.Tags?.RemoveAll(tag => request.TagKeys!.Contains(tag.Key)),
            LastChangedDate = context.Now,
        });
        return NoContent.Instance;
    }
}

internal sealed class UntagResourceRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Keys of 1 to 128 characters.</summary>
    [NotNull, EachLength(1, 128)] public IReadOnlyList<string>? TagKeys { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => RequestTags.Find(key, TagKeys!);
}
