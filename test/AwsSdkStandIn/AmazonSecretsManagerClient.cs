using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Model;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager;

/// <summary>The client, on the pipeline of AWSSDK.Core: credentials, signing, retries, HTTP and the reading of errors are Core's.</summary>
public class AmazonSecretsManagerClient : AmazonServiceClient, IAmazonSecretsManager
{
    private static readonly IServiceMetadata Metadata = new SecretsManagerMetadata();
    private ISecretsManagerPaginatorFactory paginators;

    public AmazonSecretsManagerClient() : this(new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(RegionEndpoint region) : this(In(region)) { }
    public AmazonSecretsManagerClient(AmazonSecretsManagerConfig config) : base(config) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials) : this(credentials, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials, AmazonSecretsManagerConfig clientConfig) : base(credentials, clientConfig) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonSecretsManagerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonSecretsManagerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    public ISecretsManagerPaginatorFactory Paginators => paginators ??= new SecretsManagerPaginatorFactory(this);

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<BatchGetSecretValueResponse> BatchGetSecretValueAsync(BatchGetSecretValueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(BatchGetSecretValueWire.Operation, request, cancellationToken);

    public virtual Task<CreateSecretResponse> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(CreateSecretWire.Operation, request, cancellationToken);

    public virtual Task<DeleteSecretResponse> DeleteSecretAsync(DeleteSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(DeleteSecretWire.Operation, request, cancellationToken);

    public virtual Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(DescribeSecretWire.Operation, request, cancellationToken);

    public virtual Task<GetRandomPasswordResponse> GetRandomPasswordAsync(GetRandomPasswordRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(GetRandomPasswordWire.Operation, request, cancellationToken);

    public virtual Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(GetSecretValueWire.Operation, request, cancellationToken);

    public virtual Task<ListSecretsResponse> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(ListSecretsWire.Operation, request, cancellationToken);

    public virtual Task<PutSecretValueResponse> PutSecretValueAsync(PutSecretValueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(PutSecretValueWire.Operation, request, cancellationToken);

    public virtual Task<RestoreSecretResponse> RestoreSecretAsync(RestoreSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(RestoreSecretWire.Operation, request, cancellationToken);

    public virtual Task<RotateSecretResponse> RotateSecretAsync(RotateSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(RotateSecretWire.Operation, request, cancellationToken);

    public virtual Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(TagResourceWire.Operation, request, cancellationToken);

    public virtual Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(UntagResourceWire.Operation, request, cancellationToken);

    public virtual Task<UpdateSecretResponse> UpdateSecretAsync(UpdateSecretRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(UpdateSecretWire.Operation, request, cancellationToken);

    public virtual Task<UpdateSecretVersionStageResponse> UpdateSecretVersionStageAsync(UpdateSecretVersionStageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(UpdateSecretVersionStageWire.Operation, request, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((AmazonSecretsManagerConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        // The scheme first, then the endpoint: the order in which Core's generated clients have them.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SecretsManagerEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SecretsManagerAuthSchemeHandler());
    }

    private Task<TResponse> CallAsync<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonSecretsManagerRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, operation.Options(), cancellationToken);

    private static AmazonSecretsManagerConfig In(RegionEndpoint region) => new() { RegionEndpoint = region };

    private sealed class SecretsManagerMetadata : IServiceMetadata
    {
        public string ServiceId => AmazonSecretsManagerConfig.ServiceId;
        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
