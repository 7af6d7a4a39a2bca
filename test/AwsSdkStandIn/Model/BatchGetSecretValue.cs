using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Reads the current values of up to 20 secrets, listed or filtered; what failed is in <c>Errors</c>.</summary>
public class BatchGetSecretValueRequest : AmazonSecretsManagerRequest
{
    public List<Filter> Filters { get; set; } = Collections.List<Filter>();
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
    public List<string> SecretIdList { get; set; } = Collections.List<string>();
}

/// <summary>What BatchGetSecretValue answers.</summary>
public class BatchGetSecretValueResponse : AmazonWebServiceResponse
{
    public List<APIErrorType> Errors { get; set; } = Collections.List<APIErrorType>();
    public string NextToken { get; set; }
    public List<SecretValueEntry> SecretValues { get; set; } = Collections.List<SecretValueEntry>();
}

internal static class BatchGetSecretValueWire
{
    internal static readonly Operation<BatchGetSecretValueRequest, BatchGetSecretValueResponse> Operation = new("BatchGetSecretValue", Write, new Shape<BatchGetSecretValueResponse>()
        .With("Errors", Values.ListOf(APIErrorTypeWire.Shape), (shape, value) => shape.Errors = value)
        .With("NextToken", Values.Text, (shape, value) => shape.NextToken = value)
        .With("SecretValues", Values.ListOf(SecretValueEntryWire.Shape), (shape, value) => shape.SecretValues = value),
        "DecryptionFailure", "InternalServiceError", "InvalidNextTokenException", "InvalidParameterException",
        "InvalidRequestException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, BatchGetSecretValueRequest request)
    {
        writer.Member("Filters", request.Filters, FilterWire.Write);
        writer.Member("MaxResults", request.MaxResults);
        writer.Member("NextToken", request.NextToken);
        writer.Member("SecretIdList", request.SecretIdList);
    }
}
