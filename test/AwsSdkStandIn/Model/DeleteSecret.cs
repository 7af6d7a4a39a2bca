using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Schedules the deletion of a secret, or deletes it at once.</summary>
public class DeleteSecretRequest : AmazonSecretsManagerRequest
{
    public bool? ForceDeleteWithoutRecovery { get; set; }
    public long? RecoveryWindowInDays { get; set; }
    public string SecretId { get; set; }
}

/// <summary>What DeleteSecret answers.</summary>
public class DeleteSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public DateTime? DeletionDate { get; set; }
    public string Name { get; set; }
}

internal static class DeleteSecretWire
{
    internal static readonly Operation<DeleteSecretRequest, DeleteSecretResponse> Operation = new("DeleteSecret", Write, new Shape<DeleteSecretResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("DeletionDate", Values.Date, (shape, value) => shape.DeletionDate = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, DeleteSecretRequest request)
    {
        writer.Member("ForceDeleteWithoutRecovery", request.ForceDeleteWithoutRecovery);
        writer.Member("RecoveryWindowInDays", request.RecoveryWindowInDays);
        writer.Member("SecretId", request.SecretId);
    }
}
