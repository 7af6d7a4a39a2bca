using SecretsEmu.Plugins;

namespace RotationPlugins;

/// <summary>A correct plugin, and the minimal one: the others each do one thing differently.</summary>
[RotationFunction("good")]
public class GoodPlugin : IRotationPlugin
{
    public virtual async Task CreateSecretAsync(IRotationContext context)
    {
        if (await context.ReadAsync("AWSPENDING") is null)
        {
            await context.StorePendingAsync(SecretValue.Of(await context.GeneratePasswordAsync()));
        }
    }

    public virtual async Task SetSecretAsync(IRotationContext context) => await context.ReadAsync("AWSPENDING");

    public virtual async Task TestSecretAsync(IRotationContext context) => await context.ReadAsync("AWSPENDING");

    public virtual Task FinishSecretAsync(IRotationContext context) => context.MakeCurrentAsync();
}
