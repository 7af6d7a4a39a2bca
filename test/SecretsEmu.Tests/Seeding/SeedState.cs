using System.Text;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.Seeding;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Seeding;

/// <summary>State in memory that seeds are applied to and exported from, without a server.</summary>
internal sealed class SeedState
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    public static readonly Scope Default = new("000000000000", "us-east-1");

    private static readonly EncryptionContext s_encryption = new(("app", "test"));

    private readonly KmsDoor _door;
    private readonly KeySeeds _keys;
    private readonly Envelope _envelope;
    private readonly SecureStrings _secureStrings;
    private readonly Seeder _seeder;

    public SeedState(int seed = 7)
    {
        var random = new SeededRandom(seed);
        var ring = new KeyRing(new RootKey(new byte[RootKey.Bytes]), random);
        _door = new KmsDoor(ring, random);
        _keys = new KeySeeds(ring, random);
        _envelope = new Envelope(_door, random);
        _secureStrings = new SecureStrings(_door, random);
        _seeder = new Seeder(_envelope, _secureStrings, _keys, random, Default.Account, Default.Region);
    }

    public Snapshot Snapshot { get; private set; } = Snapshot.Empty;

    /// <summary>Whether the export of a seed, with its values, is a seed that exports as the same text from another state.</summary>
    public static bool ExportsAsTheSameText(string seed)
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(seed);
        var exported = first.Export(withValues: true);

        second.Apply(exported);

        return second.Export(withValues: true) == exported;
    }

    /// <summary>Whether the state that a seed made stays as it is when its own export is seeded into it.</summary>
    public static bool SeedingItsExportChangesNothing(string seed)
    {
        var state = new SeedState();
        state.Apply(seed);
        var before = state.Snapshot;

        var report = state.Apply(state.Export(withValues: true));

        return report.Created.Count == 0 && ReferenceEquals(state.Snapshot, before);
    }

    public SeedReport Apply(params string[] texts) => ApplyAt(Now, texts);

    public SeedReport ApplyAt(DateTimeOffset now, params string[] texts)
    {
        var unit = new UnitOfWork(Snapshot);
        var report = _seeder.Apply([.. texts.Select((text, i) => SeedFile.Parse($"seed{i + 1}.jsonc", text))], unit, now);
        Snapshot = unit.State;
        return report;
    }

    public void Change(Action<UnitOfWork> change)
    {
        var unit = new UnitOfWork(Snapshot);
        change(unit);
        Snapshot = unit.State;
    }

    public void Change(Secret secret) => Change(unit => unit.Put(secret));

    public void Change(KmsKey key) => Change(unit => unit.Put(KmsTables.Keys, key.Scope, key));

    public void Remove(KmsKey key) => Change(unit => unit.Remove(KmsTables.Keys, key.Scope, key.KeyId));

    public string Export(bool withValues) => new SeedExport(_envelope, _secureStrings, _keys).Write(Snapshot, withValues);

    public Secret Secret(string name, Scope? scope = null) => Snapshot.Find(SecretsManagerTables.Secrets, scope ?? Default, name)!;

    public KmsKey Key(string id, Scope? scope = null) => Snapshot.Find(KmsTables.Keys, scope ?? Default, id)!;

    /// <summary>The key that an alias points at.</summary>
    public KmsKey KeyOf(string alias, Scope? scope = null) => Key(Snapshot.Find(KmsTables.Aliases, scope ?? Default, alias)!.TargetKeyId, scope);

    public IReadOnlyList<KmsGrant> GrantsOf(KmsKey key) => [.. Snapshot.Rows(KmsTables.Grants, key.Scope).InOrder.Where(grant => grant.KeyId == key.KeyId)];

    /// <summary>Material in clear.</summary>
    public byte[] Material(KmsKey key, int index = 0) => _keys.Export(key, key.Materials[index]).ToArray();

    public byte[] Encrypt(string keyId, string plaintext, Scope? scope = null) =>
        _door.Encrypt(keyId, Encoding.UTF8.GetBytes(plaintext), s_encryption, Snapshot, ContextOf(scope ?? Default));

    public string Decrypt(byte[] ciphertext, Scope? scope = null) =>
        Encoding.UTF8.GetString(_door.Decrypt(ciphertext, s_encryption, Snapshot, ContextOf(scope ?? Default)));

    /// <summary>The value of the version with a label.</summary>
    public SecretValue Value(string name, string label = "AWSCURRENT")
    {
        var secret = Secret(name);
        var version = secret.FindStage(label)!;
        return _envelope.Open(version.Value!, secret.Arn, version.VersionId, Snapshot, ContextOf(secret.Scope));
    }

    public EncryptedValue Seal(Secret secret, string versionId, string value, UnitOfWork unit) =>
        _envelope.Seal(SecretsEmu.SecretsManager.SecretValue.Of(value), secret, versionId, unit, ContextOf(secret.Scope));

    private static RequestContext ContextOf(Scope scope) => new(Principal.Root(scope.Account), scope.Region, "test", Unquestioned.Instance);
}
