using System.Buffers;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager;

/// <summary>The characters of a secret's name, <c>[A-Za-z0-9/_+=.@!-]</c> (secretsmanager.md 2.1).</summary>
internal static class SecretNames
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+=.@!-");

    public static string? Broken(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(Allowed) ? SecretsManagerErrors.InvalidName.Message : null;
}

/// <summary>A secret's name, 1 to 512 characters. An empty one gets the name sentence, not a length error (Inferred, as for a SecretId).</summary>
internal sealed class SecretNameAttribute : NameAttribute
{
    public override string? Broken(string name) => SecretNames.Broken(name);
}

/// <summary>A name, a full ARN or a partial ARN. What starts as an ARN is not a name; an empty one gets the name sentence.</summary>
internal sealed class SecretIdAttribute : NameAttribute
{
    public override string? Broken(string name) =>
        name.StartsWith("arn:", StringComparison.Ordinal) ? null : SecretNames.Broken(name);
}
