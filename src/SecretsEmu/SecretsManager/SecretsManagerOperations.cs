using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.SecretsManager;

/// <summary>Secrets Manager: the operation table.</summary>
internal static class SecretsManagerOperations
{
    public static Service Service(Envelope envelope, AccessNotes notes, IRandom random)
    {
        var shapes = new SecretsManagerJson(JsonForm.For(SecretsManagerJson.Default));
        var versions = new VersionWriter(envelope);
        return new Service("secretsmanager", new Json11Form("secretsmanager."),
        [
            Operation.Change("CreateSecret", new CreateSecret(versions, random), shapes.CreateSecretRequest, shapes.CreateSecretResponse),
            Operation.Read("GetSecretValue", new GetSecretValue(envelope, notes), shapes.GetSecretValueRequest, shapes.GetSecretValueResponse),
        ]);
    }
}
