using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary>After <c>kill -9</c> the same callers may do the same with the same keys.</summary>
public sealed class KillAccessTests
{
    private const string Story = "python/survivors.py";
    private const int Aliases = 40;

    /// <summary>The second start is told of no principals: they are in the data folder.</summary>
    [Test]
    public async Task Keys_grants_sessions_policies_and_principals_survive_kill_9()
    {
        using var folder = new TemporaryFolder();
        var notes = folder.File("notes.json");

        await using (var server = await Server.StartOn(folder.File("data"), "--strict", "--principals", Path.Combine(Programs.Here, "principals.json")))
        {
            await Run(server, "before");
            await server.Kill();
        }

        await using var again = await Server.StartOn(folder.File("data"), "--strict");
        await Run(again, "after");
        await again.Stop();

        async Task Run(Server server, string part) =>
            (await Programs.Run("python3", [Path.Combine(Programs.Here, Story), part, notes], server.Variables)).ShouldSucceed();
    }

    /// <summary>Of clients that race for a name one wins, and what the winner was told holds after a kill in the middle of the race.</summary>
    [Test]
    public async Task An_alias_has_one_winner_also_when_the_server_is_killed_in_the_race()
    {
        using var folder = new TemporaryFolder();
        var winners = new Dictionary<string, string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var server = await Server.StartOn(folder.File("data")))
        {
            var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateKey(server.Url)));
            var races = keys.Select(key => Task.Run(() => Race(server.Url, key))).ToList();
            await Task.WhenAny([enough.Task, .. races]).WaitAsync(Programs.Patience);
            await server.Kill();
            await Task.WhenAll(races);
        }

        await using var again = await Server.StartOn(folder.File("data"));
        using var client = new RawClient(again.Url, "TrentService");
        foreach (var (alias, key) in winners)
        {
            var (status, body) = await client.Call("DescribeKey", new { KeyId = alias });
            status.ShouldBe(200, body.ToString());
            body.GetProperty("KeyMetadata").GetProperty("KeyId").GetString().ShouldBe(key, alias);
        }

        winners.Count.ShouldBeGreaterThanOrEqualTo(Aliases);

        async Task Race(string url, string key)
        {
            using var racer = new RawClient(url, "TrentService");
            for (var number = 0; ; number++)
            {
                var alias = $"alias/{number}";
                (int Status, JsonElement Body) answer;
                try
                {
                    answer = await racer.Call("CreateAlias", new { AliasName = alias, TargetKeyId = key });
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException)
                {
                    return;
                }

                if (answer.Status == 200)
                {
                    lock (winners)
                    {
                        winners.TryAdd(alias, key).ShouldBeTrue($"{alias} has two winners.");
                        if (winners.Count == Aliases)
                        {
                            enough.SetResult();
                        }
                    }
                }
                else
                {
                    answer.Body.GetProperty("__type").GetString().ShouldBe("AlreadyExistsException");
                }
            }
        }
    }

    private static async Task<string> CreateKey(string url)
    {
        using var client = new RawClient(url, "TrentService");
        return (await client.Call("CreateKey", new { })).Body.GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;
    }
}
