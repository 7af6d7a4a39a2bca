using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Gives a key a friendly name.</summary>
/// <remarks>Source: API reference, CreateAlias (kms-iam-sts.md 2.5, 4.6).</remarks>
internal sealed class CreateAlias : IChange<CreateAliasRequest, FoundKey, NoContent>, IValidate<CreateAliasRequest>
{
    public void Validate(CreateAliasRequest request)
    {
        AliasRules.RequireUsable(request.AliasName!);
        AliasRules.RequireKey(request.TargetKeyId!);
    }

    public Plan<FoundKey> Plan(CreateAliasRequest request, Snapshot state, RequestContext context)
    {
        var key = KmsPlan.Find(request.TargetKeyId!, KmsActions.CreateAlias, KeyIdUse.KeyOnly, state, context);
        return new(key.Found, [KmsTarget.OfAlias(KmsActions.CreateAlias, request.AliasName!, context), .. key.Targets]);
    }

    public NoContent Apply(FoundKey found, CreateAliasRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        if (unit.State.Find(KmsTables.Aliases, context.Scope, request.AliasName!) is not null)
        {
            throw KmsErrors.AliasExists(KeyArn.OfAlias(context.Region, context.Caller.Account, request.AliasName!)).AsException();
        }

        unit.Put(KmsTables.Aliases, context.Scope, new KmsAlias(request.AliasName!, key.KeyId) { CreationDate = context.Now, LastUpdatedDate = context.Now });
        return NoContent.Instance;
    }
}

internal sealed class CreateAliasRequest
{
    /// <summary>With the prefix <c>alias/</c>. 1 to 256 characters.</summary>
    [NotNull, Length(1, 256), Pattern("^[a-zA-Z0-9:/_-]+$")] public string? AliasName { get; init; }

    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? TargetKeyId { get; init; }
}
