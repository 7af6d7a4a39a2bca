using System.Runtime.InteropServices;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>The life of a plugin: what it may be, what fails it, and who is not held up by it.</summary>
public sealed class PluginHandlerTests
{
    [Test]
    public async Task A_correct_plugin_rotates()
    {
        await using var plugin = new HostedPlugin("RotationPlugins.GoodPlugin");

        await plugin.Rotate();

        plugin.Secret.Labels["AWSCURRENT"].ShouldBe("token-1");
        ((string?)plugin.Secret.Values["token-1"]["SecretString"]).ShouldBe("a-password");
    }

    [Test]
    public async Task A_class_is_found_by_its_attribute_where_none_is_named()
    {
        await using var plugin = new HostedPlugin(null, name: "makes-nothing");

        await plugin.Run("createSecret");

        plugin.Secret.Asked.ShouldBeEmpty();
    }

    [Test]
    public async Task Two_rotations_at_once_have_an_instance_each()
    {
        await using var plugin = HostedPlugin.OfUnusable("Counts");
        await using var first = await plugin.Open();
        await using var second = await plugin.Open();
        var (ofFirst, ofSecond) = (new Step(), new Step());

        await Task.WhenAll(first.Invoke(ofFirst.Invocation, CancellationToken.None), second.Invoke(ofSecond.Invocation, CancellationToken.None));
        await first.Invoke(ofFirst.Invocation, CancellationToken.None);

        ofFirst.Log.ShouldBe(["step 1", "step 2"]);
        ofSecond.Log.ShouldBe(["step 1"]);
    }

    [TestCase("NoSuchClass", "{0} has no class UnusablePlugins.NoSuchClass.")]
    [TestCase("NoPlugin", "The class UnusablePlugins.NoPlugin of {0} does not implement IRotationPlugin.")]
    [TestCase("Hidden", "The class UnusablePlugins.Hidden of {0} is not public.")]
    [TestCase("Idle", "The class UnusablePlugins.Idle of {0} is abstract.")]
    [TestCase("Open`1", "The class UnusablePlugins.Open`1 of {0} is generic.")]
    [TestCase("NeedsAnArgument", "The class UnusablePlugins.NeedsAnArgument of {0} needs a public constructor without parameters.")]
    public async Task A_class_that_cannot_be_used_says_why(string name, string sentence)
    {
        var failure = await HostedPlugin.Refusal($"UnusablePlugins.{name}");

        failure.ErrorType.ShouldBe("Runtime.LoadError");
        failure.Message.ShouldBe(sentence.Replace("{0}", HostedPlugin.Unusable, StringComparison.Ordinal));
    }

    [Test]
    public async Task A_constructor_that_throws_is_told_with_what_it_threw_and_no_type_of_the_plugin_is_held()
    {
        var failure = await HostedPlugin.Refusal("UnusablePlugins.ThrowsInConstructor");

        failure.ErrorType.ShouldBe("UnusablePlugins.UnsetException");
        failure.Message.ShouldBe($"The constructor of UnusablePlugins.ThrowsInConstructor in {HostedPlugin.Unusable} threw: DATABASE_FILE is not set.");
        failure.Trace!.ShouldStartWith("   at UnusablePlugins.ThrowsInConstructor..ctor() in ");
        failure.InnerException.ShouldBeNull();
    }

    [Test]
    public async Task What_a_static_member_throws_is_told_as_it_is()
    {
        var failure = await Failure("ThrowsInStaticMember", step: "createSecret");

        failure.ErrorType.ShouldBe("UnusablePlugins.UnsetException");
        failure.Message.ShouldBe("DATABASE_FILE is not set.");
    }

