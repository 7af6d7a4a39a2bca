using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Sts.Operations;

/// <summary>Who the caller is. Needs no permission. Source: STS API reference, GetCallerIdentity (kms-iam-sts.md 6.2).</summary>
internal sealed class GetCallerIdentity : IRead<GetCallerIdentityRequest, Principal, GetCallerIdentityResponse>
{
    // No target: it is allowed even against an explicit deny (kms-iam-sts.md 4.4).
    public Plan<Principal> Plan(GetCallerIdentityRequest request, Snapshot state, RequestContext context) => new(context.Caller);

    public GetCallerIdentityResponse Answer(Principal found, GetCallerIdentityRequest request, Snapshot state, RequestContext context) =>
        new() { Arn = found.Arn, UserId = found.UserId, Account = found.Account };
}

internal sealed class GetCallerIdentityRequest;

internal sealed class GetCallerIdentityResponse
{
    public required string Arn { get; init; }

    public required string UserId { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }
}
