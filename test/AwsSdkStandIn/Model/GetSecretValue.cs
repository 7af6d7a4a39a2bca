using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Reads one version of a secret's value.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
    public string VersionId { get; set; }
    public string VersionStage { get; set; }
}

/// <summary>What GetSecretValue answers.</summary>
public class GetSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public DateTime? CreatedDate { get; set; }
    public string Name { get; set; }
    public MemoryStream SecretBinary { get; set; }
    public string SecretString { get; set; }
    public string VersionId { get; set; }
    public List<string> VersionStages { get; set; } = Collections.List<string>();
}

internal static class GetSecretValueWire
{
    internal static readonly Operation<GetSecretValueRequest, GetSecretValueResponse> Operation = new("GetSecretValue", Write, new Shape<GetSecretValueResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("CreatedDate", Values.Date, (shape, value) => shape.CreatedDate = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("SecretBinary", Values.Bytes, (shape, value) => shape.SecretBinary = value)
        .With("SecretString", Values.Text, (shape, value) => shape.SecretString = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value)
        .With("VersionStages", Values.Texts, (shape, value) => shape.VersionStages = value),
        "DecryptionFailure", "InternalServiceError", "InvalidParameterException", "InvalidRequestException",
        "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, GetSecretValueRequest request)
    {
        writer.Member("SecretId", request.SecretId);
        writer.Member("VersionId", request.VersionId);
        writer.Member("VersionStage", request.VersionStage);
    }
}
