using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>Who the caller is. Needs no permission. Source: STS API reference, GetCallerIdentity (kms-iam-sts.md 6.2).</summary>
internal sealed class GetCallerIdentity : IRead<GetCallerIdentityRequest, Caller, GetCallerIdentityResponse>
{
    public Caller Plan(GetCallerIdentityRequest request, Snapshot state, RequestContext context) => context.Caller;

    public GetCallerIdentityResponse Answer(Caller plan, GetCallerIdentityRequest request, Snapshot state, RequestContext context) =>
        new() { Arn = plan.Arn, UserId = plan.UserId, Account = plan.Account };
}

internal sealed class GetCallerIdentityRequest;

internal sealed class GetCallerIdentityResponse
{
    public required string Arn { get; init; }

    public required string UserId { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }
}
