namespace SecretsEmu.Access;

/// <summary>What kind of thing a permission is asked on; keys and roles must be opened by their own policy (kms-iam-sts.md 4.4).</summary>
internal enum ResourceKind
{
    /// <summary>An action without a resource, such as ListSecrets.</summary>
    None,
    Secret,
    Key,
    Alias,
    Role,
    Function,
    Parameter,
}

/// <summary>One permission that a request needs: which action, on what, under which circumstances. One call may need several (kms-iam-sts.md 4.8).</summary>
internal sealed record Target
{
    /// <summary>Such as <c>secretsmanager:GetSecretValue</c>.</summary>
    public required string Action { get; init; }

    public required ResourceKind Kind { get; init; }

    /// <summary>The ARN that statements are compared with; <c>*</c> for an action without a resource.</summary>
    public required string Arn { get; init; }

    /// <summary>Whose resource it is: twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary>How a denial names the resource, as the caller sent it; null where it names none.</summary>
    public string? Shown { get; init; }

    /// <summary>
    /// The resource's own policy, key policy or trust policy; null when it has none, or when the resource does not exist.
    /// A role without one is a role that nobody described, and trusts every caller: who refuses such roles does so itself.
    /// </summary>
    public AttachedPolicy? ResourcePolicy { get; init; }

    /// <summary>The grant of the key that covers the request, in the words by which a person finds it; null without one.</summary>
    public string? Grant { get; init; }

    /// <summary>The condition keys of this action and resource. The global ones come with the request.</summary>
    public IConditionKeys Keys { get; init; } = NoConditionKeys.Instance;

    /// <summary>An action without a resource, such as <c>secretsmanager:ListSecrets</c>.</summary>
    public static Target WithoutResource(string action, string account, IConditionKeys? keys = null) => new()
    {
        Action = action, Kind = ResourceKind.None, Arn = "*", Account = account, Keys = keys ?? NoConditionKeys.Instance,
    };
}
