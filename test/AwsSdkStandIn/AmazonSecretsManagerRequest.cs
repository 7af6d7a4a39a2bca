using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>What the requests of the service have in common.</summary>
public class AmazonSecretsManagerRequest : AmazonWebServiceRequest
{
}
