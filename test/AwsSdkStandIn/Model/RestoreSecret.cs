using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Cancels a scheduled deletion.</summary>
public class RestoreSecretRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
}

/// <summary>What RestoreSecret answers.</summary>
public class RestoreSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
}

internal static class RestoreSecretWire
{
    internal static readonly Operation<RestoreSecretRequest, RestoreSecretResponse> Operation = new("RestoreSecret", Write, new Shape<RestoreSecretResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, RestoreSecretRequest request)
    {
        writer.Member("SecretId", request.SecretId);
    }
}
