using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.Tool;

/// <summary>Rotation with the tool: what its commands say, and what a server that dies in the middle of a step leaves behind.</summary>
public sealed class RotationTests
{
    private const string Token = "00000000-0000-0000-0000-000000000002";

    [TestCase("createSecret")]
    [TestCase("setSecret")]
    [TestCase("testSecret")]
    [TestCase("finishSecret")]
    public async Task A_rotation_that_kill_9_cut_off_is_reported_as_failed_and_goes_on_under_its_token(string step)
    {
        using var folder = new TemporaryFolder();
        var handlers = Handlers(folder, "holds", "HoldingPlugin", new JsonObject { ["step"] = step, ["held"] = folder.File("held") });
        await using (var server = await ToolServer.Start(["--data", folder.Data, "--handlers", handlers]))
        {
            await server.Create("db", "one");
            await Rotate(server, "holds");
            while (!File.Exists(folder.File("held")))
            {
                await Task.Yield();
            }

            server.Process.Kill();
        }

        await using var again = await ToolServer.Start(["--data", folder.Data, "--handlers", handlers]);

        (await again.Run("wait-for", "db", "--event", "RotationFailed")).Code.ShouldBe(0);
        var cut = (await Rotations(again))[0];
        cut.GetProperty("reason").GetString().ShouldBe($"The emulator stopped while {step} ran.");
        cut.GetProperty("versionId").GetString().ShouldBe(Token);
        if (step == "finishSecret")
        {
            // Its label had moved already, so nothing is pending and the next rotation is a new one.
            (await again.ValueOf("db")).Length.ShouldBe(32);
            return;
        }

        (await again.ValueOf("db")).ShouldBe("one");
        (await again.Run("rotate", "db")).ShouldBe(new Finished(0, "Succeeded\nThe function kept to the contract.\n", ""));
        (await Rotations(again))[0].GetProperty("versionId").GetString().ShouldBe(Token);
    }

    [TestCase("exits", "ExitingPlugin")]
    [TestCase("throws-apart", "CrashingPlugin")]
    public async Task A_plugin_that_takes_the_process_down_loses_nothing_but_its_rotation(string function, string type)
    {
        using var folder = new TemporaryFolder();
        var handlers = Handlers(folder, function, type, []);
        await using (var server = await ToolServer.Start(["--data", folder.Data, "--handlers", handlers]))
        {
            await server.Create("db", "one");
            await Rotate(server, function);
            await server.Process.End();
        }

        await using var again = await ToolServer.Start(["--data", folder.Data, "--handlers", handlers]);

        (await again.ValueOf("db")).ShouldBe("one");
        (await Rotations(again))[0].GetProperty("reason").GetString().ShouldBe("The emulator stopped while setSecret ran.");
    }

    [Test]
    public async Task Rotate_waits_for_the_end_and_its_code_tells_how_it_was()
    {
        await using var server = await Start("good", "throws");

        (await server.Run("rotate", "good")).ShouldBe(new Finished(0, "Succeeded\nThe function kept to the contract.\n", ""));
        (await server.Run("rotate", "throws")).ShouldBe(new Finished(11, "Failed: setSecret failed: The database refused the login of app.\n", ""));
    }

    [Test]
    public async Task A_report_shows_calls_and_labels_of_each_step()
    {
        await using var server = await Start("good");

        var report = (await server.Run("rotate", "good", "--report")).Output;

        report.ShouldContain("\n  GetSecretValue the pending version [AWSPENDING] => ResourceNotFoundException: Secrets Manager can't find the specified secret value for VersionId: ");
        report.ShouldContain("\n  PutSecretValue the pending version [AWSPENDING]\n  labels before: ");
        report.ShouldContain("pending version (no value) [AWSPENDING]\n  labels after:  ");
        report.ShouldContain("\n  UpdateSecretVersionStage the pending version [AWSCURRENT]\n");
        report.ShouldEndWith("\nSucceeded\nThe function kept to the contract.\n");
    }

    [Test]
    public async Task A_rotation_waits_before_a_step_until_it_gets_its_word()
    {
        await using var server = await Start("good");

        var paused = await server.Run("rotate", "good", "--pause-before", "testSecret");
        var while_it_waits = await server.Run("rotate", "good");
        var goes_on = await server.Run("rotate", "good", "--continue");
        await server.Run("rotate", "good", "--pause-before", "finishSecret");
        var ends = await server.Run("rotate", "good", "--abort");

        paused.Output.ShouldStartWith("Paused before testSecret. Go on with secrets-emu rotate arn:aws:secretsmanager:us-east-1:000000000000:secret:good-");
        while_it_waits.Error.ShouldStartWith("A rotation of arn:aws:secretsmanager:us-east-1:000000000000:secret:good-");
        while_it_waits.Code.ShouldBe(2);
        goes_on.ShouldBe(new Finished(0, "Succeeded\nThe function kept to the contract.\n", ""));
        ends.ShouldBe(new Finished(11, "Failed: Aborted before finishSecret.\n", ""));
        (await server.Run("rotate", "good", "--continue", "--pause-before", "finishSecret")).ShouldBe(new Finished(
            2, "", "--rehearse and --pause-before are for the rotation that begins: the one that waits was told at its start.\n"));
        (await server.Run("rotate", "good", "--continue", "--abort")).ShouldBe(new Finished(2, "", "--continue and --abort exclude each other: choose one.\n"));
        (await server.Run("rotate", "good", "--continue")).Error.ShouldStartWith("No rotation of arn:aws:secretsmanager:us-east-1:000000000000:secret:good-");
        (await server.Run("rotate", "good", "--pause-before", "test")).ShouldBe(
            new Finished(2, "", "'test' is no step: there are createSecret, setSecret, testSecret, finishSecret.\n"));
    }

