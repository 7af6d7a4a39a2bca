using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>What CreateSecret found: the ARN that the new secret will have, and the secret that has the name already.</summary>
internal sealed record NewSecret(string Arn, Secret? Existing);

/// <summary>Makes a secret, with a first version when a value is given.</summary>
/// <remarks>Source: API reference, CreateSecret (secretsmanager.md 4.3).</remarks>
internal sealed class CreateSecret(VersionWriter versions, Envelope envelope, AccessNotes notes, IRandom random)
    : IChange<CreateSecretRequest, NewSecret, CreateSecretResponse>, IValidate<CreateSecretRequest>
{
    public void Validate(CreateSecretRequest request)
    {
        WriteRules.RequireToken(request.ClientRequestToken);
        WriteRules.AtMostOneValue(request.SecretString, request.SecretBinary);
        TagRules.RequireUsable(request.Tags ?? []);
        TagRules.RequireWithinQuota(request.Tags?.Count ?? 0);
    }

    public Plan<NewSecret> Plan(CreateSecretRequest request, Snapshot state, RequestContext context)
    {
        var arn = SecretArn.For(context.Region, context.Caller.Account, request.Name!, random.ArnSuffix());
        var existing = state.Find(SecretsManagerTables.Secrets, context.Scope, request.Name!);
        var actions = new List<string> { Actions.CreateSecret };
        if (request.Tags is { Count: > 0 })
        {
            actions.Add(Actions.TagResource);
        }

        if (request.AddReplicaRegions is not null)
        {
            actions.Add(Actions.ReplicateSecretToRegions);
        }

        return new(
            new NewSecret(arn, existing),
            [.. actions.Select(action => SecretTarget.New(action, arn, request.Name!, state, context, request))]);
    }

    public CreateSecretResponse Apply(NewSecret found, CreateSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        if (request.AddReplicaRegions is { } asked)
        {
            Replicas.RequireRegions([.. asked.Select(region => region.Region)], context.Region);
        }

        var value = SecretValue.Of(request.SecretString, request.SecretBinary);
        if (found.Existing is { } existing)
        {
            return Repeat(existing, request, value, unit, context);
        }

        var secret = new Secret
        {
            Arn = found.Arn,
            Name = request.Name!,
            Description = request.Description is { Length: > 0 } description ? description : null,
            KmsKeyId = request.KmsKeyId is { } keyId ? SecretKey.Kept(keyId, context.Scope) : null,
            Tags = request.Tags is null ? null : TagRules.Merge([], request.Tags),
            Replicas = ImmutableArray<Replica>.Empty.Add(request.AddReplicaRegions ?? [], request.ForceOverwriteReplicaSecret ?? false, context.Caller.Account),
            CreatedDate = context.Now,
            LastChangedDate = context.Now,
        };
        // The default key comes to be with the first value; a customer's key is tried before it is the secret's.
        if (value is not null || secret.KmsKeyId is not null)
        {
            envelope.RequireUsableKey(secret, unit, context);
        }

        if (value is not null)
        {
            var labels = StagingLabels.None.WithWrite(request.ClientRequestToken!, [], isFirstVersion: true);
            secret = versions.Write(secret, request.ClientRequestToken!, value, labels, unit, context);
        }

        unit.Put(secret);
        return Answer(secret, value is null ? null : request.ClientRequestToken, unit.State);
    }

    private CreateSecretResponse Answer(Secret secret, string? versionId, Snapshot state) => new()
    {
        Arn = secret.Arn,
        Name = secret.Name,
        ReplicationStatus = secret.Replicas.IsEmpty ? null : ReplicationStatusType.ListOf(secret, state, notes),
        VersionId = versionId,
    };

    // The same token and value once more is a retry and gets the first answer; nothing changes.
    private CreateSecretResponse Repeat(Secret existing, CreateSecretRequest request, SecretValue? value, UnitOfWork unit, RequestContext context)
    {
        if (existing.IsScheduledForDeletion)
        {
            throw SecretsManagerErrors.NameScheduledForDeletion.AsException();
        }

        // A replica is in the way of its name (Inferred, secretsmanager.md 4.3).
        var version = (existing.IsReplica ? null : existing.FindVersion(request.ClientRequestToken!))
            ?? throw SecretsManagerErrors.SecretAlreadyExists(existing.Name).AsException();
        return versions.Holds(existing, version, value, unit.State, context)
            ? Answer(existing, version.VersionId, unit.State)
            : throw SecretsManagerErrors.TokenInUse(version.VersionId, existing.Arn).AsException();
    }
}

internal sealed class CreateSecretRequest : IConditionKeys
{
    /// <summary>1 to 512 of the characters of a name.</summary>
    [NotNull, Length(1, 512), SecretName] public string? Name { get; init; }

    /// <summary>Makes a retry harmless and becomes the version id; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>At most 2048 characters; an empty one is none.</summary>
    [Length(2048)] public string? Description { get; init; }

    /// <summary>At most 2048 characters: a key id, an alias, or the ARN of one. Empty or absent means the service's default key.</summary>
    [Length(0, 2048)] public string? KmsKeyId { get; init; }

    /// <summary>1 to 65536 bytes.</summary>
    [Length(1, 65536), Sensitive] public byte[]? SecretBinary { get; init; }

    /// <summary>1 to 65536 bytes of UTF-8.</summary>
    [Utf8Length(1, 65536), Sensitive] public string? SecretString { get; init; }

    /// <summary>At most 50.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>Where copies are made once the call is answered; at least one when it is there.</summary>
    [NotEmpty] public IReadOnlyList<ReplicaRegionType>? AddReplicaRegions { get; init; }

    /// <summary>Whether secrets of that name in those regions are replaced; without <see cref="AddReplicaRegions"/> it says nothing.</summary>
    public bool? ForceOverwriteReplicaSecret { get; init; }

    [Length(0, 256), NotEmulated("secrets of an external Type")] public string? Type { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:name" => ConditionValue.Of(Name),
        "secretsmanager:description" => ConditionValue.Of(Description),
        "secretsmanager:kmskeyid" => ConditionValue.Of(KmsKeyId),
        "secretsmanager:type" => ConditionValue.Of(Type),
        _ => ReplicaRegionType.FindKey(key, AddReplicaRegions, ForceOverwriteReplicaSecret) ?? RequestTags.Find(key, Tags),
    };
}

internal sealed class CreateSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>Only when regions were given.</summary>
    public IReadOnlyList<ReplicationStatusType>? ReplicationStatus { get; init; }

    /// <summary>Only when a value was given.</summary>
    public string? VersionId { get; init; }
}
