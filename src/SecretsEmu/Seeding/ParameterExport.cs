using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Writes parameters in the form of a seed file. What was said of older versions beside their values and labels is not kept.</summary>
internal sealed class ParameterExport(SecureStrings secureStrings)
{
    /// <param name="writer">Takes the list.</param>
    /// <param name="state">What to write.</param>
    /// <param name="readable">The same with every key usable; null to leave values out.</param>
    /// <param name="keyIdOf">The key as a seed can name it, or null for one that the export leaves out.</param>
    public void Write(Utf8JsonWriter writer, Snapshot state, Snapshot? readable, Func<string, Scope, string?> keyIdOf)
    {
        if (state.Count(SsmTables.Parameters) == 0)
        {
            return;
        }

        writer.WriteStartArray("parameters");
        foreach (var scope in state.ScopesOf(SsmTables.Parameters))
        {
            foreach (var parameter in state.Rows(SsmTables.Parameters, scope).InOrder)
            {
                Write(writer, parameter, readable, keyIdOf);
            }
        }

        writer.WriteEndArray();
    }

    private void Write(Utf8JsonWriter writer, SsmParameter parameter, Snapshot? readable, Func<string, Scope, string?> keyIdOf)
    {
        var latest = parameter.Latest;
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("account", parameter.Scope.Account);
        writer.WriteString("region", parameter.Scope.Region);
        writer.WriteString("type", latest.Type);
        WriteUnlessNull(writer, "description", latest.Description);
        WriteUnlessNull(writer, "kmsKeyId", latest.KeyId is { } keyId && !SecureStrings.IsDefaultKey(keyId, parameter.Scope) ? keyIdOf(keyId, parameter.Scope) : null);
        WriteUnlessNull(writer, "allowedPattern", latest.AllowedPattern);
        WriteUnlessNull(writer, "tier", latest.Tier == ParameterTiers.Advanced ? latest.Tier : null);
        WritePolicies(writer, latest);
        WriteTags(writer, parameter);
        if (parameter.Versions[0].Version is not 1 and var first)
        {
            writer.WriteNumber("firstVersion", first);
        }

        writer.WriteStartArray("versions");
        foreach (var version in parameter.Versions)
        {
            writer.WriteStartObject();
            WriteUnlessNull(writer, "value", readable is null ? null : ValueOf(parameter, version, readable));
            WriteLabels(writer, parameter, version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // A value that no key opens any more is left out, as those of an export without values. So is that of a SecureString that
    // became another type: the seed has one type for all versions, under which it would be kept in clear.
    private string? ValueOf(SsmParameter parameter, SsmParameterVersion version, Snapshot readable)
    {
        if (version.Type != ParameterTypes.SecureString)
        {
            return version.Value.Content;
        }

        if (parameter.Latest.Type != ParameterTypes.SecureString)
        {
            return null;
        }

        try
        {
            // The user asked for the values of everything: nobody else is asked.
            var owner = new RequestContext(Principal.Root(parameter.Scope.Account), parameter.Scope.Region, "export", Unquestioned.Instance);
            return secureStrings.Open(version, parameter.Arn, readable, owner);
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    private static void WritePolicies(Utf8JsonWriter writer, SsmParameterVersion version)
    {
        if (!version.Policies.IsEmpty)
        {
            writer.WritePropertyName("policies");
            writer.WriteRawValue($"[{string.Join(',', version.Policies.Select(policy => policy.Text))}]");
        }
    }

    private static void WriteTags(Utf8JsonWriter writer, SsmParameter parameter)
    {
        if (parameter.Tags.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("tags");
        foreach (var tag in parameter.Tags)
        {
            writer.WriteString(tag.Key, tag.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter writer, SsmParameter parameter, SsmParameterVersion version)
    {
        if (parameter.Labels.LabelsOf(version.Version) is not { IsEmpty: false } labels)
        {
            return;
        }

        writer.WriteStartArray("labels");
        foreach (var label in labels)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
    }

    private static void WriteUnlessNull(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
