using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager.Wire;

/// <summary>The exception for an error code, where the operation declares that code; anything else is the service's base exception.</summary>
internal static class DeclaredErrors
{
    private static readonly Dictionary<string, Func<ErrorResponse, AmazonSecretsManagerException>> ByCode = new()
    {
        ["DecryptionFailure"] = e => new DecryptionFailureException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["EncryptionFailure"] = e => new EncryptionFailureException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InternalServiceError"] = e => new InternalServiceErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidNextTokenException"] = e => new InvalidNextTokenException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidParameterException"] = e => new InvalidParameterException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidRequestException"] = e => new InvalidRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["LimitExceededException"] = e => new LimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["MalformedPolicyDocumentException"] = e => new MalformedPolicyDocumentException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["PreconditionNotMetException"] = e => new PreconditionNotMetException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ResourceExistsException"] = e => new ResourceExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ResourceNotFoundException"] = e => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };

    internal static AmazonSecretsManagerException Read(ErrorResponse error, string[] declared) =>
        error.Code is not null && declared.Contains(error.Code)
            ? ByCode[error.Code](error)
            : new AmazonSecretsManagerException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
