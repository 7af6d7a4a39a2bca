namespace SecretsEmu.WireTests.SecretsManager;

public sealed class GetSecretValueTests
{
    [Test]
    public async Task PutSecretValue_with_AWSPENDING_leaves_AWSCURRENT_where_it_was()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T00:00:00Z", seed: 7);
        var first = await emulator.Secrets.Create("db/password", "one");

        await emulator.Secrets.PutValue("db/password", "two", stages: ["AWSPENDING"]);

        (await emulator.Secrets.GetValue("db/password")).Text("VersionId").ShouldBe(first.Text("VersionId"));
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.GetValue("nowhere");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
