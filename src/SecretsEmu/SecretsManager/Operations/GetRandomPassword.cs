using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>A random password; no secret is involved.</summary>
/// <remarks>Source: API reference, GetRandomPassword (secretsmanager.md 4.7).</remarks>
internal sealed class GetRandomPassword(IRandom random) : IRead<GetRandomPasswordRequest, RandomPassword, GetRandomPasswordResponse>
{
    private const int DefaultLength = 32;

    public Plan<RandomPassword> Plan(GetRandomPasswordRequest request, Snapshot state, RequestContext context) => new(
        PasswordOf(request), Target.WithoutResource(Actions.GetRandomPassword, context.Caller.Account));

    public GetRandomPasswordResponse Answer(
        RandomPassword found, GetRandomPasswordRequest request, Snapshot state, RequestContext context) =>
        new() { RandomPassword = found.Generate(random) };

    private static RandomPassword PasswordOf(GetRandomPasswordRequest request) => new()
    {
        PasswordLength = (int)(request.PasswordLength ?? DefaultLength),
        ExcludeCharacters = request.ExcludeCharacters ?? "",
        ExcludeNumbers = request.ExcludeNumbers ?? false,
        ExcludePunctuation = request.ExcludePunctuation ?? false,
        ExcludeUppercase = request.ExcludeUppercase ?? false,
        ExcludeLowercase = request.ExcludeLowercase ?? false,
        IncludeSpace = request.IncludeSpace ?? false,
        RequireEachIncludedType = request.RequireEachIncludedType ?? true,
    };
}

internal sealed class GetRandomPasswordRequest
{
    /// <summary>1 to 4096 characters; 32 when absent.</summary>
    [Range(1, 4096)] public long? PasswordLength { get; init; }

    /// <summary>Characters that may not occur; at most 4096.</summary>
    [Length(0, 4096)] public string? ExcludeCharacters { get; init; }

    public bool? ExcludeNumbers { get; init; }

    public bool? ExcludePunctuation { get; init; }

    public bool? ExcludeUppercase { get; init; }

    public bool? ExcludeLowercase { get; init; }

    public bool? IncludeSpace { get; init; }

    /// <summary>At least one character of every class that is left; true when absent.</summary>
    public bool? RequireEachIncludedType { get; init; }
}

internal sealed class GetRandomPasswordResponse
{
    [Sensitive] public required string RandomPassword { get; init; }
}
