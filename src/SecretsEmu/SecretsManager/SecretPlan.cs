using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>How every operation that takes a SecretId finds its secret (secretsmanager.md 3.3).</summary>
internal static class SecretPlan
{
    /// <summary>The secret, or nothing, and the permission on it. A name never crosses accounts; a full ARN may. On a miss the log gets a hint.</summary>
    /// <param name="keys">The condition keys that the request's own members give.</param>
    public static Plan<Found<Secret>> Find(string secretId, string action, Snapshot state, RequestContext context, IConditionKeys? keys = null)
    {
        var secret = Look(secretId, state, context);
        if (secret is not null)
        {
            return new(new Found<Secret>(secret), SecretTarget.Of(action, secretId, secret, state, context, keys));
        }

        context.Hint = ElsewhereHint(secretId, state, context);
        return new(default, SecretTarget.Missing(action, secretId, state, context, keys));
    }

    private static Secret? Look(string secretId, Snapshot state, RequestContext context)
    {
        var id = SecretId.Parse(secretId);
        switch (id.Kind)
        {
            case SecretIdKind.Name:
                return state.Find(SecretsManagerTables.Secrets, context.Scope, secretId);
            case SecretIdKind.Malformed:
                throw SecretsManagerErrors.InvalidArn.AsException();
            case var _ when !id.Region.SequenceEqual(context.Region):
                return null;
            case SecretIdKind.PartialArn:
                return state.Find(SecretsManagerTables.Secrets, ScopeOf(id), id.Remainder.ToString());
            default:
                var name = id.Remainder[..^(SecretArn.SuffixLength + 1)].ToString();
                return state.Find(SecretsManagerTables.Secrets, ScopeOf(id), name) is { } secret && secret.Arn == secretId ? secret : null;
        }
    }

    private static Scope ScopeOf(SecretId id) => new(id.Account.ToString(), id.Region.ToString());

    private static string? ElsewhereHint(string secretId, Snapshot state, RequestContext context)
    {
        var id = SecretId.Parse(secretId);
        var name = id.Kind == SecretIdKind.FullArn ? id.Remainder[..^(SecretArn.SuffixLength + 1)].ToString() : id.Remainder.ToString();
        var places = state.ScopesOf(SecretsManagerTables.Secrets)
            .Where(scope => state.Find(SecretsManagerTables.Secrets, scope, name) is not null)
            .Select(scope => scope == context.Scope ? "here under another ARN" : $"in account {scope.Account}, region {scope.Region}")
            .ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var hint = $"a secret of that name exists {string.Join(" and ", places)}; this call was for account {context.Scope.Account}, region {context.Region}";
        return id.Kind == SecretIdKind.Name && state.ScopesOf(SecretsManagerTables.Secrets).Any(IsNextDoor)
            ? $"{hint}; a name means the caller's own account, another's secret goes by its full ARN"
            : hint;

        bool IsNextDoor(Scope scope) =>
            scope.Account != context.Scope.Account && scope.Region == context.Region && state.Find(SecretsManagerTables.Secrets, scope, name) is not null;
    }
}
