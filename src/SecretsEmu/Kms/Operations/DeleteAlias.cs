using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Takes an alias away; the key stays.</summary>
/// <remarks>Source: API reference, DeleteAlias (kms-iam-sts.md 2.5, 4.6).</remarks>
internal sealed class DeleteAlias : IChange<DeleteAliasRequest, KmsAlias?, NoContent>, IValidate<DeleteAliasRequest>
{
    public void Validate(DeleteAliasRequest request) => AliasRules.RequireUsable(request.AliasName!);

    public Plan<KmsAlias?> Plan(DeleteAliasRequest request, Snapshot state, RequestContext context)
    {
        var alias = state.Find(KmsTables.Aliases, context.Scope, request.AliasName!);
        var key = alias is null ? null : state.Find(KmsTables.Keys, context.Scope, alias.TargetKeyId);
        var target = KmsTarget.OfAlias(KmsActions.DeleteAlias, request.AliasName!, context);
        return key is null ? new(alias, target) : new(alias, target, KmsTarget.Of(KmsActions.DeleteAlias, key, state, context, null, null));
    }

    public NoContent Apply(KmsAlias? found, DeleteAliasRequest request, UnitOfWork unit, RequestContext context)
    {
        if (found is null)
        {
            throw KmsErrors.AliasNotFound(KeyArn.OfAlias(context.Region, context.Caller.Account, request.AliasName!)).AsException();
        }

        unit.Remove(KmsTables.Aliases, context.Scope, found.AliasName);
        return NoContent.Instance;
    }
}

internal sealed class DeleteAliasRequest
{
    /// <summary>With the prefix <c>alias/</c>. 1 to 256 characters.</summary>
    [NotNull, Length(1, 256), Pattern("^[a-zA-Z0-9:/_-]+$")] public string? AliasName { get; init; }
}
