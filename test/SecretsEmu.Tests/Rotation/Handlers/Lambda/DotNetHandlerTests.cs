using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretsEmu.Rotation.Handlers.Lambda;

namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

/// <summary>The life of a hosted function: what fails it, how long its instance stays, and when it is loaded anew.</summary>
public sealed class DotNetHandlerTests
{
    [TestCase("Breakable::Throw", "System.InvalidOperationException", "The database is closed.")]
    [TestCase("Breakable::ThrowLater", "System.InvalidOperationException", "The database closed.")]
    [TestCase("Breakable::Cancel", "System.Threading.Tasks.TaskCanceledException", "A task was canceled.")]
    [TestCase("ThrowingConstructor::Handle", "System.InvalidOperationException", "DATABASE_FILE is not set.")]
    [TestCase("ThrowingStatic::Handle", "System.InvalidOperationException", "NOT_SET is not set.")]
    [TestCase("NoParameterlessConstructor::Handle", "System.MissingMethodException",
        "Cannot dynamically create an instance of type 'RotationFunctions.Shapes.NoParameterlessConstructor'. Reason: No parameterless constructor defined.")]
    [TestCase("Outputs::Bad", "System.InvalidOperationException", "This value has no text.")]
    [TestCase("Serializers::WithThrowing", "System.FormatException", "The input is not mine.")]
    public async Task A_function_that_throws_fails_its_step_with_what_it_threw(string shape, string type, string message)
    {
        var failure = await HostedFunction.Failure(shape);

        failure.ErrorType.ShouldBe(type);
        failure.Message.ShouldBe(message);
    }

    [Test]
    public async Task A_failure_tells_where_it_was_thrown_and_what_was_behind_it_and_holds_no_type_of_the_function()
    {
        var failure = await HostedFunction.Failure("Breakable::Throw");

        failure.Trace!.ShouldStartWith("   at RotationFunctions.Shapes.Breakable.Throw() in ");
        failure.Trace!.ShouldEndWith("Caused by System.TimeoutException: No answer.");
        failure.InnerException.ShouldBeNull();
    }

    [Test]
    public async Task A_file_of_data_that_a_function_misses_is_its_own_affair()
    {
        var failure = await HostedFunction.Failure("Breakable::ReadMissingFile");

        failure.Message.ShouldBe($"Could not find file '{Path.Combine(Path.GetTempPath(), "secrets-emu-no-such-file")}'.");
        failure.ErrorType.ShouldBe("System.IO.FileNotFoundException");
    }

    [Test]
    public async Task One_instance_serves_all_rotations_while_nothing_changes()
    {
        await using var function = HostedFunction.Of("Inputs::Count");

        await function.Step();
        await function.Step();

        function.Log.ShouldBe(["call 1", "call 2"]);
    }

