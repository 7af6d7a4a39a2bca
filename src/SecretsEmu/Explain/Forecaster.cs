using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Explain;

/// <summary>Answers beforehand whether a request would be allowed, by the same decision that a request gets.</summary>
/// <param name="services">Whose operations are the actions that there are.</param>
/// <param name="permissions">By the prefix of their actions, such as <c>kms</c>.</param>
internal sealed class Forecaster(IReadOnlyList<Service> services, IReadOnlyDictionary<string, IPermissions> permissions)
{
    private const int ShortestLikeness = 3;
    private const int MostLikely = 3;

    /// <param name="action">As policies write it, in any case.</param>
    /// <param name="resource">A name, id, alias or ARN; <c>*</c> for an action without a resource.</param>
    /// <param name="given">Values of condition keys, beside or instead of those that the request would have.</param>
    /// <param name="state">What is asked about.</param>
    /// <param name="context">Who would ask, where and when.</param>
    /// <exception cref="ArgumentException">There is no such action, or the resource is of no form that it takes.</exception>
    public Forecast Of(
        string action, string resource, IReadOnlyDictionary<string, IReadOnlyList<string>> given, Snapshot state, RequestContext context)
    {
        var asked = Known(action);
        var service = asked[..asked.IndexOf(':', StringComparison.Ordinal)];
        var keys = new GivenKeys(given.ToDictionary(StringComparer.OrdinalIgnoreCase), NoConditionKeys.Instance);
        var needed = Needed(asked, service, resource, state, context, keys);
        return new(context.Caller.Arn, asked, resource, [.. needed.Select(permission => Explain(permission, keys))], context.Hint);
    }

    private static ExplainedPermission Explain(NeededPermission needed, GivenKeys keys)
    {
        var (target, context) = needed;
        var explanation = Explainer.Explain(
            context.Caller, target with { Keys = keys.Before(target.Keys) }, keys.Before(new GlobalKeys(context, target)));
        return new(explanation, target.Shown, context.Via);
    }

    private IReadOnlyList<NeededPermission> Needed(
        string action, string service, string resource, Snapshot state, RequestContext context, GivenKeys keys)
    {
        try
        {
            return permissions[service].For(action, resource, state, context, keys);
        }
        catch (AwsErrorException refused)
        {
            throw new ArgumentException($"{action} cannot be on '{resource}': {refused.Error.Message ?? refused.Error.Type}", refused);
        }
    }

    // As AWS spells it.
    private string Known(string action)
    {
        var known = services.Where(service => permissions.ContainsKey(service.SigningName))
            .SelectMany(service => service.Operations.Select(operation => $"{service.SigningName}:{operation.Name}"))
            .ToList();
        return known.FirstOrDefault(one => one.Equals(action, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(
            Likely(action, known) is { Count: > 0 } likely
                ? $"There is no action '{action}'. Did you mean {string.Join(" or ", likely)}?"
                : $"There is no action '{action}'. Actions begin with {string.Join(" or ", permissions.Keys.Order(StringComparer.Ordinal).Select(prefix => prefix + ":"))}, as policies write them.");
    }

    // By how far the names agree from their beginning; the service may have been left out.
    private static List<string> Likely(string action, List<string> known)
    {
        var name = NameOf(action);
        var prefix = action[..^name.Length];
        var likeness = known.Where(one => one.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(one => one, one => Agreement(NameOf(one), name));
        var best = Math.Max(ShortestLikeness, likeness.Values.DefaultIfEmpty().Max());
        return [.. likeness.Keys.Where(one => likeness[one] == best).Order(StringComparer.Ordinal).Take(MostLikely)];
    }

    private static string NameOf(string action) => action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static int Agreement(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToLowerInvariant(one[length]) == char.ToLowerInvariant(other[length]))
        {
            length++;
        }

        return length;
    }

    // What the person says beats what the request would have.
    private sealed class GivenKeys(Dictionary<string, IReadOnlyList<string>> given, IConditionKeys others) : IConditionKeys
    {
        public GivenKeys Before(IConditionKeys others) => new(given, others);

        public IReadOnlyList<string>? Find(string key) => given.GetValueOrDefault(key) ?? others.Find(key);
    }
}
