using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Moves a staging label from one version to another, or takes it away.</summary>
public class UpdateSecretVersionStageRequest : AmazonSecretsManagerRequest
{
    public string MoveToVersionId { get; set; }
    public string RemoveFromVersionId { get; set; }
    public string SecretId { get; set; }
    public string VersionStage { get; set; }
}

/// <summary>What UpdateSecretVersionStage answers.</summary>
public class UpdateSecretVersionStageResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
}

internal static class UpdateSecretVersionStageWire
{
    internal static readonly Operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse> Operation = new("UpdateSecretVersionStage", Write, new Shape<UpdateSecretVersionStageResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "LimitExceededException",
        "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, UpdateSecretVersionStageRequest request)
    {
        writer.Member("MoveToVersionId", request.MoveToVersionId);
        writer.Member("RemoveFromVersionId", request.RemoveFromVersionId);
        writer.Member("SecretId", request.SecretId);
        writer.Member("VersionStage", request.VersionStage);
    }
}