    [Test]
    public async Task Several_classes_without_a_name_are_listed()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);
        await using var plugin = new HostedPlugin(null, folder.Function);

        var sentence = (await plugin.OpenRefused()).Message;

        sentence.ShouldStartWith($"{folder.Function} has several classes that implement IRotationPlugin: RotationPlugins.");
        sentence.ShouldContain("RotationPlugins.GoodPlugin");
        sentence.ShouldEndWith(". Name one under class.");
    }

    [Test]
    public async Task A_library_without_plugins_says_so()
    {
        var library = Path.Combine(Path.GetDirectoryName(HostedPlugin.Unusable)!, "PluginLibrary.dll");

        (await HostedPlugin.Refusal(null, library)).Message.ShouldBe($"{library} has no class that implements IRotationPlugin.");
    }

    [Test]
    public async Task A_missing_file_and_a_missing_folder_ask_for_a_build()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);
        folder.Remove("RotationPlugins.dll");
        var elsewhere = Path.Combine(folder.Path, "none", "Plugin.dll");

        (await HostedPlugin.Refusal(null, folder.Function)).Message.ShouldBe($"{folder.Function} does not exist: build the function first.");
        (await HostedPlugin.Refusal(null, elsewhere)).Message.ShouldBe($"{elsewhere} does not exist: build the function first.");
    }

    [Test]
    public async Task A_file_that_is_no_assembly_says_so()
    {
        using var folder = new FunctionFolder(HostedPlugin.Usable);
        folder.Spoil("RotationPlugins.dll");

        (await HostedPlugin.Refusal(null, folder.Function)).Message.ShouldBe($"{folder.Function} is no .NET assembly.");
    }

    [Test]
    public async Task A_library_that_lacks_its_packages_names_the_first_that_is_missing()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Remove("PluginLibrary.dll");
        var sentence = $"{folder.Function} misses the assembly PluginLibrary 0.1.0.0. The build output of a library lacks its packages: "
            + "use dotnet publish, or set CopyLocalLockFileAssemblies in the project.";

        (await HostedPlugin.Refusal("UnusablePlugins.NeedsLibraryAtOnce", folder.Function)).Message.ShouldBe(sentence);

        var failure = await Failure("NeedsLibrary", folder.Function);
        failure.ErrorType.ShouldBe("System.IO.FileNotFoundException");
        failure.Message.ShouldBe(sentence);
    }

    [Test]
    public async Task A_dependency_that_is_no_assembly_is_named()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Spoil("PluginLibrary.dll");

        (await Failure("NeedsLibrary", folder.Function)).Message.ShouldBe(
            $"{folder.Function} needs PluginLibrary.dll, which is no .NET assembly.");
    }

    [Test]
    public async Task A_plugin_for_a_later_NET_says_so()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Need("System.Runtime", 99);

        (await HostedPlugin.Refusal(null, folder.Function)).Message.ShouldBe(
            $"{folder.Function} was built for .NET 99.0, which is newer than the {RuntimeInformation.FrameworkDescription} that runs here.");
    }

    [Test]
    public async Task A_plugin_against_a_later_contract_says_so()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Need("SecretsEmu.Plugins", 99);

        (await HostedPlugin.Refusal("UnusablePlugins.Inherits", folder.Function)).Message.ShouldBe(
            $"{folder.Function} was built against SecretsEmu.Plugins 99.0.0.0, which is newer than this secrets-emu: update secrets-emu, or reference an older version.");
    }

    [Test]
    public async Task A_plugin_that_lacks_a_method_of_the_contract_says_which()
    {
        using var folder = new FunctionFolder(HostedPlugin.Unusable);
        folder.Rename("FinishSecretAsync", "FinishSecretAsynk");

        (await HostedPlugin.Refusal("UnusablePlugins.Inherits", folder.Function)).Message.ShouldStartWith(
            $"{folder.Function} was built against another version of an assembly than lies beside it: Method 'FinishSecretAsync' in type 'UnusablePlugins.Inherits' from assembly 'UnusablePlugins, ");
    }

    [Test]
    public async Task A_step_that_throws_fails_with_its_exceptions_own_type_message_and_place()
    {
        await using var plugin = new HostedPlugin("RotationPlugins.ThrowingPlugin");

        var failure = await Should.ThrowAsync<HandlerException>(() => plugin.Run("setSecret"));

        failure.ErrorType.ShouldBe("RotationPlugins.DatabaseException");
        failure.Message.ShouldBe("The database refused the login of app.");
        failure.Trace!.ShouldStartWith("   at RotationPlugins.ThrowingPlugin.SetSecretAsync(IRotationContext context) in ");
        failure.InnerException.ShouldBeNull();
    }

    [Test]
    public async Task A_step_that_returns_no_task_says_which()
    {
        var failure = await Failure("ReturnsNoTask", step: "createSecret");

        failure.ErrorType.ShouldBe("Runtime.NoTask");
        failure.Message.ShouldBe("UnusablePlugins.ReturnsNoTask.CreateSecretAsync returned null instead of a task.");
    }

    [TestCase("RotationPlugins.HeedingPlugin", "testSecret")]
    [TestCase("UnusablePlugins.GivesUpLoudly", "setSecret")]
    public async Task A_plugin_whose_time_is_over_is_given_up_whatever_it_makes_of_it(string name, string step)
    {
        await using var plugin = new HostedPlugin(name, name.StartsWith("RotationPlugins", StringComparison.Ordinal) ? HostedPlugin.Usable : HostedPlugin.Unusable);
        await using var session = await plugin.Open();
        using var time = new CancellationTokenSource();

        var running = session.Invoke(new Step(step).Invocation, time.Token);
        await time.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private static async Task<HandlerException> Failure(string name, string? assembly = null, string step = "setSecret")
    {
        await using var plugin = HostedPlugin.OfUnusable(name, assembly);
        return await Should.ThrowAsync<HandlerException>(() => plugin.Run(step));
    }
}
