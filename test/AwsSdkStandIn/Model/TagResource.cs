using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Adds or replaces tags.</summary>
public class TagResourceRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
    public List<Tag> Tags { get; set; } = Collections.List<Tag>();
}

/// <summary>What TagResource answers.</summary>
public class TagResourceResponse : AmazonWebServiceResponse
{
}

internal static class TagResourceWire
{
    internal static readonly Operation<TagResourceRequest, TagResourceResponse> Operation = new("TagResource", Write, new Shape<TagResourceResponse>(),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, TagResourceRequest request)
    {
        writer.Member("SecretId", request.SecretId);
        writer.Member("Tags", request.Tags, TagWire.Write);
    }
}
