using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>Ordinary clients of the .NET SDK that talk to an emulator.</summary>
internal static class SdkClients
{
    public static AmazonSecretsManagerClient SdkClient(this Emulator emulator, string? account = null, string? region = null, HttpClientFactory? http = null) =>
        emulator.Server.SdkClient(account, region: region, http: http);

    public static AmazonSecretsManagerClient SdkClient(
        this SecretsEmulator server, string? accessKey = null, string secret = "test", string? region = null, HttpClientFactory? http = null) => new(
        new BasicAWSCredentials(accessKey ?? "test", secret),
        new AmazonSecretsManagerConfig
        {
            ServiceURL = server.Url.ToString(),
            AuthenticationRegion = region ?? server.Region,
            HttpClientFactory = http,
        });

    public static AmazonSecurityTokenServiceClient StsClient(this Emulator emulator, AWSCredentials credentials) => emulator.Server.StsClient(credentials);

    public static AmazonSecurityTokenServiceClient StsClient(this SecretsEmulator server, AWSCredentials credentials) => new(
        credentials,
        new AmazonSecurityTokenServiceConfig { ServiceURL = server.Url.ToString(), AuthenticationRegion = server.Region });

    public static AmazonSimpleSystemsManagementClient SsmClient(this Emulator emulator) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSimpleSystemsManagementConfig { ServiceURL = emulator.Server.Url.ToString(), AuthenticationRegion = emulator.Server.Region });

    public static AmazonKeyManagementServiceClient KmsClient(this Emulator emulator, AWSCredentials? credentials = null) => new(
        credentials ?? new BasicAWSCredentials("test", "test"),
        new AmazonKeyManagementServiceConfig { ServiceURL = emulator.Server.Url.ToString(), AuthenticationRegion = emulator.Server.Region });
}
