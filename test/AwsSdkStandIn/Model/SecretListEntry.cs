using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>A secret as ListSecrets shows it.</summary>
public class SecretListEntry
{
    public string ARN { get; set; }
    public DateTime? CreatedDate { get; set; }
    public DateTime? DeletedDate { get; set; }
    public string Description { get; set; }
    public List<ExternalSecretRotationMetadataItem> ExternalSecretRotationMetadata { get; set; } = Collections.List<ExternalSecretRotationMetadataItem>();
    public string ExternalSecretRotationRoleArn { get; set; }
    public string KmsKeyId { get; set; }
    public DateTime? LastAccessedDate { get; set; }
    public DateTime? LastChangedDate { get; set; }
    public DateTime? LastRotatedDate { get; set; }
    public string Name { get; set; }
    public DateTime? NextRotationDate { get; set; }
    public string OwningService { get; set; }
    public string PrimaryRegion { get; set; }
    public bool? RotationEnabled { get; set; }
    public string RotationLambdaARN { get; set; }
    public RotationRulesType RotationRules { get; set; }
    public Dictionary<string, List<string>> SecretVersionsToStages { get; set; } = Collections.Map<List<string>>();
    public List<Tag> Tags { get; set; } = Collections.List<Tag>();
    public string Type { get; set; }
}

internal static class SecretListEntryWire
{
    internal static readonly Shape<SecretListEntry> Shape = new Shape<SecretListEntry>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("CreatedDate", Values.Date, (shape, value) => shape.CreatedDate = value)
        .With("DeletedDate", Values.Date, (shape, value) => shape.DeletedDate = value)
        .With("Description", Values.Text, (shape, value) => shape.Description = value)
        .With("ExternalSecretRotationMetadata", Values.ListOf(ExternalSecretRotationMetadataItemWire.Shape), (shape, value) => shape.ExternalSecretRotationMetadata = value)
        .With("ExternalSecretRotationRoleArn", Values.Text, (shape, value) => shape.ExternalSecretRotationRoleArn = value)
        .With("KmsKeyId", Values.Text, (shape, value) => shape.KmsKeyId = value)
        .With("LastAccessedDate", Values.Date, (shape, value) => shape.LastAccessedDate = value)
        .With("LastChangedDate", Values.Date, (shape, value) => shape.LastChangedDate = value)
        .With("LastRotatedDate", Values.Date, (shape, value) => shape.LastRotatedDate = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("NextRotationDate", Values.Date, (shape, value) => shape.NextRotationDate = value)
        .With("OwningService", Values.Text, (shape, value) => shape.OwningService = value)
        .With("PrimaryRegion", Values.Text, (shape, value) => shape.PrimaryRegion = value)
        .With("RotationEnabled", Values.Flag, (shape, value) => shape.RotationEnabled = value)
        .With("RotationLambdaARN", Values.Text, (shape, value) => shape.RotationLambdaARN = value)
        .With("RotationRules", RotationRulesTypeWire.Shape, (shape, value) => shape.RotationRules = value)
        .With("SecretVersionsToStages", Values.TextsByText, (shape, value) => shape.SecretVersionsToStages = value)
        .With("Tags", Values.ListOf(TagWire.Shape), (shape, value) => shape.Tags = value)
        .With("Type", Values.Text, (shape, value) => shape.Type = value);
}
