using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>A secret's value as BatchGetSecretValue shows it.</summary>
public class SecretValueEntry
{
    public string ARN { get; set; }
    public DateTime? CreatedDate { get; set; }
    public string Name { get; set; }
    public MemoryStream SecretBinary { get; set; }
    public string SecretString { get; set; }
    public string VersionId { get; set; }
    public List<string> VersionStages { get; set; } = Collections.List<string>();
}

internal static class SecretValueEntryWire
{
    internal static readonly Shape<SecretValueEntry> Shape = new Shape<SecretValueEntry>()
        .With("ARN", Values.Text, (shape, value) => shape.ARN = value)
        .With("CreatedDate", Values.Date, (shape, value) => shape.CreatedDate = value)
        .With("Name", Values.Text, (shape, value) => shape.Name = value)
        .With("SecretBinary", Values.Bytes, (shape, value) => shape.SecretBinary = value)
        .With("SecretString", Values.Text, (shape, value) => shape.SecretString = value)
        .With("VersionId", Values.Text, (shape, value) => shape.VersionId = value)
        .With("VersionStages", Values.Texts, (shape, value) => shape.VersionStages = value);
}
