using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.Seeding;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Seeding;

/// <summary>State in memory that seeds are applied to and exported from, without a server.</summary>
internal sealed class SeedState
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    public static readonly Scope Default = new("000000000000", "us-east-1");

    private readonly KmsDoor _door;
    private readonly KeySeeds _keys;
    private readonly Envelope _envelope;
    private readonly Seeder _seeder;

    public SeedState(int seed = 7)
    {
        var random = new SeededRandom(seed);
        var ring = new KeyRing(new RootKey(new byte[RootKey.Bytes]), random);
        _door = new KmsDoor(ring, random);
        _keys = new KeySeeds(ring, random);
        _envelope = new Envelope(_door, random);
        _seeder = new Seeder(_envelope, _keys, random, Default.Account, Default.Region);
    }

    public Snapshot Snapshot { get; private set; } = Snapshot.Empty;

    public SeedReport Apply(params string[] texts)
    {
        var unit = new UnitOfWork(Snapshot);
        var report = _seeder.Apply([.. texts.Select((text, i) => SeedFile.Parse($"seed{i + 1}.jsonc", text))], unit, Now);
        Snapshot = unit.State;
        return report;
    }

    public void Change(Secret secret)
    {
        var unit = new UnitOfWork(Snapshot);
        unit.Put(secret);
        Snapshot = unit.State;
    }

    public string Export(bool withValues) => new SeedExport(_envelope, _keys).Write(Snapshot, withValues);

    public Secret Secret(string name, Scope? scope = null) => Snapshot.Find(SecretsManagerTables.Secrets, scope ?? Default, name)!;

    /// <summary>The value of the version with a label.</summary>
    public SecretValue Value(string name, string label = "AWSCURRENT")
    {
        var secret = Secret(name);
        var version = secret.FindStage(label)!;
        return _envelope.Open(version.Value!, secret.Arn, version.VersionId, Snapshot,
            new RequestContext(Principal.Root(secret.Scope.Account), secret.Scope.Region, "test", Unquestioned.Instance));
    }
}
