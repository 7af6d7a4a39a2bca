using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tests.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>Plugins that are found because they lie in the folder.</summary>
public sealed class HandlerFolderTests
{
    [Test]
    public void Plugins_go_by_the_names_of_their_attributes()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);

        var good = HandlerFolder.Read(folder.Path, isolate: false).Single(function => function.Name == "good").ShouldBeOfType<PluginSettings>();

        (good.Assembly, good.Class, good.IsIsolated).ShouldBe((folder.Function, "RotationPlugins.GoodPlugin", false));
    }

    [Test]
    public void A_plugin_without_a_name_that_an_ARN_can_hold_is_refused()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        var dotted = Path.Combine(folder.Path, "Acme.Rotation.dll");
        File.Move(folder.Function, dotted);

        Should.Throw<FileException>(() => HandlerFolder.Read(folder.Path, isolate: false)).Message.ShouldBe(
            $"The plugin UnusablePlugins.Inherits in {dotted} would be called 'Acme.Rotation', which is no name of a function "
            + "(1 to 64 letters, digits, hyphens and underscores): give it one with [RotationFunction] or in a handlers.json.");
    }

    [Test]
    public void Two_plugins_of_one_name_are_refused()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);

        Should.Throw<FileException>(() => HandlerFolder.Read(folder.Path, isolate: false)).Message.ShouldStartWith(
            $"Two functions are called UnusablePlugins: plugin {folder.Function} and plugin {folder.Function}");
    }
}
