namespace SecretsEmu.Access;

/// <summary>What is wrong with a policy text, as far as AWS's sentences tell it apart (secretsmanager.md 4.12).</summary>
internal enum PolicyProblem
{
    /// <summary>Not JSON, or not in the shape of a policy.</summary>
    Syntax,

    /// <summary>An AWS principal that is neither everyone, an account nor the ARN of a user, role or session.</summary>
    UnsupportedPrincipal,

    /// <summary>A service principal that does not look like one.</summary>
    UnsupportedServicePrincipal,
}

/// <summary>A text is no resource policy. AWS says only which <see cref="Problem"/>; the message is for the developer and for logs.</summary>
internal sealed class PolicySyntaxException(PolicyProblem problem, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public PolicyProblem Problem { get; } = problem;
}
