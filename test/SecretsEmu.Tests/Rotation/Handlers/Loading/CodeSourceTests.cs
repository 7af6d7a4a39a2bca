using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Tests.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Loading;

/// <summary>When code is loaded anew, what stays as it was meanwhile, and that files are left free.</summary>
public sealed class CodeSourceTests
{
    private static readonly DateTime Later = new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public async Task A_rebuilt_plugin_is_loaded_anew_at_the_next_rotation_and_not_between_steps()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        await using var plugin = HostedPlugin.OfUnusable("CountsForAll", folder.Function);
        await using var session = await plugin.Open();
        var step = new Step();
        await session.Invoke(step.Invocation, CancellationToken.None);

        folder.Rebuild("UnusablePlugins.dll", Later);

        (await plugin.Run("createSecret")).ShouldBe(["step 1"]);
        await session.Invoke(step.Invocation, CancellationToken.None);
        (await plugin.Run("createSecret")).ShouldBe(["step 2"]);
        step.Log.ShouldBe(["step 1", "step 2"]);
    }

    [Test]
    public async Task A_changed_dependency_loads_the_plugin_anew()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        await using var plugin = HostedPlugin.OfUnusable("CountsForAll", folder.Function);
        await plugin.Run("createSecret");

        folder.Rebuild("PluginLibrary.dll", Later);

        (await plugin.Run("createSecret")).ShouldBe(["step 1"]);
    }

    [Test]
    public async Task Every_file_is_free_to_be_deleted_while_a_rotation_goes_on_and_a_later_step_has_what_was_built_with_the_first()
    {
        var folder = new FunctionFolder(HostedPlugin.Unusable);
        await using var plugin = HostedPlugin.OfUnusable("NeedsLibrary", folder.Function);
        await using var session = await plugin.Open();
        var step = new Step("setSecret");

        folder.Dispose();

        await session.Invoke(step.Invocation, CancellationToken.None);
        step.Log.ShouldBe(["hello"]);
    }

    [Test]
    public async Task A_library_beside_a_plugin_without_a_deps_json_is_found_by_its_name()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Remove("UnusablePlugins.deps.json");
        await using var plugin = HostedPlugin.OfUnusable("NeedsLibrary", folder.Function);

        (await plugin.Run("setSecret")).ShouldBe(["hello"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_native_library_beside_a_plugin_is_found_and_left_free(bool hasDependencies)
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        var native = LayNativeLibrary(folder);
        if (!hasDependencies)
        {
            folder.Remove("UnusablePlugins.deps.json");
        }

        await using var plugin = HostedPlugin.OfUnusable("NeedsNativeLibrary", folder.Function);
        await using var session = await plugin.Open();
        var step = new Step("setSecret");
        await session.Invoke(step.Invocation, CancellationToken.None);

        step.Log.ShouldBe(["297c98f1"]);
        folder.Remove(native);
    }

    [Test]
    public async Task A_build_that_is_under_way_is_waited_for()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);
        var wall = new FakeTimeProvider(new DateTimeOffset(Later));
        folder.Rebuild("RotationPlugins.dll", Later - TimeSpan.FromMilliseconds(100));
        using var source = new CodeSource(folder.Function, [typeof(IRotationPlugin).Assembly], wall, new RetiredContexts(_ => { }));

        var taking = source.Take(CancellationToken.None);
        taking.IsCompleted.ShouldBeFalse();
        folder.Rebuild("RotationPlugins.pdb", Later + TimeSpan.FromMilliseconds(250));
        wall.Advance(TimeSpan.FromMilliseconds(300));
        taking.IsCompleted.ShouldBeFalse();
        wall.Advance(TimeSpan.FromMilliseconds(300));

        (await taking).Assembly.GetName().Name.ShouldBe("RotationPlugins");
    }

    [Test]
    public async Task A_folder_that_never_rests_is_not_waited_for_longer_than_six_seconds()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);
        var wall = new FakeTimeProvider(new DateTimeOffset(Later));
        using var source = new CodeSource(folder.Function, [typeof(IRotationPlugin).Assembly], wall, new RetiredContexts(_ => { }));
        folder.Rebuild("RotationPlugins.dll", Later);

        var taking = source.Take(CancellationToken.None);
        for (var wait = 1; wait <= 20; wait++)
        {
            taking.IsCompleted.ShouldBeFalse();
            folder.Rebuild("RotationPlugins.dll", Later + (wait * TimeSpan.FromMilliseconds(300)));
            wall.Advance(TimeSpan.FromMilliseconds(300));
        }

        (await taking).Assembly.GetName().Name.ShouldBe("RotationPlugins");
    }

    [Test]
    public async Task Two_hundred_loads_and_runs_leave_nothing_in_memory()
    {
        var reports = new List<string>();
        var retired = new RetiredContexts(reports.Add);

        for (var cycle = 0; cycle < 200; cycle++)
        {
            await RunAndClose("RotationPlugins.GoodPlugin", retired);
        }

        await Collected.UntilNoneOf(retired);
        retired.Alive.ShouldBe(0);
        reports.ShouldBeEmpty();
    }

    // Apart, so that no local of the test keeps what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAndClose(string name, RetiredContexts retired)
    {
        await using var plugin = new HostedPlugin(name, retired: retired);
        await plugin.Rotate();
    }

    // Under another name, a library of .NET's own that is there on every system.
    private static string LayNativeLibrary(FunctionFolder folder)
    {
        var (before, after) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        var name = $"{before}plugin-checksum{after}";
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"{before}System.IO.Compression.Native{after}"), Path.Combine(folder.Path, name));
        folder.Rebuild(name, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return name;
    }
}
