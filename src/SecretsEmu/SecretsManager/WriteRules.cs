using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager;

/// <summary>Rules on the members with which CreateSecret, PutSecretValue and UpdateSecret write a value. They come before the secret is looked up.</summary>
internal static class WriteRules
{
    // Inferred: the token is needed also when no value is written (secretsmanager.md 9, question 1).
    public static void RequireToken(string? token)
    {
        if (token is null)
        {
            throw SecretsManagerErrors.TokenRequired.AsException();
        }
    }

    public static void AtMostOneValue(string? text, byte[]? bytes)
    {
        if (text is not null && bytes is not null)
        {
            throw SecretsManagerErrors.BothSecretValues.AsException();
        }
    }
}

/// <summary>A KMS key: until customer managed keys are emulated, only ways to say "the default key" pass.</summary>
internal sealed class CustomerKeyAttribute() : NotEmulatedAttribute("customer managed KMS keys for secrets")
{
    public override bool AsksForIt(object value) =>
        (string)value is not ("" or "alias/aws/secretsmanager")
        && !((string)value).EndsWith(":alias/aws/secretsmanager", StringComparison.Ordinal);
}
