using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.Sts;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The services as the emulator composes them, beside AWS's model of each.</summary>
internal static class Services
{
    public static Service SecretsManager { get; } = Compose();

    public static Service Sts { get; } = StsOperations.Service(new SeededRandom(1), strict: false);

    public static IReadOnlyList<(Service Service, ServiceModel Model)> All { get; } =
        [(SecretsManager, ServiceModel.SecretsManager), (Sts, ServiceModel.Sts)];

    /// <summary>Every operation that acts, with its model.</summary>
    public static IEnumerable<(Operation Operation, ServiceModel Model)> Emulated =>
        All.SelectMany(service => service.Service.Operations
            .Where(operation => operation.NotEmulated is null)
            .OrderBy(operation => operation.Name, StringComparer.Ordinal)
            .Select(operation => (operation, service.Model)));

    private static Service Compose()
    {
        var random = new SeededRandom(1);
        var envelope = new Envelope(new KmsDoor(new KeyRing(new RootKey(new byte[RootKey.Bytes]), random), random), random);
        return SecretsManagerOperations.Service(envelope, new VersionWriter(envelope), new AccessNotes(), random);
    }
}
