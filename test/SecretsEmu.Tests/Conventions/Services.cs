using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Ssm;
using SecretsEmu.Sts;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The services as the emulator composes them, beside AWS's model of each.</summary>
internal static class Services
{
    public static Service SecretsManager { get; } = Compose();

    public static Service Kms { get; } = ComposeKms();

    public static Service Sts { get; } = StsOperations.Service(new SeededRandom(1), strict: false);

    public static Service Ssm { get; } = ComposeSsm();

    public static IReadOnlyList<(Service Service, ServiceModel Model)> All { get; } =
        [(SecretsManager, ServiceModel.SecretsManager), (Kms, ServiceModel.Kms), (Sts, ServiceModel.Sts), (Ssm, ServiceModel.Ssm)];

    /// <summary>Every operation that acts, by the name by which <see cref="Find"/> finds it: two services may have one of the same name.</summary>
    public static IEnumerable<string> Emulated => All.SelectMany(service => EmulatedBy(service.Service));

    public static IEnumerable<string> EmulatedBy(Service service) =>
        service.Operations.Where(operation => operation.NotEmulated is null).Select(operation => $"{service.SigningName}:{operation.Name}").Order(StringComparer.Ordinal);

    /// <param name="name">Such as <c>kms:TagResource</c>.</param>
    public static (Operation Operation, ServiceModel Model) Find(string name)
    {
        var (service, model) = All.Single(service => name.StartsWith($"{service.Service.SigningName}:", StringComparison.Ordinal));
        return (service.Find(name.Split(':')[1])!, model);
    }

    private static Service Compose()
    {
        var random = new SeededRandom(1);
        var envelope = new Envelope(new KmsDoor(new KeyRing(new RootKey(new byte[RootKey.Bytes]), random), random), random);
        var events = new EventLog(random);
        var versions = new VersionWriter(envelope, events);
        return SecretsManagerOperations.Service(
            envelope, versions, new AccessNotes(), new Rotations(versions, events, random, retries: 0), new RotationFunctions(new HandlerCatalog([], null, null!)), random);
    }

    private static Service ComposeKms()
    {
        var random = new SeededRandom(1);
        var ring = new KeyRing(new RootKey(new byte[RootKey.Bytes]), random);
        return KmsOperations.Service(ring, new KmsDoor(ring, random), [Envelope.Service, SecureStrings.Service], random);
    }

    private static Service ComposeSsm()
    {
        var random = new SeededRandom(1);
        var door = new KmsDoor(new KeyRing(new RootKey(new byte[RootKey.Bytes]), random), random);
        return SsmOperations.Service(new SecureStrings(door, random), new SecretReferences(new GetSecretValue(new Envelope(door, random), new AccessNotes())));
    }
}
