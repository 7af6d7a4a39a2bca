using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.Pipeline;

/// <summary>Decides what a request's plan asks for.</summary>
internal sealed class Authorizer : IAuthorizer
{
    public Decision Decide(Target target, RequestContext context) =>
        Evaluator.Decide(context.Caller, target, new GlobalKeys(context, target));
}
