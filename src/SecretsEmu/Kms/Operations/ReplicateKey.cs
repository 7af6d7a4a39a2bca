using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Makes a multi-Region primary usable in another region, under the same id and with the same material.</summary>
/// <remarks>
/// Source: API reference, ReplicateKey (kms-iam-sts.md 2.5). The answer says Creating, as AWS's does; the replica can be
/// used from then on. Permissions: kms:ReplicateKey on the primary, and what CreateKey asks for in the other region.
/// </remarks>
internal sealed class ReplicateKey(KeyRing ring) : IChange<ReplicateKeyRequest, FoundKey, ReplicateKeyResponse>, IValidate<ReplicateKeyRequest>
{
    public void Validate(ReplicateKeyRequest request) => KeyTags.RequireUsable(request.Tags ?? []);

    public Plan<FoundKey> Plan(ReplicateKeyRequest request, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(
            request.KeyId!, KmsActions.ReplicateKey, KeyIdUse.KeyOnly, state, context, keys: new RequestKeys().Add("kms:ReplicaRegion", request.ReplicaRegion));
        var account = context.Caller.Account;
        var create = KmsTarget.WithoutKey(KmsActions.CreateKey, context, ReplicaKeysOf(request, plan.Found.Key));
        var arn = KeyArn.Of(request.ReplicaRegion!, account, plan.Found.Key?.KeyId ?? request.KeyId!);
        return request.Tags is { Count: > 0 }
            ? new(plan.Found, [.. plan.Targets, create, create with { Action = KmsActions.TagResource, Arn = arn, Shown = arn }])
            : new(plan.Found, [.. plan.Targets, create]);
    }

    public ReplicateKeyResponse Apply(FoundKey found, ReplicateKeyRequest request, UnitOfWork unit, RequestContext context)
    {
        var primary = found.OrThrow().RequireEnabled().RequirePrimary();
        var replica = primary.ReplicaIn(request.ReplicaRegion!, context.Now, ring) with
        {
            Description = request.Description ?? "", Tags = KeyTags.Merge([], request.Tags ?? []),
        };
        if (unit.State.Find(KmsTables.Keys, replica.Scope, replica.KeyId) is not null)
        {
            throw KmsErrors.ReplicaExists(replica.Arn).AsException();
        }

        if (request.Policy is { } policy)
        {
            replica = replica.WithPolicy(policy, request.BypassPolicyLockoutSafetyCheck, unit.State, context);
        }

        unit.Put(KmsTables.Keys, replica.Scope, replica);
        return new()
        {
            ReplicaKeyMetadata = KeyMetadata.Of(replica with { State = KeyState.Creating }, unit.State),
            ReplicaPolicy = replica.Policy.Text,
            ReplicaTags = Tag.ListOf(replica.Tags),
        };
    }

    // The replica is made in its own region, and takes after its primary in all that is not asked for.
    private static RequestKeys ReplicaKeysOf(ReplicateKeyRequest request, KmsKey? primary) => new RequestKeys()
        .Add("aws:RequestedRegion", request.ReplicaRegion)
        .Add("kms:BypassPolicyLockoutSafetyCheck", request.BypassPolicyLockoutSafetyCheck ?? false)
        .Add("kms:KeyOrigin", primary?.Origin)
        .Add("kms:KeySpec", primary?.KeySpec)
        .Add("kms:KeyUsage", primary?.KeyUsage)
        .Add("kms:MultiRegion", true)
        .Add("kms:MultiRegionKeyType", "REPLICA")
        .AddTags(request.Tags);
}

internal sealed class ReplicateKeyRequest
{
    /// <summary>The id or ARN of a primary. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 32 characters; a region that has no related key yet.</summary>
    [NotNull, Length(1, 32), Pattern(@"^([a-z]+-){2,3}\d+$")] public string? ReplicaRegion { get; init; }

    /// <summary>A key policy of 1 to 131072 characters, in fact at most 32768 bytes; the default policy when absent.</summary>
    [Length(1, 131072), Pattern(@"[\u0009\u000A\u000D\u0020-\u00FF]+")] public string? Policy { get; init; }

    /// <summary>Whether the caller may lock itself out with the policy; false when absent.</summary>
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }

    /// <summary>At most 8192 characters; empty when absent.</summary>
    [Length(0, 8192)] public string? Description { get; init; }

    /// <summary>At most 50; those of the primary are not copied.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed class ReplicateKeyResponse
{
    public required KeyMetadata ReplicaKeyMetadata { get; init; }

    public required string ReplicaPolicy { get; init; }

    public required IReadOnlyList<Tag> ReplicaTags { get; init; }
}
