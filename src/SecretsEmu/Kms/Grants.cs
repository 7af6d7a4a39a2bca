using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>Which grant of a key covers a request, and how grants are found (kms-iam-sts.md 4.6). A grant only allows.</summary>
internal static class Grants
{
    private const string ActionPrefix = "kms:";

    // The others have no encryption context, so that a constraint on it says nothing about them.
    private static readonly string[] WithEncryptionContext =
    [
        KmsActions.Decrypt, KmsActions.Encrypt, KmsActions.GenerateDataKey, KmsActions.GenerateDataKeyWithoutPlaintext, KmsActions.GenerateDataKeyPair,
        KmsActions.GenerateDataKeyPairWithoutPlaintext, KmsActions.ReEncryptFrom, KmsActions.ReEncryptTo,
    ];

    /// <summary>In the order of their ids.</summary>
    public static IEnumerable<KmsGrant> Of(KmsKey key, Snapshot state) =>
        state.Rows(KmsTables.Grants, key.Scope).InOrder.Where(grant => grant.KeyId == key.KeyId);

    /// <summary>The grant that allows the request, in the words by which a person finds it, or null.</summary>
    /// <remarks>Not for making and retiring grants, where it matters what is made and which one is retired.</remarks>
    public static string? Covering(string action, KmsKey key, Snapshot state, RequestContext context, EncryptionContext? encryption) =>
        action is KmsActions.CreateGrant or KmsActions.RetireGrant ? null
            : Of(key, state).FirstOrDefault(grant => LetsCaller(grant, action, context) && ConstraintsHold(grant, action, encryption)) is { } covering
                ? Words(covering)
                : null;

    /// <summary>The grant that lets the caller make another one, or null: a grantee may pass on what it has, and nothing else.</summary>
    /// <remarks>Source: KMS developer guide, grants.</remarks>
    public static string? CoveringNew(IReadOnlyList<string> operations, GrantConstraints? constraints, KmsKey key, Snapshot state, RequestContext context) =>
        Of(key, state).FirstOrDefault(grant =>
            LetsCaller(grant, KmsActions.CreateGrant, context)
            && operations.All(operation => grant.Operations.Contains(operation))
            && IsAsStrict(constraints, grant)) is { } covering
            ? Words(covering)
            : null;

    /// <summary>The grant itself where it lets the caller give it back, as its retiring principal or as a grantee that may, or null.</summary>
    public static string? CoveringItsRetirement(KmsGrant grant, RequestContext context) =>
        IsOrActsAs(grant.RetiringPrincipal, context.Caller) || LetsCaller(grant, KmsActions.RetireGrant, context) ? Words(grant) : null;

    public static string Words(KmsGrant grant) => $"grant {grant.GrantId} of {grant.KeyArn}";

    /// <summary>Whether the principal is the caller, or the role whose session it is.</summary>
    public static bool IsOrActsAs(string? principal, Principal caller) => principal is not null && (principal == caller.Arn || principal == caller.RoleArn);

    public static KmsGrant? Find(string token, Snapshot state) =>
        state.ScopesOf(KmsTables.Grants).SelectMany(scope => state.Rows(KmsTables.Grants, scope).InOrder).FirstOrDefault(grant => grant.GrantTokens.Contains(token));

    /// <summary>Tokens only speed things up on AWS; here they are only checked for existence, as a grant holds at once.</summary>
    /// <exception cref="AwsErrorException">InvalidGrantTokenException.</exception>
    public static void RequireTokens(IReadOnlyList<string>? tokens, Snapshot state)
    {
        if (tokens?.Any(token => Find(token, state) is null) is true)
        {
            throw KmsErrors.InvalidGrantToken.AsException();
        }
    }

    private static bool LetsCaller(KmsGrant grant, string action, RequestContext context) =>
        grant.Operations.Contains(action[ActionPrefix.Length..]) && IsOrActsAs(grant.GranteePrincipal, context.Caller);

    // Every encryption context that the new grant would hold under must be one under which the present one holds.
    private static bool IsAsStrict(GrantConstraints? asked, KmsGrant grant) =>
        (grant.EncryptionContextEquals is not { } equal || (asked?.EncryptionContextEquals is { } same && same.Count == equal.Count && equal.All(same.Contains)))
        && (grant.EncryptionContextSubset is not { } subset
            || ((asked?.EncryptionContextEquals ?? asked?.EncryptionContextSubset) is { } pairs && subset.All(pairs.Contains)));

    private static bool ConstraintsHold(KmsGrant grant, string action, EncryptionContext? encryption)
    {
        if (!WithEncryptionContext.Contains(action))
        {
            return true;
        }

        var pairs = encryption?.Pairs ?? [];
        return (grant.EncryptionContextSubset is not { } subset || HasAll(subset, pairs))
            && (grant.EncryptionContextEquals is not { } equal || (equal.Count == pairs.Count && HasAll(equal, pairs)));
    }

    private static bool HasAll(ImmutableDictionary<string, string> asked, IReadOnlyList<(string Key, string Value)> pairs) =>
        asked.All(pair => pairs.Contains((pair.Key, pair.Value)));
}
