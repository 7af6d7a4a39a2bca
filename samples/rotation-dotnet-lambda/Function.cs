using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

[assembly: LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]

namespace RotateOrders;

/// <summary>What Secrets Manager sends.</summary>
public sealed record RotationEvent(string Step, string SecretId, string ClientRequestToken);

/// <summary>Rotates the password of a user who changes it himself: AWS's single-user strategy.</summary>
public sealed class Function(IAmazonSecretsManager secrets, Database database)
{
    /// <summary>As Lambda makes it: region, credentials and endpoint come from the environment.</summary>
    public Function()
        : this(new AmazonSecretsManagerClient(), Database.OfEnvironment())
    {
    }

    public async Task FunctionHandler(RotationEvent rotation, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        ArgumentNullException.ThrowIfNull(context);
        if (!await IsPendingAsync(rotation))
        {
            context.Logger.LogLine("Nothing to do: the version is AWSCURRENT already.");
            return;
        }

        await (rotation.Step switch
        {
            "createSecret" => CreateSecretAsync(rotation),
            "setSecret" => SetSecretAsync(rotation),
            "testSecret" => TestSecretAsync(rotation),
            "finishSecret" => FinishSecretAsync(rotation),
            _ => throw new ArgumentException($"There is no step {rotation.Step}."),
        });
        context.Logger.LogLine($"{rotation.Step} is done.");
    }

    private async Task CreateSecretAsync(RotationEvent rotation)
    {
        var login = await ReadAsync(rotation, "AWSCURRENT") ?? throw new InvalidOperationException("The secret has no AWSCURRENT.");
        if (await ReadAsync(rotation, "AWSPENDING") is not null)
        {
            return;
        }

        var random = await secrets.GetRandomPasswordAsync(new GetRandomPasswordRequest { ExcludeCharacters = "/@\"'\\" });
        login["password"] = random.RandomPassword;
        await secrets.PutSecretValueAsync(new PutSecretValueRequest
        {
            SecretId = rotation.SecretId, ClientRequestToken = rotation.ClientRequestToken, SecretString = login.ToJsonString(), VersionStages = ["AWSPENDING"],
        });
    }

    private async Task SetSecretAsync(RotationEvent rotation)
    {
        var pending = await ReadAsync(rotation, "AWSPENDING");
        // A repeated step finds its work done.
        if (CanLogIn(pending))
        {
            return;
        }

        // After a rotation that went wrong half way, the database may still have the password from before.
        foreach (var stage in (string[])["AWSCURRENT", "AWSPREVIOUS"])
        {
            if (await ReadAsync(rotation, stage) is { } login && CanLogIn(login))
            {
                database.ChangePassword((string)login["username"]!, (string)login["password"]!, (string)pending!["password"]!);
                return;
            }
        }

        throw new InvalidOperationException("The database refuses the pending, the current and the previous password.");
    }

    private async Task TestSecretAsync(RotationEvent rotation)
    {
        if (!CanLogIn(await ReadAsync(rotation, "AWSPENDING")))
        {
            throw new InvalidOperationException("The database refuses the pending password.");
        }
    }

    private async Task FinishSecretAsync(RotationEvent rotation)
    {
        var versions = await VersionsAsync(rotation);
        await secrets.UpdateSecretVersionStageAsync(new UpdateSecretVersionStageRequest
        {
            SecretId = rotation.SecretId,
            VersionStage = "AWSCURRENT",
            MoveToVersionId = rotation.ClientRequestToken,
            RemoveFromVersionId = versions.Single(version => version.Value.Contains("AWSCURRENT")).Key,
        });
    }

    // False when it is current already, which is how a repeated last step looks.
    private async Task<bool> IsPendingAsync(RotationEvent rotation)
    {
        var stages = (await VersionsAsync(rotation)).GetValueOrDefault(rotation.ClientRequestToken) ?? [];
        return stages.Contains("AWSPENDING") || stages.Contains("AWSCURRENT")
            ? !stages.Contains("AWSCURRENT")
            : throw new InvalidOperationException("The version is not AWSPENDING: somebody else has ended this rotation.");
    }

    private async Task<Dictionary<string, List<string>>> VersionsAsync(RotationEvent rotation) =>
        (await secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = rotation.SecretId })).VersionIdsToStages;

    private async Task<JsonObject?> ReadAsync(RotationEvent rotation, string stage)
    {
        try
        {
            var value = await secrets.GetSecretValueAsync(new GetSecretValueRequest
            {
                SecretId = rotation.SecretId, VersionStage = stage, VersionId = stage == "AWSPENDING" ? rotation.ClientRequestToken : null,
            });
            return JsonNode.Parse(value.SecretString)!.AsObject();
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private bool CanLogIn(JsonObject? login) => login is not null && database.CanLogIn((string)login["username"]!, (string)login["password"]!);
}
