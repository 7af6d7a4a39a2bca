using SecretsEmu.Files;
using YamlDotNet.RepresentationModel;

namespace SecretsEmu.Tool.Consumers;

/// <summary>The variables of a buildspec, as CodeBuild reads them (integrations.md 5.3).</summary>
/// <param name="Variables">In clear.</param>
/// <param name="Parameters">Of Parameter Store.</param>
/// <param name="Secrets">Of Secrets Manager: <c>secret-id:json-key:version-stage:version-id</c>.</param>
internal sealed record Buildspec(IReadOnlyList<KeyValuePair<string, string>> Variables, IReadOnlyList<Injected> Parameters, IReadOnlyList<Injected> Secrets)
{
    private const string Kind = "buildspec";

    // Verified: the build specification reference; CodeBuild's own sentence is not known.
    private static readonly string[] Versions = ["0.1", "0.2"];
    private static readonly string[] KeysOfEnv = ["shell", "variables", "parameter-store", "exported-variables", "secrets-manager", "git-credential-helper"];

    /// <exception cref="FileException">It cannot be read, or is no buildspec.</exception>
    public static Buildspec Read(string file)
    {
        if (YamlFile.Read(file, FileText.Read(file, Kind)) is not [YamlMappingNode root])
        {
            throw new FileException(file, 1, "a buildspec is one mapping, with version, env and phases.");
        }

        if (root.Find("version") is not YamlScalarNode { Value: var version } written)
        {
            throw new FileException(file, (int)(root.Find("version") ?? root).Start.Line, "a buildspec needs version: 0.2 (or 0.1).");
        }

        if (!Versions.Contains(version))
        {
            throw new FileException(file, (int)written.Start.Line, $"version must be 0.2 or 0.1, not '{version}'.");
        }

        var env = root.Find("env");
        if (env is not (null or YamlMappingNode))
        {
            throw new FileException(file, (int)env.Start.Line, "env must be a mapping.");
        }

        foreach (var key in env is YamlMappingNode known ? known.Children.Keys : [])
        {
            if ((key as YamlScalarNode)?.Value is not { } name || !KeysOfEnv.Contains(name))
            {
                throw new FileException(file, (int)key.Start.Line, $"env has no key '{key}'.{Meant($"{key}")} It has {string.Join(", ", KeysOfEnv)}.");
            }
        }

        return new(
            [.. Entries(env, "variables", file).Select(one => KeyValuePair.Create(one.Name, one.ValueFrom))],
            Entries(env, "parameter-store", file),
            Entries(env, "secrets-manager", file));
    }

    /// <summary>In clear first, then parameters, then secrets (Inferred: which of two with one name counts).</summary>
    /// <exception cref="ToolException">Something cannot be resolved: what CodeBuild says, and every reason with its place.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> Resolve(AwsCalls calls)
    {
        var parameters = Parameters.Select(one => new ParameterReference(Arn.Parse(one.ValueFrom)?.Region, one.ValueFrom)).ToList();
        var secrets = Secrets.Select(one => SecretReference.Parse(one.ValueFrom)).ToList();
        var lookup = await Lookup.Run([.. parameters, .. secrets.OfType<SecretReference>()], calls);
        List<(Injected Of, string? Value, string? Reason)> found =
        [
            .. Parameters.Zip(parameters, (one, reference) => ValueOf(one, reference, lookup.Of(reference))),
            .. Secrets.Zip(secrets, (one, reference) => reference is null
                ? (one, null, $"{SecretsManagerError}a reference is secret-id:json-key:version-stage:version-id, with four parts at most.")
                : ValueOf(one, reference, lookup.Of(reference))),
        ];
        var failed = found.Where(one => one.Reason is not null).ToList();
        return failed.Count == 0
            ? [.. Variables, .. found.Select(one => KeyValuePair.Create(one.Of.Name, one.Value!))]
            : throw new ToolException(ExitCodes.NoServer, string.Join('\n',
            [
                "Phase complete: DOWNLOAD_SOURCE State: FAILED", $"Phase context status code: {failed[0].Reason}",
                .. failed.Select(one => $"  {one.Of.Place}: {one.Reason}"),
            ]));
    }

    // Variables in clear are often secrets all the same.
    public override string ToString() => Kind;

    private const string SecretsManagerError = "Secrets Manager Error Message: ";

    private const string ParameterStoreError = "Decrypted Variables Error Message: ";

    // Verified: both sentences in public reports.
    private static (Injected Of, string? Value, string? Reason) ValueOf(Injected one, ParameterReference parameter, ParameterAnswer answer) =>
        answer.Value is { } value ? Variable(one, value, ParameterStoreError)
        : (one, null, ParameterStoreError + (answer.Refusal?.Short ?? $"parameter does not exist: {parameter.Name}"));

    private static (Injected Of, string? Value, string? Reason) ValueOf(Injected one, SecretReference secret, AwsAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return (one, null, SecretsManagerError + refusal.Short);
        }

        var (value, problem) = JsonKey.ValueOf(secret, answer);
        return value is null ? (one, null, $"{SecretsManagerError}{secret.SecretId} {problem}") : Variable(one, value, SecretsManagerError);
    }

    private static (Injected Of, string? Value, string? Reason) Variable(Injected one, string value, string error) =>
        ProcessVariable.RefusalOfValue(value) is { } refusal ? (one, null, error + refusal) : (one, value, null);

    private static List<Injected> Entries(YamlNode? env, string list, string file)
    {
        var entries = new List<Injected>();
        foreach (var (name, value, line) in (env?.Find(list)).Texts(file, $"env.{list}"))
        {
            var place = $"{file}, line {line}, env.{list}.{name}";
            if ((ProcessVariable.RefusalOfName(name) ?? ProcessVariable.RefusalOfValue(value)) is { } refusal)
            {
                throw new FileException($"{place}: {refusal}");
            }

            entries.Add(new(name, value, place));
        }

        return entries;
    }

    private static string Meant(string typed) => NearWord.Of(typed, KeysOfEnv) is { } near ? $" Did you mean {near}?" : "";
}
