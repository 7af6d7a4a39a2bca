using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Writes everything in the form of a seed file. What waits for its deletion is left out: a seed could not make it so. A replica comes back with its primary.</summary>
internal sealed class SeedExport(Envelope envelope, SecureStrings secureStrings, KeySeeds seeds)
{
    private readonly KeyExport _keys = new(seeds);
    private readonly ParameterExport _parameters = new(secureStrings);

    /// <param name="state">What to write.</param>
    /// <param name="withValues">Whether values and key material are written in clear; without them the seed makes secrets without a value and keys with random material.</param>
    public string Write(Snapshot state, bool withValues)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            WriteKeys(writer, state, withValues);
            var readable = withValues ? WithEveryKeyEnabled(state) : null;
            WriteSecrets(writer, state, readable);
            _parameters.Write(writer, state, readable, (keyId, scope) => KeyIdOf(keyId, scope, state));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void WriteKeys(Utf8JsonWriter writer, Snapshot state, bool withValues)
    {
        var keys = KeyExport.KeysOf(state);
        if (keys.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("keys");
        foreach (var key in keys)
        {
            _keys.Write(writer, key, state, withValues);
        }

        writer.WriteEndArray();
    }

    private void WriteSecrets(Utf8JsonWriter writer, Snapshot state, Snapshot? readable)
    {
        writer.WriteStartArray("secrets");
        foreach (var scope in state.ScopesOf(SecretsManagerTables.Secrets))
        {
            var secrets = state.Rows(SecretsManagerTables.Secrets, scope).InOrder.Where(secret => secret is { IsScheduledForDeletion: false, IsReplica: false });
            foreach (var secret in secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal))
            {
                Write(writer, secret, scope, state, readable);
            }
        }

        writer.WriteEndArray();
    }

    private void Write(Utf8JsonWriter writer, Secret secret, Scope scope, Snapshot state, Snapshot? readable)
    {
        writer.WriteStartObject();
        writer.WriteString("name", secret.Name);
        writer.WriteString("account", scope.Account);
        writer.WriteString("region", scope.Region);
        writer.WriteString("arnSuffix", secret.Arn.AsSpan(secret.Arn.Length - SecretArn.SuffixLength));
        if (secret.OwningService is { } service)
        {
            writer.WriteString("owningService", service);
        }

        if (secret.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        if (secret.KmsKeyId is { } kept && KeyIdOf(kept, scope, state) is { } keyId)
        {
            writer.WriteString("kmsKeyId", keyId);
        }

        WriteTags(writer, secret);

        if (secret.ResourcePolicy is { } policy)
        {
            WritePolicy(writer, policy.Text);
        }

        if (secret.Rotation is { } rotation)
        {
            SeedRotations.Write(writer, rotation);
        }

        WriteReplicas(writer, secret, scope, state);

        if (readable is not null)
        {
            WriteVersions(writer, secret, readable);
        }

        writer.WriteEndObject();
    }

    // The tags of AWS's own follow from the rest of the seed, which could not name them.
    private static void WriteTags(Utf8JsonWriter writer, Secret secret)
    {
        var tags = secret.Tags?.Where(tag => !TagRules.IsOfSystem(tag.Key)).ToList();
        if (tags is null || (tags.Count == 0 && secret.OwningService is not null))
        {
            return;
        }

        writer.WriteStartObject("tags");
        foreach (var tag in tags)
        {
            writer.WriteString(tag.Key, tag.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteReplicas(Utf8JsonWriter writer, Secret secret, Scope scope, Snapshot state)
    {
        if (secret.Replicas.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("replicas");
        foreach (var replica in secret.Replicas)
        {
            writer.WriteStartObject();
            writer.WriteString("region", replica.Region);
            if (replica.KmsKeyId is { } kept && KeyIdOf(kept, scope with { Region = replica.Region }, state) is { } keyId)
            {
                writer.WriteString("kmsKeyId", keyId);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // A version that no key opens any more is left out, and without a current one the seed would be none.
    private void WriteVersions(Utf8JsonWriter writer, Secret secret, Snapshot state)
    {
        // The copy that a test of the function makes goes with the test.
        var copy = state.RunningRotation(secret.Arn) is { Cause: RotationCause.Test } test ? test.VersionId : null;
        var versions = secret.Versions.Where(version => version.VersionId != copy).Select(version => (Version: version, Value: ValueOf(secret, version, state))).Where(version => version.Value is not null).ToList();
        if (!versions.Exists(version => secret.Labels.VersionOf(StagingLabels.Current) == version.Version.VersionId))
        {
            return;
        }

        writer.WriteStartArray("versions");
        foreach (var (version, value) in versions)
        {
            Write(writer, secret, version, value!);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Secret secret, SecretVersion version, SecretValue value)
    {
        writer.WriteStartObject();
        writer.WriteString("versionId", version.VersionId);
        writer.WriteStartArray("stages");
        foreach (var label in secret.Labels.LabelsOf(version.VersionId))
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        if (value.AsString is { } text)
        {
            writer.WriteString("string", text);
        }
        else
        {
            writer.WriteBase64String("binary", value.AsBinary);
        }

        writer.WriteEndObject();
    }

    private SecretValue? ValueOf(Secret secret, SecretVersion version, Snapshot state)
    {
        try
        {
            return version.Value is { } value ? envelope.Open(value, secret.Arn, version.VersionId, state, OwnerOf(secret)) : null;
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    // Of a key that the export has too; else the secret or parameter comes back under the default key.
    private static string? KeyIdOf(string kept, Scope scope, Snapshot state)
    {
        var id = KeyId.Parse(kept);
        var owner = id.Account is { } account ? scope with { Account = account } : scope;
        var name = id.Kind == KeyIdKind.Alias ? state.Find(KmsTables.Aliases, owner, id.Name)?.TargetKeyId : id.Name;
        return name is not null && state.Find(KmsTables.Keys, owner, name) is { } key && KeyExport.CanBeSeeded(key, state) ? kept : null;
    }

    // The user asked for the values of everything, whatever state its key is in.
    private static Snapshot WithEveryKeyEnabled(Snapshot state)
    {
        var unit = new UnitOfWork(state);
        foreach (var scope in state.ScopesOf(KmsTables.Keys))
        {
            foreach (var key in state.Rows(KmsTables.Keys, scope).InOrder.Where(key => key.State != KeyState.Enabled))
            {
                unit.Put(KmsTables.Keys, scope, key with { State = KeyState.Enabled });
            }
        }

        return unit.State;
    }

    // The user asked for the values of everything: nobody else is asked.
    private static RequestContext OwnerOf(Secret secret) =>
        new(Principal.Root(secret.Scope.Account), secret.Scope.Region, "export", Unquestioned.Instance);

    /// <summary>As an object where nothing is lost by that.</summary>
    public static void WritePolicy(Utf8JsonWriter writer, string policy)
    {
        using var document = FileJson.AsCompactObject(policy);
        if (document is null)
        {
            writer.WriteString("policy", policy);
        }
        else
        {
            writer.WritePropertyName("policy");
            document.RootElement.WriteTo(writer);
        }
    }
}
