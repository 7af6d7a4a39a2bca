using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Makes the replica of another region the primary, and the primary a replica.</summary>
/// <remarks>Source: API reference, UpdatePrimaryRegion (kms-iam-sts.md 2.4, 2.5). Permissions: kms:UpdatePrimaryRegion on both keys.</remarks>
internal sealed class UpdatePrimaryRegion : IChange<UpdatePrimaryRegionRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(UpdatePrimaryRegionRequest request, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(request.KeyId!, KmsActions.UpdatePrimaryRegion, KeyIdUse.KeyOnly, state, context, keys: KeysOf(request));
        return plan.Found.Key is { } key && RelatedKey(key, request, state) is { } other && other.Arn != key.Arn
            ? new(plan.Found, [.. plan.Targets, KmsTarget.Of(KmsActions.UpdatePrimaryRegion, other, state, context, null, OtherKeysOf(request))])
            : plan;
    }

    public NoContent Apply(FoundKey found, UpdatePrimaryRegionRequest request, UnitOfWork unit, RequestContext context)
    {
        var primary = found.OrThrow().RequireEnabled().RequirePrimary();
        var next = RelatedKey(primary, request, unit.State)
            ?? throw KmsErrors.KeyNotFound(KeyArn.Of(request.PrimaryRegion!, primary.Scope.Account, primary.KeyId)).AsException();
        if (next.IsPrimary)
        {
            throw KmsErrors.AlreadyPrimary(next.Arn).AsException();
        }

        MultiRegion.MovePrimary(primary, next.RequireEnabled(), unit);
        return NoContent.Instance;
    }

    private static RequestKeys KeysOf(UpdatePrimaryRegionRequest request) => new RequestKeys().Add("kms:PrimaryRegion", request.PrimaryRegion);

    // The other key is asked for in its own region.
    private static RequestKeys OtherKeysOf(UpdatePrimaryRegionRequest request) => KeysOf(request).Add("aws:RequestedRegion", request.PrimaryRegion);

    private static KmsKey? RelatedKey(KmsKey key, UpdatePrimaryRegionRequest request, Snapshot state) =>
        state.Find(KmsTables.Keys, key.Scope with { Region = request.PrimaryRegion! }, key.KeyId);
}

internal sealed class UpdatePrimaryRegionRequest
{
    /// <summary>The id or ARN of a primary. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 32 characters; a region that has a replica.</summary>
    [NotNull, Length(1, 32), Pattern(@"^([a-z]+-){2,3}\d+$")] public string? PrimaryRegion { get; init; }
}
