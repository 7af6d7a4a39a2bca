using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

public sealed class InfoTests
{
    [Test]
    public async Task Info_says_what_is_running()
    {
        await using var emulator = await Emulator.Start(options: new() { Account = "111122223333", Region = "eu-west-1" });
        await emulator.Secrets.Create("a", "one");
        await emulator.Secrets.As(accessKey: "444455556666", region: "us-west-2").Create("b");

        var answer = await emulator.Get("/_emulator/info");

        answer.ShouldSay($$"""
            {"version":"{{SecretsEmulator.Version}}","url":"http://127.0.0.1:{{emulator.Server.Url.Port}}","pid":{{Environment.ProcessId}},"account":"111122223333","region":"eu-west-1","clock":{{ControlCalls.ClockAtStart}},"strict":false,"access":"enforce","principals":0,"regionsDown":[],"secrets":2,"faults":[]}
            """);
    }

    [Test]
    public async Task Info_names_the_data_folder()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });

        var answer = await emulator.Get("/_emulator/info");

        answer.Text("data").ShouldBe(folder.Path);
    }

    [Test]
    public async Task An_endpoint_that_does_not_exist_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Get("/_emulator/nothing")).ShouldRefuse(
            404, "There is no control endpoint 'nothing'. There are health, info, clock, reset, seed, principals, export, refusals, refusals/REQUEST-ID, can, credentials, functions, events, readers, rotations, rotations/resume, regions, faults, agent, shutdown.");
        (await emulator.Get("/_emulator/")).ShouldRefuse(
            404, "There is no control endpoint ''. There are health, info, clock, reset, seed, principals, export, refusals, refusals/REQUEST-ID, can, credentials, functions, events, readers, rotations, rotations/resume, regions, faults, agent, shutdown.");
        (await emulator.Get("/_emulator/Info")).ShouldRefuse(
            404, "There is no control endpoint 'Info'. There are health, info, clock, reset, seed, principals, export, refusals, refusals/REQUEST-ID, can, credentials, functions, events, readers, rotations, rotations/resume, regions, faults, agent, shutdown.");
    }

    [TestCase("POST", "info", "The control endpoint 'info' takes GET.")]
    [TestCase("DELETE", "clock", "The control endpoint 'clock' takes GET or POST.")]
    [TestCase("GET", "reset", "The control endpoint 'reset' takes POST.")]
    [TestCase("GET", "seed", "The control endpoint 'seed' takes POST.")]
    [TestCase("POST", "export", "The control endpoint 'export' takes GET.")]
    [TestCase("GET", "shutdown", "The control endpoint 'shutdown' takes POST.")]
    public async Task Another_method_is_refused(string method, string endpoint, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Ask(method, $"/_emulator/{endpoint}")).ShouldRefuse(405, sentence);
    }
}
