using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts.Operations;

/// <summary>Temporary credentials of a role for the bearer of a token, such as a pod of EKS or a job of CI: the call is not signed.</summary>
/// <remarks>
/// Source: STS API reference, AssumeRoleWithWebIdentity (kms-iam-sts.md 6.2). Any JSON web token is believed; the trust policy of a
/// described role must name its issuer under Federated, and its conditions on <c>{issuer}:sub</c> and <c>{issuer}:aud</c> hold.
/// </remarks>
internal sealed class AssumeRoleWithWebIdentity(SessionMint mint, bool strict)
    : IChange<AssumeRoleWithWebIdentityRequest, RoleToAssume, AssumeRoleWithWebIdentityResponse>, IValidate<AssumeRoleWithWebIdentityRequest>, IUnsigned
{
    public void Validate(AssumeRoleWithWebIdentityRequest request)
    {
        RoleToAssume.Validate(request.RoleArn!);
        SessionPolicies.Validate(request.PolicyArns);
    }

    // No target: who asks is the bearer of the token, whom the decision below is about, and not the caller of the request.
    public Plan<RoleToAssume> Plan(AssumeRoleWithWebIdentityRequest request, Snapshot state, RequestContext context) =>
        new(RoleToAssume.Find(request.RoleArn!, state, strict));

    public AssumeRoleWithWebIdentityResponse Apply(
        RoleToAssume found, AssumeRoleWithWebIdentityRequest request, UnitOfWork unit, RequestContext context)
    {
        var token = IdentityToken.Read(request.WebIdentityToken!);
        found.RequireInReach(StsErrors.NotAuthorizedByToken);
        var bearer = context with { Caller = token.Bearer(found.Account) };
        var keys = new RoleKeys { Role = found.Role, SessionName = request.RoleSessionName!, DurationSeconds = request.DurationSeconds };
        if (!bearer.Authorize(found.Target("sts:AssumeRoleWithWebIdentity", keys, bearer)).IsAllowed)
        {
            throw StsErrors.NotAuthorizedByToken.AsException();
        }

        var seconds = found.SecondsOf(request.DurationSeconds, bearer.Caller);
        var policies = SessionPolicies.Of(request.Policy, request.PolicyArns, found.Account, unit.State);
        var session = mint.Draw(unit.State, PrincipalKind.AssumedRole, found.Arn, found.Account, context.Now, seconds) with
        {
            Name = request.RoleSessionName,
            Policies = policies,
        };
        SessionMint.Keep(unit, session, context.Now);
        return new()
        {
            SubjectFromWebIdentityToken = token.Subject,
            Audience = token.Audience,
            AssumedRoleUser = found.UserOf(request.RoleSessionName!),
            Credentials = Credentials.Of(session),
            PackedPolicySize = SessionPolicies.PackedSize(policies, null),
            Provider = token.Issuer,
        };
    }
}

internal sealed class AssumeRoleWithWebIdentityRequest
{
    /// <summary>ARN of the role, path included. 20 to 2048 characters.</summary>
    [NotNull, Length(20, 2048), Pattern(Patterns.Arn)]
    public string? RoleArn { get; init; }

    /// <summary>Names the session. 2 to 64 characters.</summary>
    [NotNull, Length(2, 64), Pattern(Patterns.SessionName)]
    public string? RoleSessionName { get; init; }

    /// <summary>A JSON web token. 4 to 20000 characters.</summary>
    [NotNull, Length(4, 20000), Sensitive]
    public string? WebIdentityToken { get; init; }

    [Length(4, 2048), NotEmulated("access tokens of OAuth 2.0 providers (ProviderId)")]
    public string? ProviderId { get; init; }

    /// <summary>Managed policies that limit the session, up to 10.</summary>
    public IReadOnlyList<PolicyDescriptorType>? PolicyArns { get; init; }

    /// <summary>A policy that limits the session. 1 to 2048 characters.</summary>
    [Length(1, 2048), Pattern(Patterns.Policy)]
    public string? Policy { get; init; }

    /// <summary>900 to 43200; one hour when absent.</summary>
    [Range(900, 43200)]
    public int? DurationSeconds { get; init; }
}

internal sealed class AssumeRoleWithWebIdentityResponse
{
    /// <summary>The claim <c>sub</c>.</summary>
    public required string SubjectFromWebIdentityToken { get; init; }

    /// <summary>The claim <c>aud</c>.</summary>
    public required string Audience { get; init; }

    public required AssumedRoleUser AssumedRoleUser { get; init; }

    public required Credentials Credentials { get; init; }

    /// <summary>Percent of what a session may carry; absent without policies.</summary>
    public int? PackedPolicySize { get; init; }

    /// <summary>The claim <c>iss</c>.</summary>
    public required string Provider { get; init; }
}
