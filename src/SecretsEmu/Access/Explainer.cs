namespace SecretsEmu.Access;

/// <summary>Answers "why": the same decision as <see cref="Evaluator"/>, with everything that it rests on.</summary>
internal static class Explainer
{
    public static Explanation Explain(Principal principal, Target target, IConditionKeys globals)
    {
        var decision = Evaluator.Decide(principal, target, globals);
        return new()
        {
            Principal = principal.Arn,
            Action = target.Action,
            Resource = target.Arn,
            IsAllowed = decision.IsAllowed,
            DecidedBy = decision.DecidedBy,
            IsExplicit = decision.IsExplicit,
            Reason = decision.IsAllowed ? "Allowed." : Denial.Sentence(principal, target, decision),
            Policies = [],
        };
    }
}
