using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts.Operations;

/// <summary>Temporary credentials for somebody whom the caller vouches for; without a session policy they may do only what resource policies give them.</summary>
/// <remarks>Source: STS API reference, GetFederationToken (kms-iam-sts.md 6.2).</remarks>
internal sealed class GetFederationToken(SessionMint mint)
    : IChange<GetFederationTokenRequest, Principal, GetFederationTokenResponse>, IValidate<GetFederationTokenRequest>
{
    public void Validate(GetFederationTokenRequest request)
    {
        SessionPolicies.Validate(request.PolicyArns);
        SessionTags.Validate(request.Tags, null);
    }

    public Plan<Principal> Plan(GetFederationTokenRequest request, Snapshot state, RequestContext context)
    {
        LongTerm.Require(context.Caller, "GetFederationToken");
        string[] actions = request.Tags is { Count: > 0 } ? ["sts:GetFederationToken", "sts:TagSession"] : ["sts:GetFederationToken"];
        return new(context.Caller, [.. actions.Select(action => TargetOf(action, request, context.Caller))]);
    }

    public GetFederationTokenResponse Apply(Principal found, GetFederationTokenRequest request, UnitOfWork unit, RequestContext context)
    {
        var seconds = LongTerm.SecondsOf(request.DurationSeconds, found);
        var policies = SessionPolicies.Of(request.Policy, request.PolicyArns, found.Account, unit.State);
        var session = mint.Draw(unit.State, PrincipalKind.FederatedUser, found.Arn, found.Account, context.Now, seconds) with
        {
            Name = request.Name,
            Policies = policies,
            Tags = SessionTags.Of(found, request.Tags, null).Tags,
        };
        SessionMint.Keep(unit, session, context.Now);
        return new()
        {
            Credentials = Credentials.Of(session),
            FederatedUser = new()
            {
                FederatedUserId = $"{found.Account}:{request.Name}", Arn = PrincipalArn.OfFederatedUser(found.Account, request.Name!),
            },
            PackedPolicySize = SessionPolicies.PackedSize(policies, request.Tags) ?? 0,
        };
    }

    private static Target TargetOf(string action, GetFederationTokenRequest request, Principal caller)
    {
        var arn = PrincipalArn.OfFederatedUser(caller.Account, request.Name!);
        return new()
        {
            Action = action,
            Kind = ResourceKind.None,
            Arn = arn,
            Account = caller.Account,
            Shown = arn,
            Keys = new RoleKeys { Role = null, SessionName = request.Name!, DurationSeconds = request.DurationSeconds, Tags = request.Tags ?? [] },
        };
    }
}

internal sealed class GetFederationTokenRequest
{
    /// <summary>Names the session. 2 to 32 characters.</summary>
    [NotNull, Length(2, 32), Pattern(Patterns.SessionName)]
    public string? Name { get; init; }

    /// <summary>A policy that limits the session. 1 to 2048 characters.</summary>
    [Length(1, 2048), Pattern(Patterns.Policy)]
    public string? Policy { get; init; }

    /// <summary>Managed policies that limit the session, up to 10.</summary>
    public IReadOnlyList<PolicyDescriptorType>? PolicyArns { get; init; }

    /// <summary>900 to 129600; twelve hours when absent. A root's last an hour at most.</summary>
    [Range(900, 129600)]
    public int? DurationSeconds { get; init; }

    /// <summary>Tags of the session, up to 50.</summary>
    [Length(50)]
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed class GetFederationTokenResponse
{
    public required Credentials Credentials { get; init; }

    public required FederatedUser FederatedUser { get; init; }

    /// <summary>Percent of what a session may carry.</summary>
    public required int PackedPolicySize { get; init; }
}
