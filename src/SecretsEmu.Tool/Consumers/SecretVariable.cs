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
    /// <exception cref="ToolException">There is no such secret, value or key: a line for each variable that cannot be had.</exception>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> Resolve(IReadOnlyList<SecretVariable> variables, string region, AwsCalls calls)
    {
        var lookup = await Lookup.Run(variables.Select(variable => variable.Reference), calls);
        var found = variables.Select(variable => (variable.Name, Found: variable.In(lookup, region))).ToList();
        var problems = found.Where(one => one.Found.Value is null).Select(one => $"--secret {one.Name}: the {one.Found.Problem}").ToList();
        return problems.Count == 0
            ? [.. found.Select(one => KeyValuePair.Create(one.Name, one.Found.Value!))]
            : throw ToolException.Usage(string.Join('\n', problems));
    }

    private (string? Value, string? Problem) In(Lookup lookup, string region)
    {
        var (what, (value, problem)) = Reference switch
        {
            ParameterReference parameter => ($"parameter {parameter.Name}", OfParameter(parameter, lookup.Of(parameter), region)),
            SecretReference secret => ($"secret {secret.SecretId}", OfSecret(secret, lookup.Of(secret), region)),
            _ => throw new InvalidOperationException($"{Reference} is neither."),
        };
        return value is null ? (null, $"{what} {problem}")
            : value.Contains('\0', StringComparison.Ordinal) ? (null, $"{what} holds a NUL, which no variable can.")
            : (value, null);
    }

    private static (string? Value, string? Problem) OfParameter(ParameterReference parameter, ParameterAnswer answer, string region) =>
        (answer.Value, $"cannot be read in {parameter.Region ?? region}. {(answer.Refusal is { } refusal ? Said(refusal) : "There is none.")}");

    private static (string? Value, string? Problem) OfSecret(SecretReference secret, AwsAnswer answer, string region) =>
        answer.Refusal is { } refusal ? (null, $"cannot be read in {secret.Region ?? region}. {Said(refusal)}") : JsonKey.ValueOf(secret, answer);

    private static string Said(AwsRefusal refusal) => refusal.Status is null
        ? "The connection was closed without an answer: secrets-emu region list shows the regions that are down."
        : refusal.Message;
}
