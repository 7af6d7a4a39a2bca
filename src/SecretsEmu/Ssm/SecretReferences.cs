using System.Text.Json;
using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>
/// Secrets that are read as parameters, <c>/aws/reference/secretsmanager/NAME</c>: by GetSecretValue's own rules, decided for the
/// caller, noted as a read like any other. Only GetParameter and GetParameters know them (integrations.md 3.1).
/// </summary>
internal sealed class SecretReferences(GetSecretValue secrets)
{
    private const string Prefix = "/aws/reference/secretsmanager/";

    // Inferred: that a selector as long as a version id is one: AWS says that both can stand there, and not how it tells them apart.
    private const int ShortestVersionId = 32;

    // arn:aws:secretsmanager:region:account:secret:name-suffix.
    private const int ColonsOfAnArn = 6;

    private static readonly Lazy<JsonSerializerOptions> Json = new(() => JsonForm.For(SecretsManagerJson.Default));

    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Refuses no name at all, and a selector of other characters than letters, digits, <c>.</c>, <c>-</c> and <c>_</c>. Source: user guide, "Referencing AWS Secrets Manager secrets".</summary>
    /// <exception cref="AwsErrorException">ValidationException.</exception>
    // Inferred: that the sentence is the one of a name.
    public static void RequireWellFormed(string name)
    {
        var (id, selector) = Split(name[Prefix.Length..]);
        if (id.Length == 0 || selector is "" || selector?.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_') is false)
        {
            throw SsmErrors.InvalidName.AsException();
        }
    }

    /// <summary>The name that stands before a version or stage.</summary>
    public static string NameOf(string name) => Prefix + Split(name[Prefix.Length..]).Id;

    /// <summary>The request that reads the secret.</summary>
    public static GetSecretValueRequest RequestOf(string name)
    {
        var (id, selector) = Split(name[Prefix.Length..]);
        return new()
        {
            SecretId = id,
            VersionId = selector?.Length >= ShortestVersionId ? selector : null,
            VersionStage = selector?.Length < ShortestVersionId ? selector : null,
        };
    }

    /// <summary>The requests that read those among the names of parameters that stand for secrets.</summary>
    public static IEnumerable<GetSecretValueRequest> RequestsOf(IEnumerable<string> names) => names.Select(name => name.Trim(' ')).Where(Is).Select(RequestOf);

    /// <summary>Reads a secret.</summary>
    /// <param name="name">As it was asked, without spaces around it.</param>
    /// <param name="withDecryption">Of the request; it must be true.</param>
    /// <param name="state">Where the secret is.</param>
    /// <param name="context">The caller's.</param>
    /// <exception cref="AwsErrorException">Without decryption, ParameterNotFound, or what Secrets Manager refuses.</exception>
    public Parameter Read(string name, bool withDecryption, Snapshot state, RequestContext context)
    {
        if (!withDecryption)
        {
            throw SsmErrors.DecryptionRequired.AsException();
        }

        var request = RequestOf(name);
        var seen = request.VersionId is null ? context.StaleSecrets ?? state : state;
        // Inferred: that the call is made through the service, as those to KMS are.
        var through = context.Through(SecureStrings.Service.SigningName);
        try
        {
            var plan = secrets.Plan(request, seen, through);
            through.Require(plan.Targets);
            return Parameter(request, secrets.Answer(plan.Found, request, seen, through), name);
        }
        catch (AwsErrorException refused)
        {
            context.Hint = through.Hint;
            throw (refused.Error.Type == SecretsManagerErrors.SecretNotFound.Type
                ? SsmErrors.SecretNotFound(name)
                : SsmErrors.SecretRefused(refused.Error.Type, refused.Error.Message!)).AsException();
        }
    }

    private static Parameter Parameter(GetSecretValueRequest request, GetSecretValueResponse secret, string name)
    {
        var selector = request.VersionId ?? request.VersionStage;
        return new()
        {
            Arn = secret.Arn,
            DataType = DataTypes.Text,
            LastModifiedDate = secret.CreatedDate,
            Name = NameOf(name),
            Selector = selector is null ? null : $":{selector}",
            SourceResult = JsonSerializer.Serialize(secret, Json.Value.GetTypeInfo(typeof(GetSecretValueResponse))),
            Type = ParameterTypes.SecureString,
            Value = secret.SecretString,
            Version = 0,
        };
    }

    // An ARN has colons of its own: a selector is what stands behind one more.
    private static (string Id, string? Selector) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || (text.StartsWith("arn:", StringComparison.Ordinal) && text.AsSpan().Count(':') <= ColonsOfAnArn)
            ? (text, null)
            : (text[..colon], text[(colon + 1)..]);
    }
}
