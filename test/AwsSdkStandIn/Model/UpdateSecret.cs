using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Changes description or key, and adds a version where a value is given.</summary>
public class UpdateSecretRequest : AmazonSecretsManagerRequest
{
    public string ClientRequestToken { get; set; }
    public string Description { get; set; }
    public string KmsKeyId { get; set; }
    public MemoryStream SecretBinary { get; set; }
    public string SecretId { get; set; }
    public string SecretString { get; set; }
    public string Type { get; set; }
}

/// <summary>What UpdateSecret answers.</summary>
public class UpdateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
}

internal static class UpdateSecretWire
{
    internal static readonly Operation<UpdateSecretRequest, UpdateSecretResponse> Operation = new("UpdateSecret", Write, new Shape<UpdateSecretResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value),
        "DecryptionFailure", "EncryptionFailure", "InternalServiceError", "InvalidParameterException",
        "InvalidRequestException", "LimitExceededException", "MalformedPolicyDocumentException",
        "PreconditionNotMetException", "ResourceExistsException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, UpdateSecretRequest request)
    {
        writer.IdempotencyToken(request.ClientRequestToken);
        writer.Member("Description", request.Description);
        writer.Member("KmsKeyId", request.KmsKeyId);
        writer.Member("SecretBinary", request.SecretBinary);
        writer.Member("SecretId", request.SecretId);
        writer.Member("SecretString", request.SecretString);
        writer.Member("Type", request.Type);
    }
}
