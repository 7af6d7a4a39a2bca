using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Hosting;

namespace NUnitSample;

public class SecretCacheTests
{
    [Test]
    public async Task A_changed_secret_is_seen_once_the_cached_value_is_too_old()
    {
        await using var emulator = await SecretsEmulator.StartAsync();
        using var client = emulator.CreateClient();
        var time = new FakeTimeProvider();
        var cache = new SecretCache(client, time, lifetime: TimeSpan.FromMinutes(5));
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db/password", SecretString = "one" });
        Assert.That(await cache.GetAsync("db/password"), Is.EqualTo("one"));

        await client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "db/password", SecretString = "two" });

        Assert.That(await cache.GetAsync("db/password"), Is.EqualTo("one"), "still young enough");
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await cache.GetAsync("db/password"), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_secret_that_does_not_exist_is_not_remembered()
    {
        await using var emulator = await SecretsEmulator.StartAsync();
        using var client = emulator.CreateClient();
        var cache = new SecretCache(client, new FakeTimeProvider(), lifetime: TimeSpan.FromMinutes(5));
        Assert.That(async () => await cache.GetAsync("db/password"), Throws.TypeOf<ResourceNotFoundException>());

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db/password", SecretString = "one" });

        Assert.That(await cache.GetAsync("db/password"), Is.EqualTo("one"));
    }
}
