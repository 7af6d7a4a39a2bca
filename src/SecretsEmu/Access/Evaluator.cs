namespace SecretsEmu.Access;

/// <summary>Decides (kms-iam-sts.md 4.4): a pure function of who asks, for what, and under which circumstances.</summary>
internal static class Evaluator
{
    public static Decision Decide(Principal principal, Target target, IConditionKeys globals) => new(true, null);
}
