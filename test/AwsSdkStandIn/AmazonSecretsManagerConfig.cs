using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Wire;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

/// <summary>Region, endpoint, retries and time-outs of a client.</summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    private static readonly string AgentText = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.0.0");

    // The time-outs that Core's generated clients carry for each mode of defaults.
    private static readonly DefaultConfigurationProvider Defaults = new(
    [
        Mode(DefaultConfigurationMode.Standard, 3.1),
        Mode(DefaultConfigurationMode.InRegion, 1.1),
        Mode(DefaultConfigurationMode.CrossRegion, 3.1),
        Mode(DefaultConfigurationMode.Mobile, 30),
        Mode(DefaultConfigurationMode.Auto, 1.1),
    ]);

    public AmazonSecretsManagerConfig() : base(Defaults)
    {
        // Core looks for AWS_ENDPOINT_URL_SECRETS_MANAGER under this id.
        base.ServiceId = ServiceId;
        AuthenticationServiceName = SigningName;
        EndpointProvider = new SecretsManagerEndpointProvider();
    }

    public new static string ServiceId => "Secrets Manager";

    public override string RegionEndpointServiceName => SigningName;

    public override string ServiceVersion => ApiVersion;

    public override string UserAgent => AgentText;

    internal const string ApiVersion = "2017-10-17";

    private const string SigningName = "secretsmanager";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return EndpointProvider.ResolveEndpoint(SecretsManagerEndpointParameters.From(this, parameters.AlternateEndpoint));
    }

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, double seconds) => new DefaultConfiguration
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(seconds),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(seconds),
    };
}
