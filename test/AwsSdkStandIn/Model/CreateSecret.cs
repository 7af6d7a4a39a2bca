using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Makes a secret, with a first version where a value is given.</summary>
public class CreateSecretRequest : AmazonSecretsManagerRequest
{
    public List<ReplicaRegionType> AddReplicaRegions { get; set; } = Collections.List<ReplicaRegionType>();
    public string ClientRequestToken { get; set; }
    public string Description { get; set; }
    public bool? ForceOverwriteReplicaSecret { get; set; }
    public string KmsKeyId { get; set; }
    public string Name { get; set; }
    public MemoryStream SecretBinary { get; set; }
    public string SecretString { get; set; }
    public List<Tag> Tags { get; set; } = Collections.List<Tag>();
    public string Type { get; set; }
}

/// <summary>What CreateSecret answers.</summary>
public class CreateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public List<ReplicationStatusType> ReplicationStatus { get; set; } = Collections.List<ReplicationStatusType>();
    public string VersionId { get; set; }
}

internal static class CreateSecretWire
{
    internal static readonly Operation<CreateSecretRequest, CreateSecretResponse> Operation = new("CreateSecret", Write, new Shape<CreateSecretResponse>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("ReplicationStatus", Values.ListOf(ReplicationStatusTypeWire.Shape), (shape, value) => shape.ReplicationStatus = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value),
        "DecryptionFailure", "EncryptionFailure", "InternalServiceError", "InvalidParameterException",
        "InvalidRequestException", "LimitExceededException", "MalformedPolicyDocumentException",
        "PreconditionNotMetException", "ResourceExistsException", "ResourceNotFoundException");

    private static void Write(Utf8JsonWriter writer, CreateSecretRequest request)
    {
        writer.Member("AddReplicaRegions", request.AddReplicaRegions, ReplicaRegionTypeWire.Write);
        writer.IdempotencyToken(request.ClientRequestToken);
        writer.Member("Description", request.Description);
        writer.Member("ForceOverwriteReplicaSecret", request.ForceOverwriteReplicaSecret);
        writer.Member("KmsKeyId", request.KmsKeyId);
        writer.Member("Name", request.Name);
        writer.Member("SecretBinary", request.SecretBinary);
        writer.Member("SecretString", request.SecretString);
        writer.Member("Tags", request.Tags, TagWire.Write);
        writer.Member("Type", request.Type);
    }
}
