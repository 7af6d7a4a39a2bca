using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Amazon.SecretsManager.Wire;

/// <summary>What decides the endpoint of a call.</summary>
internal sealed class SecretsManagerEndpointParameters : EndpointParameters
{
    internal string Region { get; private init; }
    internal bool UseDualStack { get; private init; }
    internal bool UseFips { get; private init; }
    internal string Endpoint { get; private init; }

    internal static SecretsManagerEndpointParameters From(IClientConfig config, RegionEndpoint alternate)
    {
        // ServiceURL is what the code set, or what Core found in the environment or the profile.
        var url = alternate is null ? config.ServiceURL : null;
        var region = (alternate ?? config.RegionEndpoint)?.SystemName;
        return new()
        {
            Region = region ?? (string.IsNullOrEmpty(url) ? null : AWSSDKUtils.DetermineRegion(url)),
            UseDualStack = config.UseDualstackEndpoint,
            UseFips = config.UseFIPSEndpoint,
            Endpoint = string.IsNullOrEmpty(url) ? null : url,
        };
    }
}

/// <summary>The configured endpoint, or AWS's own for the region.</summary>
internal sealed class SecretsManagerEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var asked = (SecretsManagerEndpointParameters)parameters;
        if (asked.Endpoint is not null)
        {
            return asked.UseFips || asked.UseDualStack
                ? throw new AmazonClientException("An endpoint of your own excludes FIPS and dual-stack endpoints.")
                : new Endpoint(asked.Endpoint);
        }

        if (asked.Region is null)
        {
            throw new AmazonClientException("Neither a region nor an endpoint is configured.");
        }

        var partition = Fn.Partition(asked.Region);
        var suffix = asked.UseDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://secretsmanager{(asked.UseFips ? "-fips" : "")}.{asked.Region}.{suffix}");
    }
}

internal sealed class SecretsManagerEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        SecretsManagerEndpointParameters.From(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
}

/// <summary>Every operation is signed with Signature Version 4.</summary>
internal sealed class SecretsManagerAuthSchemeHandler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
