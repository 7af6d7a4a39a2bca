using System.Collections.Immutable;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Processes;

namespace SecretsEmu.Tests.Rotation.Handlers.Processes;

/// <summary>What needs no tool; the rest is in the wire tests of the tool.</summary>
public sealed class IsolatedHandlerTests
{
    private static readonly ImmutableSortedDictionary<string, string> Texts =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("A", "\"quoted\" zażółć"), KeyValuePair.Create("B", "")]);

    [TestCase(null)]
    [TestCase("Orders.Rotation")]
    public void A_plugin_reaches_its_process_as_it_was_declared(string? type)
    {
        var plugin = new PluginSettings
        {
            Name = "orders", Assembly = "/plugins/Orders.dll", Class = type, Settings = Texts, Environment = Texts, Timeout = TimeSpan.FromSeconds(90),
        };

        var read = IsolatedFunction.Parse(IsolatedFunction.ToJson(plugin)).ShouldBeOfType<PluginSettings>();

        read.Settings.ShouldBe(Texts);
        read.Environment.ShouldBe(Texts);
        (read with { Settings = plugin.Settings, Environment = plugin.Environment }).ShouldBe(plugin);
    }

    [Test]
    public void A_NET_function_reaches_its_process_as_it_was_declared()
    {
        var function = new DotNetSettings { Name = "orders", Folder = "/functions/orders", Handler = "Orders::Orders.Function::Handle", Environment = Texts };

        var read = IsolatedFunction.Parse(IsolatedFunction.ToJson(function)).ShouldBeOfType<DotNetSettings>();

        read.Environment.ShouldBe(Texts);
        (read with { Environment = function.Environment }).ShouldBe(function);
    }

    [Test]
    public async Task Without_the_tool_isolation_is_one_clear_sentence()
    {
        await using var world = await ProcessWorld.Start();
        var plugin = new PluginSettings { Name = "orders", Assembly = "/plugins/Orders.dll", IsIsolated = true };
        await using var handler = new IsolatedHandler(plugin, world.Identity, world.Runtime, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(), tool: null);

        var failure = await Should.ThrowAsync<HandlerException>(async () => await handler.Open(default));

        handler.Settings.ShouldBeSameAs(plugin);
        failure.Message.ShouldBe(
            "The function orders is to run in a process of its own, which takes the tool secrets-emu: this program only contains the emulator. Name the tool's file with SecretsEmulatorOptions.ToolPath, or leave the isolation out.");
    }
}
