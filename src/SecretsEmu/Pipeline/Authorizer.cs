using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Explain;

namespace SecretsEmu.Pipeline;

/// <summary>Decides what a request's plan asks for, and keeps each refusal with its reasons.</summary>
/// <param name="refusals">Takes them.</param>
/// <param name="enforces">False lets pass what is denied; it is recorded all the same.</param>
internal sealed class Authorizer(Refusals refusals, bool enforces) : IAuthorizer
{
    public Decision Decide(Target target, RequestContext context)
    {
        var globals = new GlobalKeys(context, target);
        var decision = Evaluator.Decide(context.Caller, target, globals);
        return decision.IsAllowed ? decision : Refuse(decision, target, globals, context);
    }

    // Only here are reasons worth their time: most requests are allowed.
    private Decision Refuse(Decision denied, Target target, GlobalKeys globals, RequestContext context)
    {
        refusals.Denied(context, new(Explainer.Explain(context.Caller, target, globals), target.Shown, context.Via), enforces);
        return denied with { IsAllowed = !enforces };
    }
}
