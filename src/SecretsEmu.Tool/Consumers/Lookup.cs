namespace SecretsEmu.Tool.Consumers;

/// <summary>What a parameter is: its value, a refusal of the call that asked for it, or neither when there is none.</summary>
internal sealed record ParameterAnswer(string? Value, AwsRefusal? Refusal)
{
    public override string ToString() => Refusal?.ToString() ?? (Value is null ? "invalid" : "found");
}

/// <summary>Fetches what references name: each distinct secret once, parameters ten at a time.</summary>
internal sealed class Lookup
{
    private readonly Dictionary<SecretReference, AwsAnswer> _secrets = [];
    // The answer to the call that asked for it among others.
    private readonly Dictionary<ParameterReference, AwsAnswer> _parameters = [];

    private Lookup()
    {
    }

    public static async Task<Lookup> Run(IEnumerable<Reference> references, AwsCalls calls)
    {
        var (secrets, parameters) = (new Dictionary<SecretReference, Task<AwsAnswer>>(), new Dictionary<ParameterReference, Task<AwsAnswer>>());
        var distinct = references.Select(reference => reference is SecretReference secret ? Whole(secret) : reference).Distinct().ToList();
        foreach (var secret in distinct.OfType<SecretReference>())
        {
            secrets[secret] = calls.GetSecretValue(secret.Region, secret.SecretId, secret.VersionStage, secret.VersionId);
        }

        foreach (var batch in distinct.OfType<ParameterReference>().GroupBy(parameter => parameter.Region).SelectMany(region => region.Chunk(AwsCalls.MostParameters)))
        {
            var answer = calls.GetParameters(batch[0].Region, batch.Select(parameter => parameter.Name));
            foreach (var parameter in batch)
            {
                parameters[parameter] = answer;
            }
        }

        var lookup = new Lookup();
        foreach (var (secret, answer) in secrets)
        {
            lookup._secrets[secret] = await answer;
        }

        foreach (var (parameter, answer) in parameters)
        {
            lookup._parameters[parameter] = await answer;
        }

        return lookup;
    }

    public AwsAnswer Of(SecretReference reference) => _secrets[Whole(reference)];

    public ParameterAnswer Of(ParameterReference reference)
    {
        var answer = _parameters[reference];
        return answer.Refusal is { } refusal ? new(null, refusal) : new(ValuesOf(answer).GetValueOrDefault(reference.Name), null);
    }

    /// <summary>The values of an answer of GetParameters, by name and by ARN, as they were asked for: with their versions and labels.</summary>
    public static Dictionary<string, string> ValuesOf(AwsAnswer answer)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in answer.Members.GetProperty("Parameters").EnumerateArray())
        {
            var selector = parameter.TryGetProperty("Selector", out var given) ? given.GetString() : "";
            var value = parameter.GetProperty("Value").GetString()!;
            values[parameter.GetProperty("Name").GetString() + selector] = value;
            values[parameter.GetProperty("ARN").GetString() + selector] = value;
        }

        return values;
    }

    private static SecretReference Whole(SecretReference reference) => reference with { JsonKey = null };
}