    [Test]
    public async Task Steps_of_two_rotations_take_turns()
    {
        await using var function = HostedFunction.Of("Inputs::Count");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => function.Step()));

        function.Log.ShouldBe(Enumerable.Range(1, 20).Select(number => $"call {number}"));
    }

    [Test]
    public async Task Other_credentials_load_the_code_anew_since_the_SDK_keeps_the_first()
    {
        await using var function = HostedFunction.Of("Inputs::Count");
        await function.Step();

        function.Identity = function.Identity with { AccessKeyId = "AKIDOTHER" };
        await function.Step();

        function.Log.ShouldBe(["call 1", "call 1"]);
    }

    [Test]
    public async Task A_rebuilt_function_is_loaded_anew_at_its_next_rotation()
    {
        using var folder = new FunctionFolder();
        await using var function = HostedFunction.Of("Inputs::Count", folder.Path);
        await function.Step();
        await using (var session = await function.Handler.Open(CancellationToken.None))
        {
            File.SetLastWriteTimeUtc(folder.Function, new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
            await session.Invoke(function.NewInvocation(), CancellationToken.None);
        }

        await function.Step();

        function.Log.ShouldBe(["call 1", "call 2", "call 1"]);
    }

    [TestCase("Breakable::Hang", "hanging 1")]
    [TestCase("Breakable::HangLater", "hanging 1")]
    [TestCase("HangingConstructor::Handle", "constructing")]
    public async Task A_function_that_hangs_is_left_behind_and_loaded_anew_and_others_go_on(string shape, string line)
    {
        await using var function = HostedFunction.Of(shape);

        for (var rotation = 0; rotation < 2; rotation++)
        {
            using var stop = new CancellationTokenSource();
            function.StopAt = (line, stop);
            await Should.ThrowAsync<OperationCanceledException>(() => function.Step());
        }

        function.Log.ShouldBe([line, line]);
        (await HostedFunction.Run("Inputs::Nothing")).ShouldBe(["nothing"]);
    }

    [Test]
    public async Task Who_waits_for_a_turn_is_not_kept_from_giving_up()
    {
        using var given = new CancellationTokenSource();
        await using var waiting = HostedFunction.Of("Inputs::Nothing");
        using var turn = await InProcessTurn.Take(new Dictionary<string, string>(), CancellationToken.None);

        var opening = waiting.Handler.Open(given.Token);
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => opening);
        waiting.Log.ShouldBeEmpty();
    }

    [Test]
    public async Task A_function_that_is_no_longer_used_is_unloaded()
    {
        await using var function = HostedFunction.Of("Inputs::Raw");
        await RunAndClose(function);

        for (var collection = 0; collection < 100 && function.Retired.Alive > 0; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        function.Retired.Alive.ShouldBe(0);
    }

    [Test]
    public async Task A_folder_without_the_assembly_is_refused_in_Lambdas_words()
    {
        await using var function = new HostedFunction("Missing::Type::Method");

        (await function.OpenRefused()).Message.ShouldBe(
            "Could not find the specified handler assembly with the file name 'Missing, Culture=neutral, PublicKeyToken=null'. "
            + $"The assembly should be located in the root of your uploaded .zip file. Looked in {HostedFunction.BuiltFolder}.");
    }

    [Test]
    public async Task A_file_that_is_no_assembly_is_refused_in_Lambdas_words()
    {
        using var folder = new FunctionFolder();
        folder.Spoil("RotationFunctions.dll");

        (await HostedFunction.Refusal("Inputs::Nothing", folder.Path)).Message.ShouldBe(
            $"Unable to load assembly 'RotationFunctions'. {folder.Function} is no .NET assembly.");
    }

    [TestCase("SecretsEmu.Tests")]
    [TestCase("SecretsEmu.Tests::Program::Main")]
    public async Task A_program_is_sent_to_the_kind_process(string handler)
    {
        await using var function = new HostedFunction(handler, AppContext.BaseDirectory);

        (await function.OpenRefused()).Message.ShouldBe(
            $"{Path.Combine(AppContext.BaseDirectory, "SecretsEmu.Tests.dll")} is a program with a Main of its own, which asks Lambda's Runtime API for its work "
            + "(LambdaBootstrap, AddAWSLambdaHosting): declare it with kind process.");
    }

    [Test]
    public async Task A_function_without_its_packages_names_the_first_that_is_missing()
    {
        using var folder = new FunctionFolder();
        folder.Remove("Amazon.Lambda.Core.dll");

        (await HostedFunction.Refusal("Inputs::Poco", folder.Path)).Message.ShouldBe(
            $"{folder.Function} misses the assembly Amazon.Lambda.Core 1.0.0.0. The build output of a library lacks its packages: "
            + "use dotnet publish, or set CopyLocalLockFileAssemblies in the project.");
    }

    [Test]
    public async Task A_function_for_a_later_NET_says_so()
    {
        using var folder = new FunctionFolder();
        folder.Need("System.Runtime", 99);

        (await HostedFunction.Refusal("Inputs::Nothing", folder.Path)).Message.ShouldBe(
            $"{folder.Function} was built for .NET 99.0, which is newer than the {RuntimeInformation.FrameworkDescription} that runs here.");
    }

    [Test]
    public async Task A_function_built_against_a_newer_package_names_what_is_missing()
    {
        using var folder = new FunctionFolder();
        folder.Rename("get_TraceId", "get_TraceNo");

        var failure = await HostedFunction.Failure("Surroundings::Context", folder.Path);

        failure.ErrorType.ShouldBe("System.MissingMethodException");
        failure.Message.ShouldBe(
            $"{folder.Function} was built against another version of an assembly than lies beside it: "
            + "Method not found: 'System.String Amazon.Lambda.Core.ILambdaContext.get_TraceNo()'.");
    }

    // Apart, so that no local of the test keeps what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAndClose(HostedFunction function)
    {
        await function.Step();
        await function.Handler.DisposeAsync();
    }
}
