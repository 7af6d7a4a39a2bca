using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecurityToken;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Ordinary clients of the .NET SDK that talk to an emulator.</summary>
internal static class SdkClients
{
    public static AmazonSecretsManagerClient SdkClient(this Emulator emulator, string? account = null, string? region = null, HttpClientFactory? http = null) => new(
        new BasicAWSCredentials(account ?? "test", "test"),
        new AmazonSecretsManagerConfig
        {
            ServiceURL = emulator.Server.Url.ToString(),
            AuthenticationRegion = region ?? emulator.Server.Region,
            HttpClientFactory = http,
        });

    public static AmazonSecurityTokenServiceClient StsClient(this Emulator emulator, AWSCredentials credentials) => new(
        credentials,
        new AmazonSecurityTokenServiceConfig { ServiceURL = emulator.Server.Url.ToString(), AuthenticationRegion = emulator.Server.Region });
}
