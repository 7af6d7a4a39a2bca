namespace SecretsEmu.WireTests.Control;

public sealed class ShutdownTests
{
    [Test]
    public async Task Shutdown_is_answered_and_told_to_whoever_holds_the_emulator()
    {
        await using var emulator = await Emulator.Start();
        emulator.Server.ShutdownRequested.IsCompleted.ShouldBeFalse();

        var answer = await emulator.Post("/_emulator/shutdown");

        answer.ShouldSay("""{"stopping":true}""");
        await emulator.Server.ShutdownRequested.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Until_it_is_disposed_it_goes_on_and_a_second_shutdown_is_fine()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Post("/_emulator/shutdown");

        var answer = await emulator.Post("/_emulator/shutdown");

        answer.ShouldSay("""{"stopping":true}""");
        (await emulator.Get("/_emulator/health")).Status.ShouldBe(200);
    }
}
