using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts.Operations;

/// <summary>Temporary credentials of a role, for whom its trust policy names.</summary>
/// <remarks>
/// Source: STS API reference, AssumeRole (kms-iam-sts.md 6.2). A role that nobody described can be assumed unless the mode is
/// strict, so that chains of profiles work; roots may assume roles unless it is strict, since callers without keys of their own are roots.
/// </remarks>
internal sealed class AssumeRole(SessionMint mint, bool strict)
    : IChange<AssumeRoleRequest, RoleToAssume, AssumeRoleResponse>, IValidate<AssumeRoleRequest>
{
    private const string Action = "sts:AssumeRole";
    private const string SetSourceIdentity = "sts:SetSourceIdentity";

    public void Validate(AssumeRoleRequest request)
    {
        RoleToAssume.Validate(request.RoleArn!);
        SessionPolicies.Validate(request.PolicyArns);
        SessionTags.Validate(request.Tags, request.TransitiveTagKeys);
    }

    public Plan<RoleToAssume> Plan(AssumeRoleRequest request, Snapshot state, RequestContext context)
    {
        if (strict && context.Caller.Kind == PrincipalKind.Root)
        {
            throw StsErrors.RootMayNotAssume.AsException();
        }

        var found = RoleToAssume.Find(request.RoleArn!, state, strict);
        var keys = KeysOf(request, found, context);
        var targets = ImmutableArray.Create(found.Target(Action, keys, context));
        if (keys.SourceIdentity is not null)
        {
            targets = targets.Add(found.Target(SetSourceIdentity, keys, context));
        }

        if (request.Tags is { Count: > 0 })
        {
            targets = targets.Add(found.Target("sts:TagSession", keys, context));
        }

        return new(found, targets);
    }

    public AssumeRoleResponse Apply(RoleToAssume found, AssumeRoleRequest request, UnitOfWork unit, RequestContext context)
    {
        var keys = KeysOf(request, found, context);
        found.RequireInReach(Refusal(Action, found, keys, context));
        if (context.Caller.SourceIdentity is { } set && request.SourceIdentity is { } asked && asked != set)
        {
            // Inferred: that it cannot change is documented, the answer is not.
            throw Refusal(SetSourceIdentity, found, keys, context).AsException();
        }

        var seconds = found.SecondsOf(request.DurationSeconds, context.Caller);
        var policies = SessionPolicies.Of(request.Policy, request.PolicyArns, found.Account, unit.State);
        var tags = SessionTags.Of(context.Caller, request.Tags, request.TransitiveTagKeys);
        var session = mint.Draw(unit.State, PrincipalKind.AssumedRole, found.Arn, found.Account, context.Now, seconds) with
        {
            Name = request.RoleSessionName,
            Policies = policies,
            Tags = tags.Tags,
            TransitiveTagKeys = tags.TransitiveKeys,
            SourceIdentity = keys.SourceIdentity,
        };
        SessionMint.Keep(unit, session, context.Now);
        return new()
        {
            AssumedRoleUser = found.UserOf(request.RoleSessionName!),
            Credentials = Credentials.Of(session),
            PackedPolicySize = SessionPolicies.PackedSize(policies, request.Tags),
            SourceIdentity = session.SourceIdentity,
        };
    }

    private static RoleKeys KeysOf(AssumeRoleRequest request, RoleToAssume found, RequestContext context) => new()
    {
        Role = found.Role,
        SessionName = request.RoleSessionName!,
        ExternalId = request.ExternalId,
        SourceIdentity = request.SourceIdentity ?? context.Caller.SourceIdentity,
        DurationSeconds = request.DurationSeconds,
        Tags = request.Tags ?? [],
        TransitiveTagKeys = request.TransitiveTagKeys ?? [],
    };

    private static AwsError Refusal(string action, RoleToAssume found, RoleKeys keys, RequestContext context) =>
        FrontEndErrors.AccessDenied(Denial.Sentence(context.Caller, found.Target(action, keys, context), new Decision(false, PolicyKind.Trust)));
}

internal sealed class AssumeRoleRequest
{
    /// <summary>ARN of the role, path included. 20 to 2048 characters.</summary>
    [NotNull, Length(20, 2048), Pattern(Patterns.Arn)]
    public string? RoleArn { get; init; }

    /// <summary>Names the session. 2 to 64 characters.</summary>
    [NotNull, Length(2, 64), Pattern(Patterns.SessionName)]
    public string? RoleSessionName { get; init; }

    /// <summary>Managed policies that limit the session, up to 10.</summary>
    public IReadOnlyList<PolicyDescriptorType>? PolicyArns { get; init; }

    /// <summary>A policy that limits the session.</summary>
    [Length(1, int.MaxValue), Pattern(Patterns.Policy)]
    public string? Policy { get; init; }

    /// <summary>900 to 43200; one hour when absent.</summary>
    [Range(900, 43200)]
    public int? DurationSeconds { get; init; }

    /// <summary>Tags of the session, up to 50.</summary>
    [Length(50)]
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>The tags that travel on to sessions made with this one, up to 50.</summary>
    [Length(50), EachLength(1, 128), EachPattern(Patterns.TagKey)]
    public IReadOnlyList<string>? TransitiveTagKeys { get; init; }

    /// <summary>What the owner of the role agreed on with a third party (<c>sts:ExternalId</c>). 2 to 1224 characters.</summary>
    [Length(2, 1224), Pattern(Patterns.ExternalId)]
    public string? ExternalId { get; init; }

    [Length(9, 256), Pattern(Patterns.SerialNumber), NotEmulated("multi-factor authentication (SerialNumber)")]
    public string? SerialNumber { get; init; }

    [Length(6, 6), Pattern(Patterns.TokenCode), NotEmulated("multi-factor authentication (TokenCode)")]
    public string? TokenCode { get; init; }

    /// <summary>Who is behind the session; it cannot change afterwards. 2 to 64 characters.</summary>
    [Length(2, 64), Pattern(Patterns.SessionName)]
    public string? SourceIdentity { get; init; }

    [Length(1, 5), NotEmulated("trusted identity propagation (ProvidedContexts)")]
    public IReadOnlyList<ProvidedContext>? ProvidedContexts { get; init; }
}

internal sealed class AssumeRoleResponse
{
    public required AssumedRoleUser AssumedRoleUser { get; init; }

    public required Credentials Credentials { get; init; }

    /// <summary>Percent of what a session may carry; absent without policies and tags.</summary>
    public int? PackedPolicySize { get; init; }

    public string? SourceIdentity { get; init; }
}
