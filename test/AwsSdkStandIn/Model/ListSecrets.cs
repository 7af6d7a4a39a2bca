using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Lists the secrets of the account and region, a page at a time.</summary>
public class ListSecretsRequest : AmazonSecretsManagerRequest
{
    public List<Filter> Filters { get; set; } = Collections.List<Filter>();
    public bool? IncludePlannedDeletion { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
    public SortByType SortBy { get; set; }
    public SortOrderType SortOrder { get; set; }
}

/// <summary>What ListSecrets answers.</summary>
public class ListSecretsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<SecretListEntry> SecretList { get; set; } = Collections.List<SecretListEntry>();
}

internal static class ListSecretsWire
{
    internal static readonly Operation<ListSecretsRequest, ListSecretsResponse> Operation = new("ListSecrets", Write, new Shape<ListSecretsResponse>()
        .With("NextToken", Values.Text, (shape, value) => shape.NextToken = value)
        .With("SecretList", Values.ListOf(SecretListEntryWire.Shape), (shape, value) => shape.SecretList = value),
        "InternalServiceError", "InvalidNextTokenException", "InvalidParameterException", "InvalidRequestException");

    private static void Write(Utf8JsonWriter writer, ListSecretsRequest request)
    {
        writer.Member("Filters", request.Filters, FilterWire.Write);
        writer.Member("IncludePlannedDeletion", request.IncludePlannedDeletion);
        writer.Member("MaxResults", request.MaxResults);
        writer.Member("NextToken", request.NextToken);
        writer.Member("SortBy", request.SortBy);
        writer.Member("SortOrder", request.SortOrder);
    }
}