    [Test]
    public async Task An_event_is_waited_for_from_the_latest_start_on()
    {
        await using var server = await Start("good", "throws");
        await server.Call("RotateSecret", Request("throws"));

        (await server.Run("wait-for", "good")).Output.ShouldStartWith("RotationSucceeded at ");
        (await server.Run("wait-for", "throws")).ShouldBe(
            new Finished(11, "", "RotationFailed, and not RotationSucceeded. secrets-emu rotations throws says more.\n"));
        (await server.Run("wait-for", "nothing", "--timeout", "1s")).ShouldBe(
            new Finished(11, "", "No RotationSucceeded of nothing within 1 s: no rotation of it has begun.\n"));
        (await server.Run("wait-for", "good", "--event", "RotationSucceded")).Error.ShouldStartWith("There is no event 'RotationSucceded'. Did you mean RotationSucceeded? There are ");
    }

    [Test]
    public async Task Readers_tell_who_still_holds_the_old_value()
    {
        await using var server = await Start("good");
        await server.Call("GetSecretValue", """{"SecretId":"good"}""");
        var before = await server.Run("readers", "good");

        await server.Run("rotate", "good");
        var after = await server.Run("readers", "good");
        await server.Call("GetSecretValue", """{"SecretId":"good"}""");
        var later = await server.Run("readers", "good");

        before.Output.ShouldEndWith("Everybody has read the current value.\n");
        after.Output.ShouldStartWith("STALE    ");
        after.Output.ShouldEndWith("1 caller has not read the current value and may still hold an old one.\n");
        later.Output.ShouldStartWith("current  ");
        (await server.Run("readers", "nothing")).ShouldBe(new Finished(2, "", "There is no secret 'nothing' in account 000000000000, region us-east-1.\n"));
    }

    [Test]
    public async Task Functions_are_listed_with_their_ARNs_and_events_are_appended_to_a_file()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Start(["--events", folder.File("events.jsonl")], "good");

