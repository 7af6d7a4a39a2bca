using System.Collections.Immutable;
using System.Text.Json;
using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.Seeding;

/// <summary>Writes KMS keys in the form of a seed file, with their aliases and grants.</summary>
internal sealed class KeyExport(KeySeeds seeds)
{
    /// <summary>The keys that a seed could make again: not those of AWS's services, which come to be on first use, nor those that wait for material or for their deletion.</summary>
    public static IReadOnlyList<KmsKey> KeysOf(Snapshot state) =>
        [.. state.ScopesOf(KmsTables.Keys).SelectMany(scope => state.Rows(KmsTables.Keys, scope).InOrder).Where(key => CanBeSeeded(key, state))];

    public static bool CanBeSeeded(KmsKey key, Snapshot state) =>
        key is { IsAwsManaged: false, State: KeyState.Enabled or KeyState.Disabled }
        && (!IsReplica(key) || (state.Find(KmsTables.Keys, key.Scope with { Region = key.PrimaryRegion! }, key.KeyId) is { } primary && CanBeSeeded(primary, state)));

    /// <param name="withMaterial">Whether key material is written in clear; without it the seed makes random one.</param>
    public void Write(Utf8JsonWriter writer, KmsKey key, Snapshot state, bool withMaterial)
    {
        writer.WriteStartObject();
        writer.WriteString("id", key.KeyId);
        writer.WriteString("account", key.Scope.Account);
        writer.WriteString("region", key.Scope.Region);
        if (key.PrimaryRegion is { } primary)
        {
            writer.WriteString("primaryRegion", primary);
        }

        WriteAliases(writer, state.Rows(KmsTables.Aliases, key.Scope).InOrder.Where(alias => alias.TargetKeyId == key.KeyId));
        if (key.Description.Length > 0)
        {
            writer.WriteString("description", key.Description);
        }

        if (!IsReplica(key) && key.KeySpec != KeySpecs.SymmetricDefault)
        {
            writer.WriteString("spec", key.KeySpec);
            writer.WriteString("usage", key.KeyUsage);
        }

        if (key.Policy.Text != KeyPolicies.Default(key.Scope.Account, key.Scope.Region).Text)
        {
            SeedExport.WritePolicy(writer, key.Policy.Text);
        }

        if (key.State == KeyState.Disabled)
        {
            writer.WriteBoolean("enabled", false);
        }

        WriteTags(writer, key.Tags);
        if (!IsReplica(key) && key.RotationPeriodInDays is { } days)
        {
            writer.WriteNumber("rotation", days);
        }

        if (withMaterial && !IsReplica(key))
        {
            WriteMaterials(writer, key);
        }

        WriteGrants(writer, state.Rows(KmsTables.Grants, key.Scope).InOrder.Where(grant => grant.KeyId == key.KeyId));
        writer.WriteEndObject();
    }

    private static void WriteAliases(Utf8JsonWriter writer, IEnumerable<KmsAlias> aliases)
    {
        var names = aliases.Select(alias => alias.AliasName).ToList();
        if (names.Count > 0)
        {
            WriteList(writer, "aliases", names);
        }
    }

    private static void WriteTags(Utf8JsonWriter writer, ImmutableArray<KeyTag> tags)
    {
        if (tags.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("tags");
        foreach (var tag in tags)
        {
            writer.WriteString(tag.TagKey, tag.TagValue);
        }

        writer.WriteEndObject();
    }

    private void WriteMaterials(Utf8JsonWriter writer, KmsKey key)
    {
        writer.WriteStartArray("materials");
        foreach (var material in key.Materials)
        {
            writer.WriteStartObject();
            writer.WriteString("id", material.Id);
            writer.WriteBase64String("material", seeds.Export(key, material));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteGrants(Utf8JsonWriter writer, IEnumerable<KmsGrant> ofKey)
    {
        var grants = ofKey.ToList();
        if (grants.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("grants");
        foreach (var grant in grants)
        {
            writer.WriteStartObject();
            writer.WriteString("id", grant.GrantId);
            writer.WriteString("granteePrincipal", grant.GranteePrincipal);
            WriteList(writer, "operations", grant.Operations);
            if (grant.RetiringPrincipal is { } retiring)
            {
                writer.WriteString("retiringPrincipal", retiring);
            }

            if (grant.Name is { } name)
            {
                writer.WriteString("name", name);
            }

            if (grant.EncryptionContextSubset is not null || grant.EncryptionContextEquals is not null)
            {
                writer.WriteStartObject("constraints");
                WritePairs(writer, "encryptionContextSubset", grant.EncryptionContextSubset);
                WritePairs(writer, "encryptionContextEquals", grant.EncryptionContextEquals);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePairs(Utf8JsonWriter writer, string name, ImmutableDictionary<string, string>? pairs)
    {
        if (pairs is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static bool IsReplica(KmsKey key) => key is { PrimaryRegion: not null, IsPrimary: false };
}
