namespace SecretsEmu.Access;

/// <summary>Which kind of policy spoke: a denial names it (kms-iam-sts.md 5).</summary>
internal enum PolicyKind
{
    ServiceControl,
    Resource,
    Boundary,
    Session,
    Identity,

    /// <summary>A role's trust policy: the resource policy of <c>sts:AssumeRole</c>.</summary>
    Trust,
}

/// <summary>A policy where it hangs, with the words by which a person finds it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Such as <c>policy read of role app</c> or <c>key policy of arn:…</c>.</param>
/// <param name="Text">Its text as it was given.</param>
internal sealed record AttachedPolicy(PolicyKind Kind, string Name, PolicyText Text)
{
    public PolicyDocument Document => Text.Document;
}
