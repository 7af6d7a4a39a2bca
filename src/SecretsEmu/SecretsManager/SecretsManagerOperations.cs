using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.SecretsManager;

/// <summary>Secrets Manager: the operation table, all 23 of AWS's model (2017-10-17).</summary>
internal static class SecretsManagerOperations
{
    public static Service Service(
        Envelope envelope, VersionWriter versions, AccessNotes notes, Rotations rotations, RotationFunctions functions, IRandom random) =>
        new("secretsmanager", new Json11Form("secretsmanager."), () => Operations(envelope, versions, notes, rotations, functions, random));

    private static Operation[] Operations(
        Envelope envelope, VersionWriter versions, AccessNotes notes, Rotations rotations, RotationFunctions functions, IRandom random)
    {
        var json = JsonForm.For(SecretsManagerJson.Default);
        var getSecretValue = new GetSecretValue(envelope, notes);
        return
        [
            Operation.Read("BatchGetSecretValue", new BatchGetSecretValue(getSecretValue, notes), json),
            Operation.Change("CancelRotateSecret", new CancelRotateSecret(), json),
            Operation.Change("CreateSecret", new CreateSecret(versions, envelope, notes, random), json),
            Operation.Change("DeleteResourcePolicy", new DeleteResourcePolicy(), json),
            Operation.Change("DeleteSecret", new DeleteSecret(rotations, random), json),
            Operation.Read("DescribeSecret", new DescribeSecret(notes), json),
            Operation.Read("GetRandomPassword", new GetRandomPassword(random), json),
            Operation.Read("GetResourcePolicy", new GetResourcePolicy(), json),
            Operation.Read("GetSecretValue", getSecretValue, json),
            Operation.Read("ListSecretVersionIds", new ListSecretVersionIds(notes), json),
            Operation.Read("ListSecrets", new ListSecrets(notes), json),
            Operation.Change("PutResourcePolicy", new PutResourcePolicy(), json),
            Operation.Change("PutSecretValue", new PutSecretValue(versions, rotations), json),
            Operation.Change("RemoveRegionsFromReplication", new RemoveRegionsFromReplication(notes), json),
            Operation.Change("ReplicateSecretToRegions", new ReplicateSecretToRegions(notes), json),
            Operation.Change("RestoreSecret", new RestoreSecret(rotations), json),
            Operation.Change("RotateSecret", new RotateSecret(rotations, functions, envelope), json),
            Operation.Change("StopReplicationToReplica", new StopReplicationToReplica(), json),
            Operation.Change("TagResource", new TagResource(), json),
            Operation.Change("UntagResource", new UntagResource(), json),
            Operation.Change("UpdateSecret", new UpdateSecret(versions, rotations), json),
            Operation.Change("UpdateSecretVersionStage", new UpdateSecretVersionStage(), json),
            Operation.Read("ValidateResourcePolicy", new ValidateResourcePolicy(), json),
        ];
    }
}
