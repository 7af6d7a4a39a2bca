using System.Collections.Immutable;
using SecretsEmu.Access;

namespace SecretsEmu.Principals;

/// <summary>An account of the principals file.</summary>
internal sealed record DescribedAccount
{
    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    public string? Alias { get; init; }

    /// <summary>Such as <c>o-exampleorgid</c> (<c>aws:PrincipalOrgID</c>).</summary>
    public string? OrganizationId { get; init; }

    /// <summary>They limit everybody in the account, its root too; empty means that none limits it.</summary>
    public ImmutableArray<AttachedPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>What a session can be given by ARN, beside the built-in ones.</summary>
    public ImmutableArray<ManagedPolicy> ManagedPolicies { get; init; } = [];
}

/// <summary>A policy with an ARN of its own, which users, roles and sessions name.</summary>
/// <param name="Arn">Such as <c>arn:aws:iam::111122223333:policy/read-db</c>.</param>
/// <param name="Text">Its text.</param>
internal sealed record ManagedPolicy(string Arn, PolicyText Text);
