using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Writes everything in the form of a seed file. Secrets that wait for their deletion are left out: a seed could not make them so.</summary>
internal sealed class SeedExport(Envelope envelope)
{
    /// <param name="state">What to write.</param>
    /// <param name="withValues">Whether values are written in clear; without them the seed makes secrets without a value.</param>
    public string Write(Snapshot state, bool withValues)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("secrets");
            foreach (var scope in state.ScopesOf(SecretsManagerTables.Secrets))
            {
                var secrets = state.Rows(SecretsManagerTables.Secrets, scope).InOrder.Where(secret => !secret.IsScheduledForDeletion);
                foreach (var secret in secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal))
                {
                    Write(writer, secret, scope, withValues ? state : null);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void Write(Utf8JsonWriter writer, Secret secret, Scope scope, Snapshot? values)
    {
        writer.WriteStartObject();
        writer.WriteString("name", secret.Name);
        writer.WriteString("account", scope.Account);
        writer.WriteString("region", scope.Region);
        writer.WriteString("arnSuffix", secret.Arn.AsSpan(secret.Arn.Length - SecretArn.SuffixLength));
        if (secret.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        if (secret.Tags is { } tags)
        {
            writer.WriteStartObject("tags");
            foreach (var tag in tags)
            {
                writer.WriteString(tag.Key, tag.Value);
            }

            writer.WriteEndObject();
        }

        if (secret.ResourcePolicy is { } policy)
        {
            WritePolicy(writer, policy.Text);
        }

        if (values is not null && !secret.Versions.IsEmpty)
        {
            writer.WriteStartArray("versions");
            foreach (var version in secret.Versions.Where(version => version.Value is not null))
            {
                Write(writer, secret, version, values);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, Secret secret, SecretVersion version, Snapshot state)
    {
        writer.WriteStartObject();
        writer.WriteString("versionId", version.VersionId);
        writer.WriteStartArray("stages");
        foreach (var label in secret.Labels.LabelsOf(version.VersionId))
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        var value = envelope.Open(version.Value!, secret.Arn, version.VersionId, state, OwnerOf(secret));
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

    // The user asked for the values of everything: nobody else is asked.
    private static RequestContext OwnerOf(Secret secret) =>
        new(Principal.Root(secret.Scope.Account), secret.Scope.Region, "export", Unquestioned.Instance);

    private static void WritePolicy(Utf8JsonWriter writer, string policy)
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
