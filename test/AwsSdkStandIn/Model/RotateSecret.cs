using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Starts a rotation, and sets what rotates the secret and when.</summary>
public class RotateSecretRequest : AmazonSecretsManagerRequest
{
    public string ClientRequestToken { get; set; }
    public List<ExternalSecretRotationMetadataItem> ExternalSecretRotationMetadata { get; set; } = Collections.List<ExternalSecretRotationMetadataItem>();
    public string ExternalSecretRotationRoleArn { get; set; }
    public bool? RotateImmediately { get; set; }
    public string RotationLambdaARN { get; set; }
    public RotationRulesType RotationRules { get; set; }
    public string SecretId { get; set; }
}

/// <summary>What RotateSecret answers.</summary>
public class RotateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
}

internal static class RotateSecretWire
{
    internal static readonly Operation<RotateSecretRequest, RotateSecretResponse> Operation = new("RotateSecret", Write, new Shape<RotateSecretResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, RotateSecretRequest request)
    {
        writer.IdempotencyToken(request.ClientRequestToken);
        writer.Member("ExternalSecretRotationMetadata", request.ExternalSecretRotationMetadata, ExternalSecretRotationMetadataItemWire.Write);
        writer.Member("ExternalSecretRotationRoleArn", request.ExternalSecretRotationRoleArn);
        writer.Member("RotateImmediately", request.RotateImmediately);
        writer.Member("RotationLambdaARN", request.RotationLambdaARN);
        RotationRulesTypeWire.Write(writer, request.RotationRules);
        writer.Member("SecretId", request.SecretId);
    }
}
