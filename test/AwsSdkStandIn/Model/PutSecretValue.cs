using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Adds a version with a new value.</summary>
public class PutSecretValueRequest : AmazonSecretsManagerRequest
{
    public string ClientRequestToken { get; set; }
    public string RotationToken { get; set; }
    public MemoryStream SecretBinary { get; set; }
    public string SecretId { get; set; }
    public string SecretString { get; set; }
    public List<string> VersionStages { get; set; } = Collections.List<string>();
}

/// <summary>What PutSecretValue answers.</summary>
public class PutSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
    public List<string> VersionStages { get; set; } = Collections.List<string>();
}

internal static class PutSecretValueWire
{
    internal static readonly Operation<PutSecretValueRequest, PutSecretValueResponse> Operation = new("PutSecretValue", Write, new Shape<PutSecretValueResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value)
        .With("VersionStages", Values.Texts, (shape, value) => shape.VersionStages = value),
        "DecryptionFailure", "EncryptionFailure", "InternalServiceError", "InvalidParameterException",
        "InvalidRequestException", "LimitExceededException", "ResourceExistsException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, PutSecretValueRequest request)
    {
        writer.IdempotencyToken(request.ClientRequestToken);
        writer.Member("RotationToken", request.RotationToken);
        writer.Member("SecretBinary", request.SecretBinary);
        writer.Member("SecretId", request.SecretId);
        writer.Member("SecretString", request.SecretString);
        writer.Member("VersionStages", request.VersionStages);
    }
}
