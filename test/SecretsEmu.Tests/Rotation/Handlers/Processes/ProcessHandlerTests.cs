using System.Diagnostics;
using System.Globalization;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Processes;

namespace SecretsEmu.Tests.Rotation.Handlers.Processes;

/// <summary>The process host with a program that speaks the Runtime API, as any runtime of Lambda's does.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProcessHandlerTests
{
    [Test]
    public async Task The_steps_of_a_rotation_run_in_one_process_whose_output_is_their_log()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("ok");
        await using var session = await function.Open(default);
        Step first = new("createSecret"), second = new("setSecret");

        await session.Invoke(first.Invocation, default);
        await session.Invoke(second.Invocation, default);

        var process = ProcessOf(first);
        first.Log.ShouldBe([$"started {process}", $"createSecret by {process}", "an unfinished line"]);
        second.Log.ShouldBe([$"setSecret by {process}", "an unfinished line"]);
    }

    [Test]
    public async Task A_function_gets_what_Lambda_gives_it_and_nothing_that_would_lead_it_to_AWS()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("says-everything", ("ORDERS", "many"));
        await using var session = await function.Open(default);
        var step = new Step();

        await session.Invoke(step.Invocation, default);

        step.Log.ShouldContain("on the other output");
        step.Log.Where(line => line != "on the other output").Skip(1).SkipLast(2).ShouldBe(
        [
            "Lambda-Runtime-Aws-Request-Id: 6ba7b810-9dad-41d1-80b4-00c04fd430c8",
            "Lambda-Runtime-Deadline-Ms: 1769846430000",
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:111122223333:function:orders",
            "Lambda-Runtime-Trace-Id: Root=1-697db69e-6ba7b8109dad41d180b400c0;Sampled=0",
            $"AWS_ENDPOINT_URL={world.Identity.Endpoint}",
            "AWS_LAMBDA_FUNCTION_NAME=orders",
            "AWS_PROFILE=",
            "AWS_SESSION_TOKEN=session",
            $"LAMBDA_TASK_ROOT={world.Folder}",
            "ORDERS=many",
            world.Folder,
        ]);
    }

    [Test]
    public async Task A_function_that_throws_fails_its_step_and_its_process_stays()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("throws");
        await using var session = await function.Open(default);

        var failure = await Should.ThrowAsync<HandlerException>(() => session.Invoke(new Step().Invocation, default));
        var again = await Should.ThrowAsync<HandlerException>(() => session.Invoke(new Step().Invocation, default));

        failure.ErrorType.ShouldBe("ValueError");
        failure.Message.ShouldBe("wrong step");
        failure.Trace.ShouldBe("line 1\nline 2");
        again.Message.ShouldBe("wrong step");
    }

    [TestCase("1", "Runtime exited with error: exit status 1")]
    [TestCase("0", "Runtime exited without providing a reason")]
    [TestCase("137", "Runtime exited with error: signal: killed")]
    public async Task A_process_that_ends_fails_its_step_in_AWSs_words(string code, string reason)
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("exits", ("EXIT_CODE", code));
        await using var session = await function.Open(default);

        var failure = await Should.ThrowAsync<HandlerException>(() => session.Invoke(new Step().Invocation, default));

        failure.ErrorType.ShouldBe("Runtime.ExitError");
        failure.Message.ShouldBe($"RequestId: 6ba7b810-9dad-41d1-80b4-00c04fd430c8 Error: {reason}");
    }

    [Test]
    public async Task After_its_process_ended_a_function_runs_in_a_new_one()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("exits", ("EXIT_CODE", "1"));
        Step first = new(), second = new();
        await using (var session = await function.Open(default))
        {
            await Should.ThrowAsync<HandlerException>(() => session.Invoke(first.Invocation, default));
        }

        await using (var session = await function.Open(default))
        {
            await Should.ThrowAsync<HandlerException>(() => session.Invoke(second.Invocation, default));
        }

        second.Log[0].ShouldStartWith("started ");
        second.Log[0].ShouldNotBe(first.Log[0]);
    }

    [Test]
    public async Task A_step_that_is_given_up_takes_its_process_and_all_that_it_started_with_it()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("hangs");
        await using var session = await function.Open(default);
        using var giveUp = new CancellationTokenSource();
        var step = new Step(onLine: line =>
        {
            if (line.StartsWith("hangs ", StringComparison.Ordinal))
            {
                giveUp.Cancel();
            }
        });

        await Should.ThrowAsync<OperationCanceledException>(() => session.Invoke(step.Invocation, giveUp.Token));

        foreach (var process in step.Log.Single(line => line.StartsWith("hangs ", StringComparison.Ordinal)).Split(' ').Skip(1))
        {
            await ShouldEnd(process);
        }
    }

    [Test]
    public async Task A_log_is_cut_off_with_one_line_that_says_so()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("floods");
        await using var session = await function.Open(default);
        Step first = new(), second = new();

        await session.Invoke(first.Invocation, default);
        await session.Invoke(second.Invocation, default);

        first.Log.Count.ShouldBe(10_001);
        first.Log[^1].ShouldBe("The rest of the log is left out: it is longer than 10,000 lines or 1 MiB.");
        second.Log[0].ShouldBe("line 0");
    }

    [Test]
    public async Task An_answer_over_6_MiB_fails_its_step()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("answers-too-much");
        await using var session = await function.Open(default);

        var failure = await Should.ThrowAsync<HandlerException>(() => session.Invoke(new Step().Invocation, default));

        failure.ErrorType.ShouldBe("Function.ResponseSizeTooLarge");
        failure.Message.ShouldBe("Response payload size exceeded maximum allowed payload size (6291456 bytes).");
    }

    [Test]
    public async Task What_is_not_due_in_the_Runtime_API_is_refused_as_Lambda_refuses_it()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("breaks-the-protocol");
        await using var session = await function.Open(default);
        var ended = new TaskCompletionSource();
        var step = new Step(onLine: line =>
        {
            if (line.Contains("to InvocationResponse", StringComparison.Ordinal))
            {
                ended.SetResult();
            }
        });

        await session.Invoke(step.Invocation, default);
        await ended.Task;

        step.Log.Where(line => line.Length > 4 && int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out _)).ShouldBe(
        [
            """403 {"errorMessage":"State transition from Running to Ready failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}""",
            """400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""",
            """403 {"errorMessage":"State transition from Running to InitError failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}""",
            """404 {"errorMessage":"The Runtime API has no such path.","errorType":"NotFound"}""",
            """202 {"status":"success"}""",
            """403 {"errorMessage":"State transition from Ready to InvocationResponse failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}""",
        ]);
    }

    [Test]
    public async Task A_function_that_says_why_it_cannot_start_is_not_opened()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("fails-at-start");

        var failure = await Should.ThrowAsync<HandlerException>(() => function.Open(default));

        failure.ErrorType.ShouldBe("Orders.ConfigException");
        failure.Message.ShouldBe("no database");
        failure.Trace.ShouldBe("at Main\nat Start");
    }

    [Test]
    public async Task A_process_that_ends_at_its_start_is_not_opened_and_what_it_wrote_is_told()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("exits-at-start");

        var failure = await Should.ThrowAsync<HandlerException>(() => function.Open(default));

        failure.ErrorType.ShouldBe("Runtime.ExitError");
        failure.Message.ShouldBe("The process of the function orders ended before it asked for its first event: Runtime exited with error: exit status 3.");
        failure.Trace.ShouldBe("no database");
    }

    [Test]
    public async Task A_start_can_be_given_up()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("hangs-at-start");
        using var giveUp = new CancellationTokenSource();

        var opening = function.Open(giveUp.Token);
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => opening);
    }

    [TestCase("no-such-program", "The function orders cannot start: no-such-program is not installed, or not on the PATH.")]
    [TestCase("bin/no-such-program", "The function orders cannot start: FOLDER/bin/no-such-program is not an executable file.")]
    public async Task A_program_that_is_missing_is_one_clear_sentence(string program, string sentence)
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function(new ProcessSettings { Name = "orders", Folder = world.Folder, Command = [program], Handler = "ok" });

        var failure = await Should.ThrowAsync<HandlerException>(() => function.Open(default));

        failure.ErrorType.ShouldBe("Runtime.InvalidEntrypoint");
        failure.Message.ShouldBe(sentence.Replace("FOLDER", world.Folder, StringComparison.Ordinal));
    }

    [Test]
    public async Task A_folder_that_is_missing_is_one_clear_sentence()
    {
        await using var world = await ProcessWorld.Start();
        var folder = Path.Combine(world.Folder, "nowhere");
        await using var function = world.Function(new ProcessSettings { Name = "orders", Folder = folder, Command = ProcessWorld.Command, Handler = "ok" });

        var failure = await Should.ThrowAsync<HandlerException>(() => function.Open(default));

        failure.Message.ShouldBe($"The folder of the function, {folder}, does not exist.");
    }

    [Test]
    public async Task A_rotation_after_another_finds_the_process_warm_until_a_file_changes()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("ok");

        var first = await Rotate(function);
        var second = await Rotate(function);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "rotate.py"), "changed");
        var third = await Rotate(function);

        second.ShouldBe(first);
        third.ShouldNotBe(first);
        await ShouldEnd(first);
    }

    [Test]
    public async Task A_file_that_changes_between_steps_changes_nothing_for_them()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("ok");
        await using var session = await function.Open(default);
        Step first = new(), second = new();

        await session.Invoke(first.Invocation, default);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "rotate.py"), "changed");
        await session.Invoke(second.Invocation, default);

        ProcessOf(second).ShouldBe(ProcessOf(first));
    }

    [Test]
    public async Task Rotations_at_once_have_a_process_each_and_the_fifth_waits()
    {
        await using var world = await ProcessWorld.Start();
        await using var function = world.Function("ok");
        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => function.Open(default)));
        var fifth = function.Open(default);

        var processes = new List<string>();
        foreach (var session in sessions)
        {
            var step = new Step();
            await session.Invoke(step.Invocation, default);
            processes.Add(ProcessOf(step));
        }

        processes.Distinct().Count().ShouldBe(4);
        fifth.IsCompleted.ShouldBeFalse();
        await sessions[2].DisposeAsync();
        await using var waited = await fifth;
        var last = new Step();
        await waited.Invoke(last.Invocation, default);
        ProcessOf(last).ShouldBe(processes[2]);
    }

    [Test]
    public async Task Processes_end_with_the_emulator()
    {
        await using var world = await ProcessWorld.Start();
        var function = world.Function("ok");
        var idle = await Rotate(function);
        await using var session = await function.Open(default);
        var waiting = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => function.Open(default)));

        await function.DisposeAsync();

        await ShouldEnd(idle);
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<string> Rotate(ProcessHandler function)
    {
        await using var session = await function.Open(default);
        var step = new Step();
        await session.Invoke(step.Invocation, default);
        return ProcessOf(step);
    }

    private static string ProcessOf(Step step) => step.Log.Single(line => line.Contains(" by ", StringComparison.Ordinal)).Split(' ')[^1];

    // A process that ended is not there, or its parent has not asked for its code yet.
    private static async Task ShouldEnd(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // Gone.
        }
    }
}
