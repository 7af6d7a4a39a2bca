using Amazon.Lambda.Core;
using Amazon.SecretsManager;

namespace RotationFunctions;

/// <summary>Two users take turns, so that one password always works: AWS's alternating-users strategy. A superuser changes them.</summary>
public sealed class AlternatingUsers
{
    private const string Clone = "_clone";

    private readonly IAmazonSecretsManager client = RotationFunctions.Secrets.Connect();
    private readonly FileDatabase database = new();

    private Secrets Secrets => new(client);

    public async Task Handle(RotationEvent rotation, ILambdaContext context)
    {
        if (!await Guard.Check(rotation, client, context.Logger))
        {
            return;
        }

        await (rotation.Step switch
        {
            "createSecret" => CreateSecret(rotation),
            "setSecret" => SetSecret(rotation),
            "testSecret" => TestSecret(rotation),
            "finishSecret" => Secrets.Finish(rotation),
            _ => throw new ArgumentException($"Invalid step parameter {rotation.Step} for secret {rotation.SecretId}"),
        });
    }

    private async Task CreateSecret(RotationEvent rotation)
    {
        var current = await Secrets.Get(rotation.SecretId, "AWSCURRENT");
        if (await Secrets.Find(rotation.SecretId, "AWSPENDING", rotation.ClientRequestToken) is null)
        {
            await Secrets.PutPending(rotation, current.With(Other(current.Username), await Secrets.NewPassword()));
        }
    }

    private async Task SetSecret(RotationEvent rotation)
    {
        var pending = await Secrets.Get(rotation.SecretId, "AWSPENDING", rotation.ClientRequestToken);
        if (database.CanLogIn(pending.Username, pending.Password))
        {
            return;
        }

        var current = await Secrets.Get(rotation.SecretId, "AWSCURRENT");
        if (pending.Username != Other(current.Username))
        {
            throw new InvalidOperationException("Attempting to modify a user other than the clone of the current secret");
        }

        // Who does not know the current password may not have the superuser change one.
        if (!database.CanLogIn(current.Username, current.Password))
        {
            throw new InvalidOperationException($"Unable to log into database using current credentials for secret {rotation.SecretId}");
        }

        var master = await Secrets.Get(current.MasterArn ?? throw new KeyNotFoundException("masterarn key is missing from secret JSON"), "AWSCURRENT");
        if (!database.CanLogIn(master.Username, master.Password))
        {
            throw new InvalidOperationException($"Unable to log into database using credentials in master secret {current.MasterArn}");
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

    private static string Other(string username) => username.EndsWith(Clone, StringComparison.Ordinal) ? username[..^Clone.Length] : username + Clone;
}
