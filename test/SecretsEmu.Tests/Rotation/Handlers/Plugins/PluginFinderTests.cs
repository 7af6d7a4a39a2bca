using SecretsEmu.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>What a library offers, read from its metadata alone.</summary>
public sealed class PluginFinderTests
{
    [Test]
    public void Classes_with_the_attribute_are_found_with_their_functions_names()
    {
        var found = PluginFinder.Find(HostedPlugin.Usable);

        found.ShouldContain(new FoundPlugin("RotationPlugins.GoodPlugin", "good"));
        found.ShouldContain(new FoundPlugin("RotationPlugins.RewritingPlugin", "rewrites"));
        found.Select(plugin => plugin.Class).ShouldNotContain("RotationPlugins.DatabaseException");
    }

    [TestCase("Inherits", null)]
    [TestCase("Closed", null)]
    [TestCase("Holder+Nested", "nested")]
    public void A_class_that_inherits_the_interface_or_is_nested_is_found(string name, string? function) =>
        PluginFinder.Find(HostedPlugin.Unusable).ShouldContain(new FoundPlugin($"UnusablePlugins.{name}", function));

    [TestCase("Idle")]
    [TestCase("Open`1")]
    [TestCase("Hidden")]
    [TestCase("NoPlugin")]
    [TestCase("Holder")]
    public void A_class_that_cannot_be_one_is_not_found(string name) =>
        PluginFinder.Find(HostedPlugin.Unusable).Select(plugin => plugin.Class).ShouldNotContain($"UnusablePlugins.{name}");

    [Test]
    public void A_library_without_plugins_another_file_and_a_missing_one_have_none()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Spoil("UnusablePlugins.dll");

        PluginFinder.Find(Path.Combine(folder.Path, "PluginLibrary.dll")).ShouldBeEmpty();
        PluginFinder.Find(folder.Function).ShouldBeEmpty();
        PluginFinder.Find(Path.Combine(folder.Path, "none.dll")).ShouldBeEmpty();
    }
}
