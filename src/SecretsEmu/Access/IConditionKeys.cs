namespace SecretsEmu.Access;

/// <summary>The values that a request has for condition keys: asked for one by one, so that a request whose policies have no conditions computes none.</summary>
internal interface IConditionKeys
{
    /// <summary>The values of a key, or null when the request has none. Keys are compared without regard to case, tag keys inside them too.</summary>
    IReadOnlyList<string>? Find(string key);
}

/// <summary>Nothing.</summary>
internal sealed class NoConditionKeys : IConditionKeys
{
    public static NoConditionKeys Instance { get; } = new();

    public IReadOnlyList<string>? Find(string key) => null;
}
