namespace SecretsEmu.Access;

/// <summary>The sentence of a refusal, to the letter (kms-iam-sts.md 5).</summary>
internal static class Denial
{
    public static string Sentence(Principal principal, Target target, Decision decision)
    {
        var resource = target.Shown is { } shown ? $" on resource: {shown}" : "";
        var reason = IsSilent(target.Action, decision) ? "" : $" {Reason(target.Action, decision)}";
        return $"User: {principal.Arn} is not authorized to perform: {target.Action}{resource}{reason}";
    }

    /// <summary>
    /// A role is refused as one that does not exist: in the words of real answers, which stop here, whichever side did not allow it (kms-iam-sts.md 6.2).
    /// </summary>
    private static bool IsSilent(string action, Decision decision) =>
        !decision.IsExplicit && (decision.DecidedBy == PolicyKind.Trust || action is "sts:AssumeRole" or "sts:AssumeRoleWithWebIdentity");

    /// <summary>How AWS calls a kind of policy; null stands for the caller's own.</summary>
    public static string NameOf(PolicyKind? kind) => kind switch
    {
        PolicyKind.ServiceControl => "service control policy",
        PolicyKind.Resource => "resource-based policy",
        PolicyKind.Boundary => "permissions boundary",
        PolicyKind.Session => "session policy",
        PolicyKind.Trust => "role trust policy",
        _ => "identity-based policy",
    };

    private static string Reason(string action, Decision decision) => decision.IsExplicit
        ? $"with an explicit deny in {Article(decision.DecidedBy)} {NameOf(decision.DecidedBy)}"
        : $"because no {NameOf(decision.DecidedBy)} allows the {action} action";

    private static string Article(PolicyKind? kind) => kind is null or PolicyKind.Identity ? "an" : kind == PolicyKind.Trust ? "the" : "a";
}
