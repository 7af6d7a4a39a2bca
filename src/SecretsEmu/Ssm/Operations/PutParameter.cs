using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>What PutParameter found: the name as it is kept, and the parameter that has it already.</summary>
internal sealed record NamedParameter(string Name, SsmParameter? Existing);

/// <summary>Makes a parameter, or with Overwrite a new version of it. What a request leaves out stays as it was, but for the key.</summary>
/// <remarks>
/// Source: API reference, PutParameter (integrations.md 3). The reference says that a type cannot change; Terraform's own
/// acceptance tests change it, so it can (terraform-provider-aws 10819). It says of every request that without a KeyId the
/// default key is used. Inferred: that description, pattern and policies stay.
/// </remarks>
internal sealed class PutParameter(SecureStrings secureStrings)
    : IChange<PutParameterRequest, NamedParameter, PutParameterResult>, IValidate<PutParameterRequest>
{
    /// <summary>The oldest goes for a new one, unless it carries a label.</summary>
    public const int VersionsKept = 100;

    public void Validate(PutParameterRequest request) => Require(request);

    /// <summary>The rules that need no state; also of a seed.</summary>
    /// <exception cref="AwsErrorException">A name or value that no parameter can have, or members that do not go together.</exception>
    public static void Require(PutParameterRequest request)
    {
        ParameterNames.RequireUsable(ParameterNames.Normalize(request.Name!));
        if (request is { Overwrite: true, Tags.Count: > 0 })
        {
            throw SsmErrors.TagsWithOverwrite.AsException();
        }

        if (request.Type is { } type)
        {
            RequireKeyFits(request.KeyId, type);
        }

        ParameterTags.RequireUsable(request.Tags ?? []);
        if (request.Value!.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var start
            && request.Value.IndexOf("}}", start, StringComparison.Ordinal) >= 0)
        {
            throw SsmErrors.NestedParameter.AsException();
        }
    }

    public Plan<NamedParameter> Plan(PutParameterRequest request, Snapshot state, RequestContext context)
    {
        var name = ParameterNames.Normalize(request.Name!);
        var existing = state.Find(SsmTables.Parameters, context.Scope, name);
        var put = ParameterTarget.Of(SsmActions.PutParameter, context.Scope, name, existing, request);
        return new(
            new NamedParameter(name, existing),
            request.Tags is { Count: > 0 } ? [put, put with { Action = SsmActions.AddTagsToResource }] : [put]);
    }

    public PutParameterResult Apply(NamedParameter found, PutParameterRequest request, UnitOfWork unit, RequestContext context)
    {
        var (name, existing) = found;
        if (existing is not null && request.Overwrite is not true)
        {
            throw SsmErrors.AlreadyExists.AsException();
        }

        var arn = ParameterNames.ArnOf(context.Scope, name);
        ParameterNames.RequireWithinLength(arn);
        var before = existing?.Latest;
        var type = request.Type ?? before?.Type ?? throw SsmErrors.TypeRequired.AsException();
        RequireKeyFits(request.KeyId, type);
        var pattern = request.AllowedPattern ?? before?.AllowedPattern;
        AllowedPatterns.Require(pattern, request.Value!);
        var policies = request.Policies is { } json ? ParameterPolicies.Parse(json) : before?.Policies ?? [];
        var tier = ParameterTiers.Resolve(request.Tier, before, request.Value!, !policies.IsEmpty, unit.State, context.Scope);
        var keyId = type == ParameterTypes.SecureString ? request.KeyId ?? SecureStrings.Service.DefaultAlias : null;
        var version = new SsmParameterVersion
        {
            Version = (before?.Version ?? 0) + 1,
            Type = type,
            Value = keyId is null ? new(request.Value!) : secureStrings.Seal(request.Value!, keyId, tier, name, context.Scope, unit, context),
            KeyId = keyId,
            Description = request.Description ?? before?.Description,
            AllowedPattern = pattern,
            Tier = tier,
            Policies = policies,
            LastModifiedDate = context.Now,
            LastModifiedUser = context.Caller.Arn,
        };
        unit.Put(existing is null
            ? new SsmParameter { Name = name, Arn = arn, Scope = context.Scope, Tags = Tag.Merge([], request.Tags ?? []), Versions = [version] }
            : existing with { Versions = WithRoom(existing).Add(version) });
        return new() { Tier = tier, Version = version.Version };
    }

    private static void RequireKeyFits(string? keyId, string type)
    {
        if (keyId is not null && type != ParameterTypes.SecureString)
        {
            throw SsmErrors.KeyIdNotRequired(type).AsException();
        }
    }

    private static ImmutableArray<SsmParameterVersion> WithRoom(SsmParameter parameter)
    {
        if (parameter.Versions.Length < VersionsKept)
        {
            return parameter.Versions;
        }

        var oldest = parameter.Versions[0].Version;
        return parameter.Labels.LabelsOf(oldest).IsEmpty
            ? parameter.Versions.RemoveAt(0)
            : throw SsmErrors.TooManyVersions(parameter.Name, $"{oldest}").AsException();
    }
}

internal sealed class PutParameterRequest : IConditionKeys
{
    /// <summary>1 to 2048 characters; with the ARN before it at most 1011.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }

    /// <summary>At most 1024 characters.</summary>
    [Length(0, 1024)] public string? Description { get; init; }

    /// <summary>Not empty; up to 4 KB in the standard and 8 KB in the advanced tier.</summary>
    [NotNull, NotEmpty, Sensitive] public string? Value { get; init; }

    /// <summary>Needed for a new parameter.</summary>
    [OneOf("String", "StringList", "SecureString")] public string? Type { get; init; }

    /// <summary>The key of a SecureString: a key id, an alias, or the ARN of one; 1 to 256 characters. The service's default key when absent.</summary>
    [Length(1, 256), Pattern("^([a-zA-Z0-9:/_-]+)$")] public string? KeyId { get; init; }

    /// <summary>Whether an existing parameter gets a new version.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>A regular expression for the whole value; at most 1024 characters.</summary>
    [Length(0, 1024)] public string? AllowedPattern { get; init; }

    /// <summary>Only of a new parameter.</summary>
    [Length(1000)] public IReadOnlyList<Tag>? Tags { get; init; }

    [OneOf("Standard", "Advanced", "Intelligent-Tiering")] public string? Tier { get; init; }

    /// <summary>A JSON list; 1 to 4096 characters.</summary>
    [Length(1, 4096)] public string? Policies { get; init; }

    /// <summary>Only <c>text</c>.</summary>
    [Length(0, 128), DataType] public string? DataType { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "ssm:overwrite" => ConditionValue.Of(Overwrite),
        "ssm:policies" => Policies is null ? null : ["true"],
        _ => RequestTags.Find(key, Tags),
    };
}

internal sealed class PutParameterResult
{
    /// <summary>Standard or Advanced.</summary>
    public required string Tier { get; init; }

    public required long Version { get; init; }
}
