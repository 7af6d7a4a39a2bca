using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Takes tags away.</summary>
public class UntagResourceRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
    public List<string> TagKeys { get; set; } = Collections.List<string>();
}

/// <summary>What UntagResource answers.</summary>
public class UntagResourceResponse : AmazonWebServiceResponse
{
}

internal static class UntagResourceWire
{
    internal static readonly Operation<UntagResourceRequest, UntagResourceResponse> Operation = new("UntagResource", Write, new Shape<UntagResourceResponse>(),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, UntagResourceRequest request)
    {
        writer.Member("SecretId", request.SecretId);
        writer.Member("TagKeys", request.TagKeys);
    }
}
