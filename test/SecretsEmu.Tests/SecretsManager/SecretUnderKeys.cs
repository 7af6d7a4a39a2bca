using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>KMS keys and one secret in a unit of work, for tests of what Secrets Manager does with keys.</summary>
internal sealed class SecretUnderKeys
{
    public const string Account = "111111111111";
    public const string Region = "us-east-1";
    public const string SecretArn = $"arn:aws:secretsmanager:{Region}:{Account}:secret:db-AbCdEf";
    public const string Version = "11111111-1111-1111-1111-111111111111";

    private readonly KeyRing _ring;
    private int _keys;

    /// <param name="retries">How often a failed rotation is attempted again before its next window.</param>
    public SecretUnderKeys(int retries = 0)
    {
        var random = new SeededRandom(7);
        _ring = new KeyRing(new RootKey(new byte[RootKey.Bytes]), random);
        Envelope = new Envelope(new KmsDoor(_ring, random), random);
        var events = new EventLog(random);
        Versions = new VersionWriter(Envelope, events);
        Rotations = new Rotations(Versions, events, random, retries);
    }

    public Envelope Envelope { get; }

    public VersionWriter Versions { get; }

    public Rotations Rotations { get; }

    public UnitOfWork Unit { get; } = new(Snapshot.Empty);

    public static RequestContext Context { get; } = new(Principal.Root(Account), Region, "test", Unquestioned.Instance);

    /// <summary>The secret as a request makes it, before it has a value.</summary>
    public static Secret Secret(string? keyId = null) => new()
    {
        Arn = SecretArn, Name = "db", KmsKeyId = keyId, CreatedDate = DateTimeOffset.UnixEpoch, LastChangedDate = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A new key; its id counts up.</summary>
    public KmsKey Key(string account = Account, string spec = KeySpecs.SymmetricDefault, string usage = KeyUsages.EncryptDecrypt, bool isAwsManaged = false)
    {
        var id = $"00000000-0000-0000-0000-{++_keys:D12}";
        var arn = KeyArn.Of(Region, account, id);
        var key = new KmsKey
        {
            KeyId = id, Arn = arn, Description = "", CreationDate = DateTimeOffset.UnixEpoch, KeySpec = spec, KeyUsage = usage, IsAwsManaged = isAwsManaged,
            Policy = KeyPolicies.Default(account, Region), Materials = [_ring.Generate(arn)],
        };
        Put(key);
        return key;
    }

    public void Put(KmsKey key) => Unit.Put(KmsTables.Keys, key.Scope, key);

    public void Remove(KmsKey key) => Unit.Remove(KmsTables.Keys, key.Scope, key.KeyId);

    public void Alias(string name, KmsKey key) => Unit.Put(KmsTables.Aliases, key.Scope, new KmsAlias(name, key.KeyId));

    /// <summary>The secret with one more version, labelled as a write labels it.</summary>
    public Secret Write(Secret secret, string text, string versionId = Version, params string[] stages)
    {
        var value = SecretValue.Of(text);
        return Versions.Write(secret, versionId, value, Versions.Plan(secret, versionId, value, stages, Unit.State, Context)!, Unit, Context);
    }

    public Secret ChangeKey(Secret secret, KmsKey? key) => Versions.ChangeKey(secret, key?.Arn, Unit, Context);

    public string? Read(Secret secret, string versionId = Version) =>
        Envelope.Open(secret.FindVersion(versionId)!.Value!, secret.Arn, versionId, Unit.State, Context).AsString;

    public static IEnumerable<string> KeysOf(Secret secret, string versionId = Version) =>
        secret.FindVersion(versionId)!.Value!.DataKeys.Select(key => key.KeyArn);
}
