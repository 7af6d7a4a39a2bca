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
        var decision = Evaluator.Decide(context.Caller, target, new GlobalKeys(context, target));
        return decision.IsAllowed ? decision : Refuse(decision, target, context);
    }

    private Decision Refuse(Decision denied, Target target, RequestContext context)
    {
        refusals.Denied(context, new(target, context.Via, enforces, Denial.Sentence(context.Caller, target, denied)));
        return denied with { IsAllowed = !enforces };
    }
}
