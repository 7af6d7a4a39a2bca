using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>How far the replica in a region is.</summary>
public class ReplicationStatusType
{
    public string KmsKeyId { get; set; }
    public DateTime? LastAccessedDate { get; set; }
    public string Region { get; set; }
    public StatusType Status { get; set; }
    public string StatusMessage { get; set; }
}

internal static class ReplicationStatusTypeWire
{
    internal static readonly Shape<ReplicationStatusType> Shape = new Shape<ReplicationStatusType>()
        .With("KmsKeyId", Values.Text, (shape, value) => shape.KmsKeyId = value)
        .With("LastAccessedDate", Values.Date, (shape, value) => shape.LastAccessedDate = value)
        .With("Region", Values.Text, (shape, value) => shape.Region = value)
        .With("Status", Values.Text, (shape, value) => shape.Status = value)
        .With("StatusMessage", Values.Text, (shape, value) => shape.StatusMessage = value);
}
