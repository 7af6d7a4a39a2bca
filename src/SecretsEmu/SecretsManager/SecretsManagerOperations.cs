using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.SecretsManager;

/// <summary>Secrets Manager: the operation table, all 23 of AWS's model (2017-10-17).</summary>
internal static class SecretsManagerOperations
{
    private const string Rotation = "rotation";
    private const string Replication = "replication to other regions";

    public static Service Service(Envelope envelope, VersionWriter versions, AccessNotes notes, IRandom random)
    {
        var shapes = new SecretsManagerJson(JsonForm.For(SecretsManagerJson.Default));
        var getSecretValue = new GetSecretValue(envelope, notes);
        return new Service("secretsmanager", new Json11Form("secretsmanager."),
        [
            Operation.Read("BatchGetSecretValue", new BatchGetSecretValue(getSecretValue, notes), shapes.BatchGetSecretValueRequest, shapes.BatchGetSecretValueResponse),
            Operation.Missing("CancelRotateSecret", Rotation, shapes.CancelRotateSecretRequest),
            Operation.Change("CreateSecret", new CreateSecret(versions, random), shapes.CreateSecretRequest, shapes.CreateSecretResponse),
            Operation.Change("DeleteResourcePolicy", new DeleteResourcePolicy(), shapes.DeleteResourcePolicyRequest, shapes.DeleteResourcePolicyResponse),
            Operation.Change("DeleteSecret", new DeleteSecret(random), shapes.DeleteSecretRequest, shapes.DeleteSecretResponse),
            Operation.Read("DescribeSecret", new DescribeSecret(notes), shapes.DescribeSecretRequest, shapes.DescribeSecretResponse),
            Operation.Read("GetRandomPassword", new GetRandomPassword(random), shapes.GetRandomPasswordRequest, shapes.GetRandomPasswordResponse),
            Operation.Read("GetResourcePolicy", new GetResourcePolicy(), shapes.GetResourcePolicyRequest, shapes.GetResourcePolicyResponse),
            Operation.Read("GetSecretValue", getSecretValue, shapes.GetSecretValueRequest, shapes.GetSecretValueResponse),
            Operation.Read("ListSecretVersionIds", new ListSecretVersionIds(notes), shapes.ListSecretVersionIdsRequest, shapes.ListSecretVersionIdsResponse),
            Operation.Read("ListSecrets", new ListSecrets(notes), shapes.ListSecretsRequest, shapes.ListSecretsResponse),
            Operation.Change("PutResourcePolicy", new PutResourcePolicy(), shapes.PutResourcePolicyRequest, shapes.PutResourcePolicyResponse),
            Operation.Change("PutSecretValue", new PutSecretValue(versions), shapes.PutSecretValueRequest, shapes.PutSecretValueResponse),
            Operation.Missing("RemoveRegionsFromReplication", Replication, shapes.RemoveRegionsFromReplicationRequest),
            Operation.Missing("ReplicateSecretToRegions", Replication, shapes.ReplicateSecretToRegionsRequest),
            Operation.Change("RestoreSecret", new RestoreSecret(), shapes.RestoreSecretRequest, shapes.RestoreSecretResponse),
            Operation.Missing("RotateSecret", Rotation, shapes.RotateSecretRequest),
            Operation.Missing("StopReplicationToReplica", Replication, shapes.StopReplicationToReplicaRequest),
            Operation.Change("TagResource", new TagResource(), shapes.TagResourceRequest),
            Operation.Change("UntagResource", new UntagResource(), shapes.UntagResourceRequest),
            Operation.Change("UpdateSecret", new UpdateSecret(versions), shapes.UpdateSecretRequest, shapes.UpdateSecretResponse),
            Operation.Change("UpdateSecretVersionStage", new UpdateSecretVersionStage(), shapes.UpdateSecretVersionStageRequest, shapes.UpdateSecretVersionStageResponse),
            Operation.Read("ValidateResourcePolicy", new ValidateResourcePolicy(), shapes.ValidateResourcePolicyRequest, shapes.ValidateResourcePolicyResponse),
        ]);
    }
}
