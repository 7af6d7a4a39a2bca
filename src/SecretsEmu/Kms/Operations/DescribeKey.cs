using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>What DescribeKey found.</summary>
/// <param name="Key">The key, or the sentence that says it is missing.</param>
/// <param name="Service">Whose own key is to be made; null when there is nothing to make.</param>
internal sealed record DescribedKey(FoundKey Key, KmsClientService? Service);

/// <summary>What is known of a key, its material apart. Asked for the alias of a service's own key, it makes that key.</summary>
/// <remarks>Source: API reference, DescribeKey (kms-iam-sts.md 2.5, 2.7). It changes something only the first time that such an alias is asked for.</remarks>
internal sealed class DescribeKey(KmsDoor door, IReadOnlyList<KmsClientService> services) : IChange<DescribeKeyRequest, DescribedKey, DescribeKeyResponse>
{
    public Plan<DescribedKey> Plan(DescribeKeyRequest request, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(request.KeyId!, KmsActions.DescribeKey, KeyIdUse.KeyOrAlias, state, context);
        if (plan.Found.Key is not null || ServiceOf(request.KeyId!, context) is not { } service)
        {
            return new(new(plan.Found, null), plan.Targets);
        }

        var key = KmsDoor.UnmadeDefaultKey(service, context.Scope, context.Now);
        return new(new(plan.Found, service), KmsTarget.Of(KmsActions.DescribeKey, key, state, context, null, null, service.DefaultAlias) with
        {
            Shown = KeyArn.OfAlias(context.Region, context.Caller.Account, service.DefaultAlias),
        });
    }

    public DescribeKeyResponse Apply(DescribedKey found, DescribeKeyRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.Service is { } service ? door.DefaultKey(service, unit, context.Scope, context.Now) : found.Key.OrThrow();
        Grants.RequireTokens(request.GrantTokens, unit.State);
        return new() { KeyMetadata = KeyMetadata.Of(key, unit.State) };
    }

    private KmsClientService? ServiceOf(string keyId, RequestContext context) =>
        KeyId.Parse(keyId) is { Kind: KeyIdKind.Alias } id && (id.Account is null || id.Account == context.Caller.Account)
            ? services.FirstOrDefault(service => service.DefaultAlias == id.Name)
            : null;
}

internal sealed class DescribeKeyRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }
}

internal sealed class DescribeKeyResponse
{
    public required KeyMetadata KeyMetadata { get; init; }
}
