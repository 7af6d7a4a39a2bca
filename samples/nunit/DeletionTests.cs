using Amazon.SecretsManager.Model;
using SecretsEmu.Hosting;

namespace NUnitSample;

public class DeletionTests
{
    [Test]
    public async Task A_secret_is_gone_when_its_recovery_window_has_passed()
    {
        await using var emulator = await SecretsEmulator.StartAsync();
        using var client = emulator.CreateClient();
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db/password", SecretString = "one" });
        var read = new GetSecretValueRequest { SecretId = "db/password" };

        await client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "db/password", RecoveryWindowInDays = 7 });

        // Within the window the secret can be restored but not read.
        Assert.That(async () => await client.GetSecretValueAsync(read), Throws.TypeOf<InvalidRequestException>());

        // A week's wait, in no time: the emulator's clock moves and what was due happens.
        await emulator.Clock.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.That(async () => await client.GetSecretValueAsync(read), Throws.TypeOf<ResourceNotFoundException>());

        // The name is free again.
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db/password", SecretString = "new" });
        var answer = await client.GetSecretValueAsync(read);
        Assert.That(answer.SecretString, Is.EqualTo("new"));
    }
}
