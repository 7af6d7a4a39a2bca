using System.Text.Json;

namespace SecretsEmu.Tool.Consumers;

/// <summary>The variables of a container, resolved as the agent of ECS resolves them before it starts one.</summary>
/// <remarks>Verified: the source of the agent; the sentence around its reasons is Fargate's in public reports (integrations.md 5.1). Inferred: that AWS Batch and App Runner say the same.</remarks>
internal static class EcsTask
{
    private const string Unable = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve";
    private const string Retried = "service call has been retried 1 time(s)";

    /// <summary>Variables in clear first, then the others, as the agent sets them.</summary>
    /// <param name="task">What to resolve.</param>
    /// <param name="region">Of parameters without ARN.</param>
    /// <param name="calls">As the execution role.</param>
    /// <exception cref="ToolException">Something cannot be resolved: every reason, each with its place.</exception>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> Resolve(TaskDefinition task, string region, AwsCalls calls)
    {
        RefuseSharedNames(task);
        var all = new List<Injected>([.. task.Secrets, .. task.LogOptions]);
        if (task.RegistryCredentials is { } credentials)
        {
            all.Add(credentials);
        }

        // Credentials of the registry are a secret by name or ARN, without the grammar of valueFrom.
        var references = all.ConvertAll<Reference?>(secret => ReferenceEquals(secret, task.RegistryCredentials)
            ? new SecretReference(Arn.Parse(secret.ValueFrom)?.Region, secret.ValueFrom, null, null, null)
            : ValueFrom.Parse(secret.ValueFrom).Reference);
        var lookup = await Lookup.Run(references.OfType<Reference>(), calls);
        var failures = new List<Failure>();
        var values = new List<KeyValuePair<string, string>>(task.Environment);
        for (var at = 0; at < all.Count; at++)
        {
            var (secret, reference) = (all[at], references[at]);
            var (value, failure) = reference switch
            {
                null => (null, new Failure(secret, null, ValueFrom.Parse(secret.ValueFrom).Refusal!)),
                ParameterReference parameter => OfParameter(secret, parameter, lookup.Of(parameter), region),
                SecretReference asked when ReferenceEquals(secret, task.RegistryCredentials) => (null, OfRegistry(secret, lookup.Of(asked))),
                SecretReference asked => OfSecret(secret, asked, lookup.Of(asked)),
                _ => (null, null),
            };
            if (failure is not null)
            {
                failures.Add(failure);
            }
            else if (at < task.Secrets.Count)
            {
                values.Add(new(secret.Name, value!));
            }
        }

        return failures.Count == 0 ? values : throw new ToolException(ExitCodes.NoServer, Sentence(failures));
    }

    // Verified: what RegisterTaskDefinition says of a name in both lists. Inferred: of a name that is twice among the secrets, and AWS Batch and App Runner.
    private static void RefuseSharedNames(TaskDefinition task)
    {
        var names = task.Environment.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        if (task.Secrets.FirstOrDefault(secret => !names.Add(secret.Name)) is { } shared)
        {
            throw new ToolException(
                ExitCodes.NoServer,
                $"{shared.Place}: The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '{shared.Name}'.");
        }
    }

    private static (string? Value, Failure? Failure) OfSecret(Injected secret, SecretReference asked, AwsAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return (null, new(secret, null, refusal.Code == "ResourceNotFoundException"
                ? $"ResourceInitializationError: The task can't retrieve the secret with ARN '{asked.SecretId}' from AWS Secrets Manager. Check that the secret ARN is correct: {refusal}"
                : $"failed to fetch secret {asked.SecretId} from secrets manager: {refusal}"));
        }

        // Of a binary secret the agent takes the text, which is empty.
        var text = answer.Text("SecretString") ?? "";
        if (asked.JsonKey is not { } key)
        {
            return Variable(secret, text);
        }

        var (value, malformed) = GoJson.At(text, key);
        return value is not null
            ? Variable(secret, value)
            : (null, new(secret, null, malformed ?? $"retrieved secret from Secrets Manager did not contain json key {key}"));
    }

    private static (string? Value, Failure? Failure) OfParameter(Injected secret, ParameterReference parameter, ParameterAnswer answer, string region)
    {
        var where = $"fetching secret data from SSM Parameter Store in {parameter.Region ?? region}: ";
        return answer.Value is { } value ? Variable(secret, value)
            : answer.Refusal is { } refusal ? (null, new(secret, where, refusal.ToString()))
            : (null, new(secret, $"{where}invalid parameters: ", parameter.Name));
    }

    private static Failure? OfRegistry(Injected secret, AwsAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return new(secret, null, $"asm fetching secret from the service for {secret.ValueFrom}: {refusal}");
        }

        var (username, password, malformed) = (answer.Text("SecretString") ?? "") switch
        {
            "" => ("", "", "asm fetching authorization data: empty secrets value"),
            var text => Authorization(text),
        };
        return (malformed ?? (username.Length == 0 ? "asm fetching username: AuthorizationData is malformed, empty field"
            : password.Length == 0 ? "asm fetching password: AuthorizationData is malformed, empty field"
            : null)) is { } reason
            ? new(secret, null, reason)
            : null;
    }

    private static (string Username, string Password, string? Malformed) Authorization(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return (Member(json.RootElement, "username"), Member(json.RootElement, "password"), null);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return ("", "", "asm fetching authorization data: unable to unmarshal secret value, invalid schema");
        }
    }

    // Go finds the members of a struct without regard to case.
    private static string Member(JsonElement json, string name) =>
        json.EnumerateObject().LastOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: not JsonValueKind.Undefined } value
            ? value.GetString() ?? ""
            : "";

    private static (string? Value, Failure? Failure) Variable(Injected secret, string value) =>
        ProcessVariable.RefusalOfValue(value) is { } refusal ? (null, new(secret, null, refusal)) : (value, null);

    private static string Sentence(List<Failure> failures)
    {
        var secrets = failures.Where(failure => failure.Parameters is null).Select(failure => failure.Reason).Distinct().ToList();
        var parameters = failures.Where(failure => failure.Parameters is not null).GroupBy(failure => failure.Parameters)
            .Select(group => group.Key + string.Join(',', group.Select(failure => failure.Reason).Distinct())).ToList();
        var lines = new List<string>();
        if (secrets.Count > 0)
        {
            lines.Add($"{Unable} secret from asm: {Retried}: {string.Join(';', secrets)}");
        }

        if (parameters.Count > 0)
        {
            lines.Add($"{Unable} secrets from ssm: {Retried}: {string.Join(';', parameters)}");
        }

        lines.AddRange(failures.Select(failure => $"  {failure.Secret.Place}: {failure.Parameters}{failure.Reason}"));
        return string.Join('\n', lines);
    }

    /// <summary>Why one value cannot be had.</summary>
    /// <param name="Parameters">For a parameter what is said once before the reasons of all that failed in the same way; null for a secret.</param>
    private sealed record Failure(Injected Secret, string? Parameters, string Reason);
}
