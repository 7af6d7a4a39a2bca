using System.Runtime.CompilerServices;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Tests.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Loading;

/// <summary>Code that stays in memory is told of, and code that merely waits to be collected is not.</summary>
public sealed class RetiredContextsTests
{
    [Test]
    public async Task Five_copies_that_stay_are_told_of_once_and_ten_again()
    {
        var reports = new List<string>();
        var retired = new RetiredContexts(reports.Add);

        await Replace("RotationPlugins.SerializingPlugin", 4, retired);
        reports.ShouldBeEmpty();
        await Replace("RotationPlugins.SerializingPlugin", 5, retired);
        reports.ShouldBe([Sentence(5)]);
        await Replace("RotationPlugins.SerializingPlugin", 2, retired);
        reports.ShouldBe([Sentence(5), Sentence(10)]);
    }

    [Test]
    public async Task Copies_that_merely_wait_to_be_collected_are_not_told_of()
    {
        var reports = new List<string>();
        var retired = new RetiredContexts(reports.Add);

        await Replace("RotationPlugins.GoodPlugin", 12, retired);

        reports.ShouldBeEmpty();
    }

    private static async Task Replace(string name, int times, RetiredContexts retired)
    {
        for (var time = 0; time < times; time++)
        {
            await RunAndClose(name, retired);
            await retired.Counted;
        }
    }

    // Apart, so that no local of the test keeps what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAndClose(string name, RetiredContexts retired)
    {
        await using var plugin = new HostedPlugin(name, retired: retired);
        await plugin.Rotate();
    }

    private static string Sentence(int copies) =>
        $"{copies} old copies of rotation functions stay in memory: something holds on to them, mostly the caches of System.Text.Json for a function's own types, "
        + "or a step that never came back. \"isolation\": \"process\" in handlers.json, or --isolate-handlers, avoids it.";
}
