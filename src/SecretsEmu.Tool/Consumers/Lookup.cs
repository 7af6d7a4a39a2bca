namespace SecretsEmu.Tool.Consumers;

/// <summary>What a parameter is: its value, a refusal of the call that asked for it, or neither when there is none.</summary>
internal readonly record struct ParameterAnswer(string? Value, AwsRefusal? Refusal)
{
    public override string ToString() => Refusal?.ToString() ?? (Value is null ? "invalid" : "found");
}

/// <summary>Fetches what references name: each distinct secret once, parameters ten at a time, all of it side by side.</summary>
internal sealed class Lookup
{
    private const int MostParameters = 10;

    private readonly Dictionary<SecretReference, AwsAnswer> _secrets;
    private readonly Dictionary<ParameterReference, ParameterAnswer> _parameters;

    private Lookup(Dictionary<SecretReference, AwsAnswer> secrets, Dictionary<ParameterReference, ParameterAnswer> parameters) =>
        (_secrets, _parameters) = (secrets, parameters);

    public static async Task<Lookup> Run(IEnumerable<Reference> references, AwsCalls calls)
    {
        var distinct = references.Select(reference => reference is SecretReference secret ? Whole(secret) : reference).Distinct().ToList();
        var secrets = distinct.OfType<SecretReference>()
            .Select(async secret => (Reference: secret, Answer: await calls.GetSecretValue(secret.Region, secret.SecretId, secret.VersionStage, secret.VersionId)))
            .ToList();
        var parameters = distinct.OfType<ParameterReference>().GroupBy(parameter => parameter.Region)
            .SelectMany(region => region.Chunk(MostParameters))
            .Select(batch => Fetch(batch, calls))
            .ToList();
        return new(
            (await Task.WhenAll(secrets)).ToDictionary(found => found.Reference, found => found.Answer),
            (await Task.WhenAll(parameters)).SelectMany(batch => batch).ToDictionary());
    }

    public AwsAnswer Of(SecretReference reference) => _secrets[Whole(reference)];

    public ParameterAnswer Of(ParameterReference reference) => _parameters[reference];

    private static async Task<IEnumerable<KeyValuePair<ParameterReference, ParameterAnswer>>> Fetch(ParameterReference[] batch, AwsCalls calls)
    {
        var answer = await calls.GetParameters(batch[0].Region, batch.Select(parameter => parameter.Name));
        if (answer.Refusal is not null)
        {
            return batch.Select(parameter => KeyValuePair.Create(parameter, new ParameterAnswer(null, answer.Refusal)));
        }

        var values = ValuesOf(answer);
        return batch.Select(parameter => KeyValuePair.Create(parameter, new ParameterAnswer(values.GetValueOrDefault(parameter.Name), null)));
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
