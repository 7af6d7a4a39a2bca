namespace SecretsEmu.Tool.Consumers;

/// <summary>A variable of <c>exec --secret</c>, which takes its value from a secret, a key of a secret that is a JSON object, or a parameter.</summary>
internal sealed record SecretVariable(string Name, Reference Reference)
{
    /// <summary>Reads <c>DB_PASSWORD=prod/db:password</c>, also with stage and version, and what <c>valueFrom</c> takes: an ARN of a secret or parameter.</summary>
    /// <exception cref="ToolException">It is not of that form.</exception>
    public static SecretVariable Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var value = text[(equals + 1)..];
        Reference? reference = Arn.Parse(value) is { Service: "ssm" } parameter ? new ParameterReference(parameter.Region, value)
            // A single colon at the end is a key that was forgotten.
            : SecretReference.Parse(value) is { } secret && value != $"{secret.SecretId}:" ? secret
            : null;
        return equals > 0 && reference is not null
            ? new(text[..equals], reference)
            : throw ToolException.Usage($"--secret takes VARIABLE=SECRET or VARIABLE=SECRET:JSON-KEY, not '{text}'.");
    }

    /// <summary>The values, by the same calls that any client makes.</summary>
    /// <exception cref="ToolException">There is no such secret, value or key.</exception>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> Resolve(IReadOnlyList<SecretVariable> variables, string region, AwsCalls calls)
    {
        var lookup = await Lookup.Run(variables.Select(variable => variable.Reference), calls);
        return [.. variables.Select(variable => KeyValuePair.Create(variable.Name, variable.In(lookup, region)))];
    }

    private string In(Lookup lookup, string region)
    {
        var (what, value) = Reference switch
        {
            ParameterReference parameter => ($"the parameter {parameter.Name}", OfParameter(parameter, lookup.Of(parameter), region)),
            SecretReference secret => ($"the secret {secret.SecretId}", OfSecret(secret, lookup.Of(secret), region)),
            _ => throw new InvalidOperationException($"{Reference} is neither."),
        };
        return value.Contains('\0', StringComparison.Ordinal) ? throw Refusal($"{what} holds a NUL, which no variable can.") : value;
    }

    private string OfParameter(ParameterReference parameter, ParameterAnswer answer, string region) =>
        answer.Value ?? throw Refusal($"the parameter {parameter.Name} cannot be read in {parameter.Region ?? region}. {(answer.Refusal is { } refusal ? Said(refusal) : "There is none.")}");

    private string OfSecret(SecretReference secret, AwsAnswer answer, string region)
    {
        if (answer.Refusal is { } refusal)
        {
            throw Refusal($"the secret {secret.SecretId} cannot be read in {secret.Region ?? region}. {Said(refusal)}");
        }

        var text = answer.Text("SecretString") ?? throw Refusal($"the secret {secret.SecretId} is binary, which no variable can hold.");
        return secret.JsonKey is not { } key ? text
            : !JsonKey.IsObject(text) ? throw Refusal($"the secret {secret.SecretId} is not a JSON object, so it has no key '{key}'.")
            : JsonKey.Find(text, key) ?? throw Refusal($"the secret {secret.SecretId} has no key '{key}'.");
    }

    private static string Said(AwsRefusal refusal) => refusal.Status is null
        ? "The connection was closed without an answer: secrets-emu region list shows the regions that are down."
        : refusal.Message;

    private ToolException Refusal(string sentence) => ToolException.Usage($"--secret {Name}: {sentence}");
}
