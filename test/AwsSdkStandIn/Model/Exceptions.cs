using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A value or key cannot be decrypted.</summary>
public class DecryptionFailureException : AmazonSecretsManagerException
{
    public DecryptionFailureException() { }
    public DecryptionFailureException(string message) : base(message) { }
    public DecryptionFailureException(Exception innerException) : base(innerException) { }
    public DecryptionFailureException(string message, Exception innerException) : base(message, innerException) { }
    public DecryptionFailureException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public DecryptionFailureException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A value cannot be encrypted with the chosen key.</summary>
public class EncryptionFailureException : AmazonSecretsManagerException
{
    public EncryptionFailureException() { }
    public EncryptionFailureException(string message) : base(message) { }
    public EncryptionFailureException(Exception innerException) : base(innerException) { }
    public EncryptionFailureException(string message, Exception innerException) : base(message, innerException) { }
    public EncryptionFailureException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public EncryptionFailureException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The service failed.</summary>
public class InternalServiceErrorException : AmazonSecretsManagerException
{
    public InternalServiceErrorException() { }
    public InternalServiceErrorException(string message) : base(message) { }
    public InternalServiceErrorException(Exception innerException) : base(innerException) { }
    public InternalServiceErrorException(string message, Exception innerException) : base(message, innerException) { }
    public InternalServiceErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public InternalServiceErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The paging token is not one that the service gave.</summary>
public class InvalidNextTokenException : AmazonSecretsManagerException
{
    public InvalidNextTokenException() { }
    public InvalidNextTokenException(string message) : base(message) { }
    public InvalidNextTokenException(Exception innerException) : base(innerException) { }
    public InvalidNextTokenException(string message, Exception innerException) : base(message, innerException) { }
    public InvalidNextTokenException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public InvalidNextTokenException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A parameter has a value that the service does not take.</summary>
public class InvalidParameterException : AmazonSecretsManagerException
{
    public InvalidParameterException() { }
    public InvalidParameterException(string message) : base(message) { }
    public InvalidParameterException(Exception innerException) : base(innerException) { }
    public InvalidParameterException(string message, Exception innerException) : base(message, innerException) { }
    public InvalidParameterException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public InvalidParameterException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The request does not fit the state of the secret.</summary>
public class InvalidRequestException : AmazonSecretsManagerException
{
    public InvalidRequestException() { }
    public InvalidRequestException(string message) : base(message) { }
    public InvalidRequestException(Exception innerException) : base(innerException) { }
    public InvalidRequestException(string message, Exception innerException) : base(message, innerException) { }
    public InvalidRequestException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public InvalidRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The request would go over a quota.</summary>
public class LimitExceededException : AmazonSecretsManagerException
{
    public LimitExceededException() { }
    public LimitExceededException(string message) : base(message) { }
    public LimitExceededException(Exception innerException) : base(innerException) { }
    public LimitExceededException(string message, Exception innerException) : base(message, innerException) { }
    public LimitExceededException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public LimitExceededException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The resource policy is not a valid policy.</summary>
public class MalformedPolicyDocumentException : AmazonSecretsManagerException
{
    public MalformedPolicyDocumentException() { }
    public MalformedPolicyDocumentException(string message) : base(message) { }
    public MalformedPolicyDocumentException(Exception innerException) : base(innerException) { }
    public MalformedPolicyDocumentException(string message, Exception innerException) : base(message, innerException) { }
    public MalformedPolicyDocumentException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public MalformedPolicyDocumentException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Something that the request relies on is not there.</summary>
public class PreconditionNotMetException : AmazonSecretsManagerException
{
    public PreconditionNotMetException() { }
    public PreconditionNotMetException(string message) : base(message) { }
    public PreconditionNotMetException(Exception innerException) : base(innerException) { }
    public PreconditionNotMetException(string message, Exception innerException) : base(message, innerException) { }
    public PreconditionNotMetException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public PreconditionNotMetException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The name or the version is taken.</summary>
public class ResourceExistsException : AmazonSecretsManagerException
{
    public ResourceExistsException() { }
    public ResourceExistsException(string message) : base(message) { }
    public ResourceExistsException(Exception innerException) : base(innerException) { }
    public ResourceExistsException(string message, Exception innerException) : base(message, innerException) { }
    public ResourceExistsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public ResourceExistsException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The secret, version or staging label does not exist.</summary>
public class ResourceNotFoundException : AmazonSecretsManagerException
{
    public ResourceNotFoundException() { }
    public ResourceNotFoundException(string message) : base(message) { }
    public ResourceNotFoundException(Exception innerException) : base(innerException) { }
    public ResourceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
    public ResourceNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public ResourceNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
