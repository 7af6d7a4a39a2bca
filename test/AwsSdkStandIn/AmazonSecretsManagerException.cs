using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>What every error of the service can be caught as.</summary>
public class AmazonSecretsManagerException : AmazonServiceException
{
    public AmazonSecretsManagerException() { }
    public AmazonSecretsManagerException(string message) : base(message) { }
    public AmazonSecretsManagerException(Exception innerException) : base(innerException) { }
    public AmazonSecretsManagerException(string message, Exception innerException) : base(message, innerException) { }
    public AmazonSecretsManagerException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public AmazonSecretsManagerException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
