using SecretsEmu.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>Plugins are found in a library without loading it.</summary>
public sealed class PluginFinderTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("secrets-emu-plugins-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_class_is_a_plugin_by_its_interface_or_by_its_attribute()
    {
        var library = new PluginLibrary();
        var (first, second) = (library.Class("Rotate.First"), library.Class("Rotate.Second", function: "second"));
        // Its base implements the interface, in another library perhaps: the attribute says what it is.
        var derived = library.Class("Derived", function: "derived", implements: false);

        Find(library, first, second, derived).ShouldBe([new("Rotate.First", null), new("Rotate.Second", "second"), new("Derived", "derived")]);
    }

    [Test]
    public void What_cannot_be_made_or_is_no_plugin_is_left_out()
    {
        var library = new PluginLibrary();
        var (plugin, other, unfinished) = (library.Class("Plugin"), library.Class("Other", implements: false), library.Class("Unfinished", function: "x", isAbstract: true));

        Find(library, plugin, other, unfinished).ShouldBe([new("Plugin", null)]);
    }

    [Test]
    public void A_nested_class_has_the_name_by_which_it_can_be_loaded()
    {
        var library = new PluginLibrary();
        var outer = library.Class("Rotate.Outer", implements: false);
        var inner = library.Class("Inner", inside: outer);

        Find(library, outer, inner).ShouldBe([new("Rotate.Outer+Inner", null)]);
    }

    [Test]
    public void A_library_that_does_not_reference_the_plugins_package_has_none() =>
        PluginFinder.Find(typeof(NUnit.Framework.TestAttribute).Assembly.Location).ShouldBeEmpty();

    [Test]
    public void What_is_no_library_has_none()
    {
        var text = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(text, "no library");
        var empty = Path.Combine(_folder.FullName, "empty.dll");
        File.WriteAllText(empty, "");

        PluginFinder.Find(text).ShouldBeEmpty();
        PluginFinder.Find(empty).ShouldBeEmpty();
        PluginFinder.Find(Path.Combine(_folder.FullName, "missing.dll")).ShouldBeEmpty();
        PluginFinder.Find(_folder.FullName).ShouldBeEmpty();
    }

    private IReadOnlyList<FoundPlugin> Find(PluginLibrary library, params System.Reflection.Emit.TypeBuilder[] types) =>
        PluginFinder.Find(PluginLibrary.Save(library, Path.Combine(_folder.FullName, "Library.dll"), types));
}
