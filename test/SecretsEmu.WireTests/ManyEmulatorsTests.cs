namespace SecretsEmu.WireTests;

public sealed class ManyEmulatorsTests
{
    [Test]
    public async Task Fifty_at_once_start_answer_for_themselves_and_stop()
    {
        var emulators = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Emulator.Start(seed: number)));

        var answers = await Task.WhenAll(emulators.Select(async (emulator, number) =>
        {
            await emulator.Secrets.Create("db", $"value {number}");
            return (await emulator.Secrets.GetValue("db")).Text("SecretString");
        }));
        await Task.WhenAll(emulators.Select(emulator => emulator.DisposeAsync().AsTask()));

        answers.ShouldBe(Enumerable.Range(0, 50).Select(number => $"value {number}"));
        emulators.Select(emulator => emulator.Server.Url.Port).ShouldBeUnique();
        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var http = new HttpClient();
            await http.GetAsync(emulators[0].Server.Url);
        });
    }
}
