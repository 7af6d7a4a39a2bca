using Amazon.Lambda.Core;
using Amazon.SecretsManager;

namespace RotationFunctions;

/// <summary>Rotates the password of one user who may change it: AWS's single-user strategy.</summary>
public sealed class SingleUser
{
    private readonly IAmazonSecretsManager client = RotationFunctions.Secrets.Connect();
    private readonly FileDatabase database = new();

    private Secrets Secrets => new(client);

    public async Task Handle(RotationEvent rotation, ILambdaContext context)
    {
        if (!await Guard.Check(rotation, client, context.Logger))
        {
            return;
        }

        switch (rotation.Step)
        {
            case "createSecret":
                await CreateSecret(rotation, context);
                break;
            case "setSecret":
                await SetSecret(rotation);
                break;
            case "testSecret":
                await TestSecret(rotation);
                break;
            case "finishSecret":
                await Secrets.Finish(rotation);
                break;
            default:
                throw new ArgumentException($"Invalid step parameter {rotation.Step} for secret {rotation.SecretId}");
        }
    }

    private async Task CreateSecret(RotationEvent rotation, ILambdaContext context)
    {
        var current = await Secrets.Get(rotation.SecretId, "AWSCURRENT");
        if (await Secrets.Find(rotation.SecretId, "AWSPENDING", rotation.ClientRequestToken) is not null)
        {
            context.Logger.LogLine($"createSecret: Successfully retrieved secret for {rotation.SecretId}.");
            return;
        }

        await Secrets.PutPending(rotation, current.With(current.Username, await Secrets.NewPassword()));
    }

    private async Task SetSecret(RotationEvent rotation)
    {
        var pending = await Secrets.Get(rotation.SecretId, "AWSPENDING", rotation.ClientRequestToken);
        if (database.CanLogIn(pending.Username, pending.Password))
        {
            return;
        }

        var current = await Secrets.Get(rotation.SecretId, "AWSCURRENT");
        if (current.Username != pending.Username)
        {
            throw new InvalidOperationException("Attempting to modify a user other than the one of the current secret");
        }

        if (!database.CanLogIn(current.Username, current.Password)
            && (await Secrets.Find(rotation.SecretId, "AWSPREVIOUS") is not { } previous || !database.CanLogIn(previous.Username, previous.Password)))
        {
            throw new InvalidOperationException($"Unable to log into database with previous, current, or pending secret of secret arn {rotation.SecretId}");
        }

        database.SetPassword(pending.Username, pending.Password);
    }

    private async Task TestSecret(RotationEvent rotation)
    {
        var pending = await Secrets.Get(rotation.SecretId, "AWSPENDING", rotation.ClientRequestToken);
        if (!database.CanLogIn(pending.Username, pending.Password))
        {
            throw new InvalidOperationException($"Unable to log into database with pending secret of secret ARN {rotation.SecretId}");
        }
    }
}
