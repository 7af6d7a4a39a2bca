using System.Text.Json.Serialization;
using SecretsEmu.Principals;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts;

/// <summary>What STS's strings may hold, in the order of the model.</summary>
internal static class Patterns
{
    public const string Arn = @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+";
    public const string SessionName = @"[\w+=,.@-]*";
    public const string Policy = @"[\u0009\u000A\u000D\u0020-\u00FF]+";
    public const string TagKey = @"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";
    public const string TagValue = @"[\p{L}\p{Z}\p{N}_.:/=+\-@]*";
    public const string ExternalId = @"[\w+=,.@:\/-]*";
    public const string SerialNumber = @"[\w+=/:,.@-]*";
    public const string TokenCode = @"[\d]*";
    public const string AccessKeyId = @"[\w]*";
}

/// <summary>A managed policy by its ARN.</summary>
internal sealed class PolicyDescriptorType
{
    /// <summary>20 to 2048 characters.</summary>
    [JsonPropertyName("arn"), Length(20, 2048), Pattern(Patterns.Arn)]
    public string? Arn { get; init; }
}

/// <summary>A tag of a session.</summary>
internal sealed class Tag
{
    /// <summary>1 to 128 characters; compared without regard to case.</summary>
    [NotNull, Length(1, 128), Pattern(Patterns.TagKey)]
    public string? Key { get; init; }

    /// <summary>Up to 256 characters.</summary>
    [NotNull, Length(0, 256), Pattern(Patterns.TagValue)]
    public string? Value { get; init; }
}

/// <summary>What an identity provider asserts; not emulated.</summary>
internal sealed class ProvidedContext
{
    [Length(20, 2048), Pattern(Patterns.Arn)]
    public string? ProviderArn { get; init; }

    [Length(4, 2048)]
    public string? ContextAssertion { get; init; }
}

/// <summary>Temporary credentials.</summary>
internal sealed class Credentials
{
    /// <summary><c>ASIA…</c>, 20 characters.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>40 characters.</summary>
    [Sensitive]
    public required string SecretAccessKey { get; init; }

    /// <summary>Opaque; what signs with the key sends it along.</summary>
    [Sensitive]
    public required string SessionToken { get; init; }

    /// <summary>UTC, whole seconds, on the emulator's clock.</summary>
    public required DateTimeOffset Expiration { get; init; }

    public static Credentials Of(Session session) => new()
    {
        AccessKeyId = session.AccessKeyId,
        SecretAccessKey = session.SecretAccessKey.Reveal(),
        SessionToken = session.SessionToken.Reveal(),
        Expiration = session.Expiration,
    };
}

/// <summary>A session of a role.</summary>
internal sealed class AssumedRoleUser
{
    /// <summary><c>AROA…:session</c>.</summary>
    public required string AssumedRoleId { get; init; }

    /// <summary><c>arn:aws:sts::111122223333:assumed-role/ROLE/SESSION</c>.</summary>
    public required string Arn { get; init; }
}

/// <summary>A session of a federated user.</summary>
internal sealed class FederatedUser
{
    /// <summary>Account and name: <c>111122223333:bob</c>.</summary>
    public required string FederatedUserId { get; init; }

    /// <summary><c>arn:aws:sts::111122223333:federated-user/bob</c>.</summary>
    public required string Arn { get; init; }
}
