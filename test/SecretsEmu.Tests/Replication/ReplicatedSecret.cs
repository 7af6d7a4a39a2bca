using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Faults;
using SecretsEmu.Kms;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.Replication;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Replication;

/// <summary>The secret <c>db</c> of us-east-1 and its replicas in one state, changed unit by unit as the writer does it.</summary>
internal sealed class ReplicatedSecret
{
    public const string Home = "us-east-1";
    public const string Account = "111111111111";

    private const string OwnKey = "11111111-1111-1111-1111-111111111111";
    private const string Function = $"arn:aws:lambda:{Home}:{Account}:function:rotate";

    private readonly SeededRandom _random = new(7);
    private readonly AccessNotes _notes = new();
    private readonly Envelope _envelope;
    private readonly VersionWriter _versions;
    private readonly Rotations _rotations;
    private readonly Replicator _replicator;
    private int _tokens;

    /// <param name="regions">Those that have a key of the account's own.</param>
    public ReplicatedSecret(params IEnumerable<string> regions)
    {
        var ring = new KeyRing(new RootKey(new byte[RootKey.Bytes]), _random);
        _envelope = new Envelope(new KmsDoor(ring, _random), _random);
        var events = new EventLog(_random);
        _versions = new VersionWriter(_envelope, events);
        _rotations = new Rotations(_versions, events, _random, 0);
        var copies = new ReplicaCopies(_envelope, Unquestioned.Instance, new PrincipalDirectory(Account, strict: false), _random);
        _replicator = new Replicator(copies, _rotations, events, TimeSpan.Zero);
        Unit(unit =>
        {
            foreach (var arn in regions.Select(region => KeyArn.Of(region, Account, OwnKey)))
            {
                var key = new KmsKey
                {
                    KeyId = OwnKey, Arn = arn, Description = "", CreationDate = Now, Policy = KeyPolicies.Default(Account, Home), Materials = [ring.Generate(arn)],
                };
                unit.Put(KmsTables.Keys, key.Scope, key);
            }
        });
        Run(Home, new CreateSecret(_versions, _envelope, _notes, _random), new() { Name = "db", ClientRequestToken = Token(), SecretString = "one" });
    }

    public Snapshot State { get; private set; } = Snapshot.Empty;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    public Secret Primary => In(Home)!;

    public Secret? In(string region) => State.Find(SecretsManagerTables.Secrets, new Scope(Account, region), "db");

    public void Replicate(string region) => Run(
        Home, new ReplicateSecretToRegions(_notes), new() { SecretId = "db", AddReplicaRegions = [new() { Region = region }], ForceOverwriteReplicaSecret = true });

    public void RemoveRegion(string region) => Run(Home, new RemoveRegionsFromReplication(_notes), new() { SecretId = "db", RemoveReplicaRegions = [region] });

    public void Promote(string region) => Run(region, new StopReplicationToReplica(), new() { SecretId = "db" });

    public void Put(params string[] stages) => Run(
        Home, new PutSecretValue(_versions, _rotations),
        new() { SecretId = "db", ClientRequestToken = Token(), SecretString = $"value {_tokens}", VersionStages = stages.Length == 0 ? null : stages });

    public void Describe(string description) => Run(
        Home, new UpdateSecret(_versions, _rotations), new() { SecretId = "db", ClientRequestToken = Token(), Description = description });

    public void Tag(string key) => Run(Home, new TagResource(), new() { SecretId = "db", Tags = [new() { Key = key, Value = "x" }] });

    public void Untag(string key) => Run(Home, new UntagResource(), new() { SecretId = "db", TagKeys = [key] });

    public void MoveLabel(string label, int version) => Run(
        Home, new UpdateSecretVersionStage(),
        new()
        {
            SecretId = "db", VersionStage = label, RemoveFromVersionId = Primary.Labels.VersionOf(label),
            MoveToVersionId = Primary.Versions[version % Primary.Versions.Length].VersionId,
        });

    public void PutPolicy() => Run(
        Home, new PutResourcePolicy(),
        new()
        {
            SecretId = "db",
            ResourcePolicy = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{Account}}}"},"Action":"*","Resource":"*"}}""",
        });

    public void Rotate() => Run(
        Home,
        new RotateSecret(
            _rotations, new RotationFunctions(new HandlerCatalog([new PluginSettings { Name = "rotate", Assembly = "Rotate.dll" }], null, (_, _) => throw new NotSupportedException())),
            _envelope),
        new() { SecretId = "db", ClientRequestToken = Token(), RotationLambdaArn = Function });

    public void CancelRotation() => Run(Home, new CancelRotateSecret(), new() { SecretId = "db" });

    /// <summary>To the region's own key, or back to the default one.</summary>
    public void ChangeReplicaKey(string region, bool toDefault) => Run(
        region, new UpdateSecret(_versions, _rotations), new() { SecretId = "db", ClientRequestToken = Token(), KmsKeyId = toDefault ? "" : KeyArn.Of(region, Account, OwnKey) });

    public void Down(string region) => Unit(unit => unit.Put(RegionOutages.Table, Scope.Emulator, new RegionOutage(region, OutageMode.Closed, Now)));

    public void Up(string region) => Unit(unit => unit.Remove(RegionOutages.Table, Scope.Emulator, region));

    /// <summary>A moment passes, and the clock runs what is due of replication.</summary>
    public void Pass()
    {
        Now += TimeSpan.FromSeconds(1);
        while (State.Rows(DueQueue.Items, Scope.Emulator).InOrder.FirstOrDefault(
            item => item.Kind == _replicator.Kind.Name && item.At <= Now && !RegionOutages.IsHeldBack(State, item) && !Replicator.IsHeldBack(State, item)) is { } due)
        {
            Unit(unit =>
            {
                unit.Unschedule(due.Key);
                _replicator.Kind.Run(due, unit, Now);
            });
        }
    }

    /// <summary>Each value in clear by version, with its date and labels.</summary>
    public string Content(Secret secret)
    {
        var context = new RequestContext(Principal.Root(Account), secret.Scope.Region, "test", Unquestioned.Instance) { Now = Now };
        return string.Join('\n', secret.Versions.Select(version =>
            $"{version.VersionId} {version.CreatedDate:O} [{string.Join(',', secret.Labels.LabelsOf(version.VersionId))}] "
            + (version.Value is { } value ? _envelope.Open(value, secret.Arn, version.VersionId, State, context).AsString : "-")));
    }

    /// <summary>How much work is left.</summary>
    public int Waiting => State.Count(ReplicationTable.Work);

    /// <summary>Runs an operation in a region; what AWS refuses changes nothing.</summary>
    private void Run<TRequest, TPlan, TResponse>(string region, IChange<TRequest, TPlan, TResponse> operation, TRequest request) => Unit(unit =>
    {
        var context = new RequestContext(Principal.Root(Account), region, "test", Unquestioned.Instance) { Now = Now };
        unit.Cause = context.Cause;
        operation.Apply(operation.Plan(request, unit.State, context).Found, request, unit, context);
    });

    private void Unit(Action<UnitOfWork> work)
    {
        var unit = new UnitOfWork(State);
        try
        {
            work(unit);
        }
        catch (AwsErrorException)
        {
            return;
        }

        _replicator.Follow(unit, Now);
        State = unit.State;
    }

    private string Token() => (++_tokens).ToString("D32", null);
}
