using System.Collections.Concurrent;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>A plugin can block its thread for ever; it holds up nobody else.</summary>
[NonParallelizable]
public sealed class HangingPluginTests
{
    private readonly ManualResetEventSlim _gate = new();
    private readonly ConcurrentQueue<string> _notes = [];

    [SetUp]
    public void Close()
    {
        _gate.Reset();
        _notes.Clear();
        AppContext.SetData("UnusablePlugins.Gate", _gate);
        AppContext.SetData("UnusablePlugins.Note", (Action<string>)_notes.Enqueue);
    }

    // Lets every thread go that a test left behind.
    [TearDown]
    public void Open() => _gate.Set();

    [OneTimeTearDown]
    public void Forget() => _gate.Dispose();

    [Test]
    public async Task A_constructor_that_hangs_is_left_behind_when_the_time_of_a_step_is_over()
    {
        await using var plugin = HostedPlugin.OfUnusable("HangsInConstructor");

        var opening = plugin.Open();
        plugin.Wall.Advance(HandlerSettings.DefaultTimeout);

        var failure = await Should.ThrowAsync<HandlerException>(() => opening);
        failure.ErrorType.ShouldBe("Sandbox.Timedout");
        failure.Message.ShouldBe($"The constructor of UnusablePlugins.HangsInConstructor in {HostedPlugin.Unusable} did not return within 30.00 seconds.");
    }

    [Test]
    public async Task A_constructor_that_hangs_is_left_behind_when_the_rotation_is_given_up()
    {
        await using var plugin = HostedPlugin.OfUnusable("HangsInConstructor");
        using var given = new CancellationTokenSource();

        var opening = plugin.Handler.Open(given.Token);
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => opening);
    }

    [Test]
    public async Task A_step_that_hangs_is_not_disposed_and_the_next_rotation_has_a_copy_of_its_own()
    {
        await using var plugin = HostedPlugin.OfUnusable("HangsInStep");
        var session = await plugin.Open();
        var hanging = new TaskCompletionSource();
        var step = Task.Run(() => session.Invoke(new Step("setSecret", _ => hanging.SetResult()).Invocation, CancellationToken.None));
        await hanging.Task;

        await session.DisposeAsync();

        _notes.ShouldBeEmpty();
        plugin.Retired.Alive.ShouldBe(1);
        await plugin.Run("testSecret");
        _notes.ShouldBe(["disposed"]);
        _gate.Set();
        await step;
    }

    [Test]
    public async Task A_Dispose_that_hangs_is_left_behind_when_the_time_of_a_step_is_over()
    {
        await using var plugin = HostedPlugin.OfUnusable("HangsInDispose");
        var session = await plugin.Open();

        var closing = session.DisposeAsync();
        plugin.Wall.Advance(HandlerSettings.DefaultTimeout);

        await closing;
        plugin.Retired.Alive.ShouldBe(1);
    }

    [Test]
    public async Task A_Dispose_that_throws_changes_nothing()
    {
        await using var plugin = HostedPlugin.OfUnusable("ThrowsInDispose");

        await plugin.Run("setSecret");

        _notes.ShouldBe(["disposed"]);
        plugin.Retired.Alive.ShouldBe(0);
    }
}