        (await server.Run("functions")).Output.ShouldContain($"arn:aws:lambda:us-east-1:000000000000:function:good\n  plugin RotationPlugins.GoodPlugin in {Path.Combine(RotationCalls.Plugins, "RotationPlugins.dll")}, 30 s\n");
        var events = (await File.ReadAllLinesAsync(folder.File("events.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        events.Select(one => one.GetProperty("detail").GetProperty("eventName").GetString()).ShouldBe(["RotationStarted", "RotationSucceeded"]);
        events.ShouldAllBe(one => one.GetProperty("detail-type").GetString() == "AWS Service Event via CloudTrail");
    }

    [Test]
    public async Task What_the_commands_print_can_be_had_as_JSON()
    {
        await using var server = await Start("good");
        await server.Call("GetSecretValue", """{"SecretId":"good"}""");

        var function = Json(await server.Run("functions", "--json")).GetProperty("functions").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "good");
        var reader = Json(await server.Run("readers", "good", "--json")).GetProperty("readers")[0];
        var rotated = Json(await server.Run("rotate", "good", "--json")).GetProperty("rotations")[0];

        function.GetProperty("arn").GetString().ShouldBe(RotationCalls.Function("good"));
        function.GetProperty("timeoutSeconds").GetInt32().ShouldBe(30);
        reader.GetProperty("caller").GetString().ShouldBe("arn:aws:iam::000000000000:root");
        reader.GetProperty("versionId").GetString().ShouldBe(Token);
        rotated.GetProperty("state").GetString().ShouldBe("Succeeded");
        rotated.GetProperty("steps").GetArrayLength().ShouldBe(4);
    }

    [Test]
    public async Task A_name_is_looked_up_in_the_region_that_is_named()
    {
        await using var server = await Start("good");

        foreach (var command in (string[])["rotate", "rotations", "readers"])
        {
            (await server.Run(command, "good", "--region", "eu-west-1")).ShouldBe(new Finished(
                2, "", "There is no secret 'good' in account 000000000000, region eu-west-1. A secret of that name exists in account 000000000000, region us-east-1; this call was for account 000000000000, region eu-west-1.\n"));
        }
    }

    [Test]
    public async Task A_failed_rotation_is_retried_as_often_as_the_start_was_told()
    {
        await using var server = await ToolServer.InMemory("--handlers", RotationCalls.Plugins, "--rotation-retries", "2");
        await server.Create("db", "one");
        await Rotate(server, "never-finishes");
        await server.Run("wait-for", "db", "--event", "RotationFailed");

        await server.Run("clock", "advance", "1h");

        (await Rotations(server)).EnumerateArray().Select(one => one.GetProperty("cause").GetString()).ShouldBe(["Retry", "Retry", "Request"]);
    }

    [Test]
    public async Task A_function_that_is_not_declared_goes_to_the_Lambda_endpoint_of_the_start()
    {
        await using var function = await FunctionServer.Start();
        var asked = new TaskCompletionSource<string?>();
        function.CreateSecret = rotation =>
        {
            asked.TrySetResult((string?)rotation["ClientRequestToken"]);
            return Task.CompletedTask;
        };
        await using var server = await ToolServer.InMemory("--lambda-endpoint", function.Url.ToString());
        await server.Create("db", "one");

        await Rotate(server, "elsewhere");
        await server.Run("wait-for", "db", "--event", "RotationFailed");

        (await asked.Task).ShouldBe(Token);
    }

    [Test]
    public async Task With_isolated_functions_a_plugin_that_ends_its_process_leaves_the_server_be()
    {
        await using var server = await ToolServer.InMemory("--handlers", RotationCalls.Plugins, "--isolate-handlers");
        await server.Create("db", "one");
        await Rotate(server, "exits");

        (await server.Run("wait-for", "db", "--event", "RotationFailed")).Code.ShouldBe(0);

        (await Rotations(server))[0].GetProperty("reason").GetString()!.ShouldEndWith(" Error: Runtime exited with error: exit status 7");
    }

    [Test]
    public async Task A_function_that_cannot_be_used_is_told_at_the_start_or_refuses_it()
    {
        using var folder = new TemporaryFolder();
        var handlers = Handlers(folder, "missing", "NoSuchPlugin", []);
        var library = Path.Combine(RotationCalls.Plugins, "RotationPlugins.dll");

        var refused = await ToolProcess.Run("start", "--in-memory", "--port", "0", "--handlers", handlers, "--require-handlers");
        var nowhere = await ToolProcess.Run("start", "--in-memory", "--port", "0", "--handlers", folder.File("nowhere"));

        refused.ShouldBe(new Finished(10, "", $"The function missing cannot be used: {library} has no class RotationPlugins.NoSuchPlugin.\n"));
        nowhere.ShouldBe(new Finished(
            10, "", $"There is no file or folder {folder.File("nowhere")}: --handlers names a handlers.json, or a folder with one or with the functions themselves.\n"));
    }

    private static Task<ToolServer> Start(params string[] functions) => Start([], functions);

    // A secret for each function, by its name, rotated once.
    private static async Task<ToolServer> Start(string[] options, params string[] functions)
    {
        var server = await ToolServer.InMemory(["--handlers", RotationCalls.Plugins, .. options]);
        foreach (var function in functions)
        {
            await server.Create(function, "one");
            if (function != "throws")
            {
                await server.Call("RotateSecret", Request(function));
                await server.Run("wait-for", function);
            }
            else
            {
                await server.Call("RotateSecret", $$"""{"SecretId":"throws","ClientRequestToken":"{{Token}}","RotationLambdaARN":"{{RotationCalls.Function("throws")}}","RotateImmediately":false}""");
                await server.Run("wait-for", function, "--event", "TestRotationSucceeded");
            }
        }

        return server;
    }

    private static JsonElement Json(Finished finished) => JsonDocument.Parse(finished.Output).RootElement;

    private static string Request(string function) =>
        $$"""{"SecretId":"{{function}}","ClientRequestToken":"{{Token}}","RotationLambdaARN":"{{RotationCalls.Function(function)}}"}""";

    private static Task<string> Rotate(ToolServer server, string function) =>
        server.Call("RotateSecret", Request(function).Replace($"\"SecretId\":\"{function}\"", "\"SecretId\":\"db\"", StringComparison.Ordinal));

    private static async Task<JsonElement> Rotations(ToolServer server) =>
        JsonDocument.Parse((await server.Run("rotations", "db", "--json")).Output).RootElement.GetProperty("rotations");

    private static string Handlers(TemporaryFolder folder, string name, string type, JsonObject settings) => folder.Write("handlers.json", new JsonObject
    {
        ["functions"] = new JsonObject
        {
            [name] = new JsonObject
            {
                ["kind"] = "plugin", ["assembly"] = Path.Combine(RotationCalls.Plugins, "RotationPlugins.dll"), ["class"] = $"RotationPlugins.{type}", ["settings"] = settings,
            },
        },
    }.ToJsonString());
}
