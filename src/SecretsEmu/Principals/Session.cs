using System.Collections.Immutable;
using SecretsEmu.Access;

namespace SecretsEmu.Principals;

/// <summary>Temporary credentials that STS gave out. Whom they stand for is looked up with each request, so that an edited principals file counts at once.</summary>
internal sealed record Session
{
    /// <summary><c>ASIA…</c>, 20 characters.</summary>
    public required string AccessKeyId { get; init; }

    public required SecretText SecretAccessKey { get; init; }

    public required SecretText SessionToken { get; init; }

    /// <summary>What the session is: of an account's root, a user, a role, or a federated user.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary>The role that was assumed, or who asked for the credentials: an ARN.</summary>
    public required string Of { get; init; }

    /// <summary>The session name of a role, the name of a federated user; null for the others.</summary>
    public string? Name { get; init; }

    /// <summary>They limit the session; empty means that none does.</summary>
    public ImmutableArray<AttachedPolicy> Policies { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = Principal.NoTags;

    /// <summary>The tags that travel on when the session assumes another role.</summary>
    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>On the emulator's clock.</summary>
    public required DateTimeOffset Expiration { get; init; }

    public override string ToString() => AccessKeyId;
}
