namespace SecretsEmu.Access;

/// <summary>One question: may this principal do this? What a statement is compared with.</summary>
internal sealed class AccessRequest(Principal principal, Target target, IConditionKeys globals) : IConditionKeys
{
    public Principal Principal => principal;

    public Target Target => target;

    /// <summary>What the target says of a key comes before what every request has.</summary>
    public IReadOnlyList<string>? Find(string key) => target.Keys.Find(key) ?? globals.Find(key);

    /// <summary>In which way a statement is about the request; None when some element of it does not match.</summary>
    public PrincipalMatch Match(PolicyStatement statement)
    {
        if (!MatchesAction(statement) || !MatchesResource(statement))
        {
            return PrincipalMatch.None;
        }

        var match = MatchPrincipal(statement);
        if (match != PrincipalMatch.None)
        {
            foreach (var condition in statement.Conditions)
            {
                if (!condition.Holds(this))
                {
                    return PrincipalMatch.None;
                }
            }
        }

        return match;
    }

    public bool MatchesAction(PolicyStatement statement) => statement.Actions.Match(target.Action);

    public bool MatchesResource(PolicyStatement statement) => statement.Resources?.Match(target.Arn, this) ?? true;

    /// <summary>A policy that names nobody is about whom it is attached to.</summary>
    public PrincipalMatch MatchPrincipal(PolicyStatement statement) =>
        statement.Principal?.Match(principal, statement.Effect) ?? PrincipalMatch.Direct;
}
