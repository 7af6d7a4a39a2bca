using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>The policies that count for a request, by kind, in the order in which they are asked (kms-iam-sts.md 4.4).</summary>
/// <param name="ServiceControl">Empty where none limits the caller: a service, or who comes with a token, is of no organization.</param>
/// <param name="Resource">Null where the resource has none, or is of a kind that identity policies alone decide about.</param>
/// <param name="Boundary">Null where none limits the caller.</param>
/// <param name="Session">Given when the session was made.</param>
/// <param name="Identity">Of the user or role.</param>
/// <param name="ResourceKind">What a missing Allow of the resource's side is named.</param>
/// <param name="IsIdentityTrusted">Whether the caller has every identity permission: a root, or a principal that nobody described.</param>
/// <param name="IsSessionLimited">Whether session policies must allow; a federated session without one may do nothing.</param>
/// <param name="IsTrustUndescribed">Whether the role that is to be assumed is one that nobody described, so that its trust policy does not limit who may.</param>
internal readonly record struct RequestPolicies(
    ImmutableArray<AttachedPolicy> ServiceControl,
    AttachedPolicy? Resource,
    AttachedPolicy? Boundary,
    ImmutableArray<AttachedPolicy> Session,
    ImmutableArray<AttachedPolicy> Identity,
    PolicyKind ResourceKind,
    bool IsIdentityTrusted,
    bool IsSessionLimited,
    bool IsTrustUndescribed)
{
    public static RequestPolicies Of(Principal principal, Target target)
    {
        var isTrusted = principal.Kind == PrincipalKind.Root || !principal.IsDescribed;
        return new(
            ServiceControl: principal.Kind is PrincipalKind.Service or PrincipalKind.WebIdentity ? [] : principal.ServiceControlPolicies,
            Resource: target.Kind == Access.ResourceKind.Alias ? null : target.ResourcePolicy,
            Boundary: isTrusted ? null : principal.Boundary,
            Session: principal.SessionPolicies,
            Identity: principal.IdentityPolicies,
            ResourceKind: target.ResourcePolicy?.Kind ?? (target.Kind == Access.ResourceKind.Role ? PolicyKind.Trust : PolicyKind.Resource),
            IsIdentityTrusted: isTrusted,
            IsSessionLimited: principal.Kind == PrincipalKind.FederatedUser || !principal.SessionPolicies.IsEmpty,
            IsTrustUndescribed: target is { Kind: Access.ResourceKind.Role, ResourcePolicy: null });
    }
}
