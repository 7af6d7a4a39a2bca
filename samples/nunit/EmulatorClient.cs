using Amazon.Runtime;
using Amazon.SecretsManager;
using SecretsEmu.Hosting;

namespace NUnitSample;

internal static class EmulatorClient
{
    /// <summary>An ordinary client that talks to this emulator. Any credentials do.</summary>
    internal static AmazonSecretsManagerClient CreateClient(this SecretsEmulator emulator) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSecretsManagerConfig { ServiceURL = emulator.Url.ToString(), AuthenticationRegion = emulator.Region });
}
