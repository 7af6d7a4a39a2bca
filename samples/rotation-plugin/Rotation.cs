using System.Text.Json.Nodes;
using SecretsEmu.Plugins;

namespace RotateDb;

/// <summary>Gives a database user a new password, as the database's administrator would.</summary>
[RotationFunction("rotate-db")]
public sealed class Rotation : IRotationPlugin
{
    public async Task CreateSecretAsync(IRotationContext context)
    {
        // A rotation that failed begins again here: what was made before is kept.
        if (await context.ReadAsync("AWSPENDING") is null)
        {
            var login = await Login(context, "AWSCURRENT");
            login["username"] = UserAfter((string)login["username"]!, context);
            login["password"] = await context.GeneratePasswordAsync();
            await context.StorePendingAsync(SecretValue.Of(login));
        }
    }

    public async Task SetSecretAsync(IRotationContext context)
    {
        var login = await Login(context, "AWSPENDING");
        DatabaseOf(context).SetPassword((string)login["username"]!, (string)login["password"]!);
        context.Log($"{login["username"]} has a new password.");
    }

    public async Task TestSecretAsync(IRotationContext context)
    {
        var login = await Login(context, "AWSPENDING");
        DatabaseOf(context).LogIn((string)login["username"]!, (string)login["password"]!);
    }

    public Task FinishSecretAsync(IRotationContext context) => context.MakeCurrentAsync();

    // Of one user each is the next; two take turns.
    private static string UserAfter(string user, IRotationContext context)
    {
        var users = context.Settings["users"].Split(' ');
        return users[(Array.IndexOf(users, user) + 1) % users.Length];
    }

    private static Database DatabaseOf(IRotationContext context) => new(context.Settings["database"]);

    private static async Task<JsonObject> Login(IRotationContext context, string stage) =>
        await context.ReadAsync(stage) is { } value ? value.ToJson() : throw new InvalidOperationException($"The secret has no {stage}.");
}
