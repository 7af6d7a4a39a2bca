using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>What UpdateAlias found: the alias, the key that it names and the one that it is to name.</summary>
internal sealed record MovedAlias(KmsAlias? Alias, KmsKey? From, FoundKey To);

/// <summary>Lets an alias name another key.</summary>
/// <remarks>Source: API reference, UpdateAlias (kms-iam-sts.md 2.4, 2.5, 4.6): asked on the alias and on both keys.</remarks>
internal sealed class UpdateAlias : IChange<UpdateAliasRequest, MovedAlias, NoContent>, IValidate<UpdateAliasRequest>
{
    public void Validate(UpdateAliasRequest request)
    {
        AliasRules.RequireUsable(request.AliasName!);
        AliasRules.RequireKey(request.TargetKeyId!);
    }

    public Plan<MovedAlias> Plan(UpdateAliasRequest request, Snapshot state, RequestContext context)
    {
        var alias = state.Find(KmsTables.Aliases, context.Scope, request.AliasName!);
        var from = alias is null ? null : state.Find(KmsTables.Keys, context.Scope, alias.TargetKeyId);
        var to = KmsPlan.Find(request.TargetKeyId!, KmsActions.UpdateAlias, KeyIdUse.KeyOnly, state, context);
        return new(
            new(alias, from, to.Found),
            [
                KmsTarget.OfAlias(KmsActions.UpdateAlias, request.AliasName!, context),
                .. from is null ? [] : new[] { KmsTarget.Of(KmsActions.UpdateAlias, from, state, context, null, null) },
                .. to.Targets,
            ]);
    }

    public NoContent Apply(MovedAlias found, UpdateAliasRequest request, UnitOfWork unit, RequestContext context)
    {
        if (found is not { Alias: { } alias, From: { } from })
        {
            throw KmsErrors.AliasNotFound(KeyArn.OfAlias(context.Region, context.Caller.Account, request.AliasName!)).AsException();
        }

        var to = found.To.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        AliasRules.RequireSameKind(from, to);
        unit.Put(KmsTables.Aliases, context.Scope, alias with { TargetKeyId = to.KeyId, LastUpdatedDate = context.Now });
        return NoContent.Instance;
    }
}

internal sealed class UpdateAliasRequest
{
    /// <summary>With the prefix <c>alias/</c>. 1 to 256 characters.</summary>
    [NotNull, Length(1, 256), Pattern("^[a-zA-Z0-9:/_-]+$")] public string? AliasName { get; init; }

    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? TargetKeyId { get; init; }
}
