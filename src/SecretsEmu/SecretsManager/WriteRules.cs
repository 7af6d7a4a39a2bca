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
