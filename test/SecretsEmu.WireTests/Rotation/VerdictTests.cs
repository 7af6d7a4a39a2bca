using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Each broken plugin of test/RotationPlugins fails as on AWS, and is told what it did wrong.</summary>
public sealed class VerdictTests
{
    [TestCase("good")]
    [TestCase("sets-nothing")]
    public async Task A_plugin_that_keeps_to_the_contract_is_told_so(string function)
    {
        await using var emulator = await Rotated(function);

        (await emulator.Verdict("db")).ShouldBe("The function kept to the contract.");
    }

    [TestCase("throws", "setSecret failed: The database refused the login of app.", "setSecret failed: The database refused the login of app.")]
    [TestCase("tells", "testSecret failed: cannot log in with ***", "testSecret failed: cannot log in with ***.")]
    [TestCase("makes-nothing", "finishSecret did not move AWSCURRENT to the pending version.", "createSecret stored no value in the pending version.", "x")]
    [TestCase("never-finishes", "finishSecret did not move AWSCURRENT to the pending version.", "finishSecret did not move AWSCURRENT.")]
    [TestCase(
        "rewrites",
        "testSecret failed: You can't use ClientRequestToken v2-00000000000000000000000000000 because that value is already in use for a version of secret ARN.",
        "testSecret wrote another value into version v2-00000000000000000000000000000, which has one already.")]
    public async Task A_rotation_that_fails_says_why(string function, string reason, string verdict, string? succeeds = null)
    {
        await using var emulator = await Rotated(function);

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("verdict").GetString().ShouldBe(verdict);
        if (succeeds is null)
        {
            rotation.GetProperty("state").GetString().ShouldBe("Failed");
            rotation.GetProperty("reason").GetString()!.Replace(rotation.GetProperty("secretArn").GetString()!, "ARN").ShouldBe(reason);
            (await emulator.Events("db")).ShouldBe("RotationStarted RotationFailed");
        }
    }

    [TestCase("never-tests", "testSecret never read the pending version.")]
    [TestCase("tests-current", "testSecret read AWSCURRENT instead of the pending version.")]
    [TestCase("finishes-early", "createSecret moved AWSCURRENT, which is for finishSecret to do.")]
    public async Task A_fault_that_AWS_does_not_see_is_told_all_the_same(string function, string verdict)
    {
        await using var emulator = await Rotated(function);

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("state").GetString().ShouldBe("Succeeded");
        rotation.GetProperty("verdict").GetString().ShouldBe(verdict);
    }

    [Test]
    public async Task A_createSecret_that_makes_another_value_passes_once_and_fails_a_rehearsal()
    {
        await using var emulator = await Rotated("makes-another");
        (await emulator.LastRotation("db")).GetProperty("state").GetString().ShouldBe("Succeeded");

        await Rehearse(emulator);

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("state").GetString().ShouldBe("Failed");
        rotation.GetProperty("verdict").GetString().ShouldBe("createSecret is not repeatable: the second call made another value.");
    }

    [Test]
    public async Task A_rehearsal_repeats_each_step_and_a_correct_plugin_passes_it()
    {
        await using var emulator = await Rotated("good");

        await Rehearse(emulator);

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("state").GetString().ShouldBe("Succeeded");
        rotation.GetProperty("steps").EnumerateArray().Select(Told).ShouldBe(
        [
            "createSecret", "createSecret repeated", "createSecret after a crash", "setSecret", "setSecret repeated", "createSecret retried from the start",
            "setSecret retried from the start", "testSecret", "testSecret repeated", "finishSecret", "finishSecret repeated",
        ]);
    }

    [Test]
    public async Task A_plugin_that_never_comes_back_is_left_behind_at_its_timeout()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "hangs");
        await emulator.Until("db", "setSecret");

        emulator.Wall.Advance(TimeSpan.FromSeconds(30));
        await emulator.Server.RotationsEndedAsync();

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("reason").GetString().ShouldBe("setSecret failed: Task timed out after 30.00 seconds");
        rotation.GetProperty("verdict").GetString().ShouldBe("setSecret did not end in time: Task timed out after 30.00 seconds.");
    }

    [Test]
    public async Task A_log_that_floods_is_cut_and_the_rotation_goes_on()
    {
        await using var emulator = await Rotated("floods");

        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("state").GetString().ShouldBe("Succeeded");
        var log = rotation.GetProperty("steps")[1].GetProperty("log");
        log.GetArrayLength().ShouldBe(501);
        log[500].GetString().ShouldBe("(99500 further lines left out)");
    }

    [Test]
    public async Task A_value_in_the_function_s_log_or_error_is_masked_everywhere()
    {
        var log = new StringWriter();
        await using (var emulator = await RotationCalls.Start(options: new() { RequestLog = log }))
        {
            await emulator.Secrets.Create("db", "the-old-password");
            await emulator.Rotate("db", "tells", version: 2);
            await emulator.Server.RotationsEndedAsync();

            var value = (await emulator.Secrets.GetValue("db", SecretsClient.Version(2))).Text("SecretString");
            (await emulator.LastRotation("db")).GetRawText().ShouldNotContain(value);
            log.ToString().ShouldNotContain(value);
        }

        log.ToString().ShouldContain("secrets-emu: tells testSecret: the new password is ***\n");
    }

    [Test]
    public async Task A_function_acts_as_its_role_and_a_denial_is_part_of_the_verdict()
    {
        using var folder = new TemporaryFolder();
        var handlers = Path.Combine(folder.Path, "handlers.json");
        await File.WriteAllTextAsync(handlers, new JsonObject
        {
            ["functions"] = new JsonObject
            {
                ["reads-other"] = new JsonObject
                {
                    ["kind"] = "plugin", ["assembly"] = Path.Combine(RotationCalls.Plugins, "RotationPlugins.dll"), ["class"] = "RotationPlugins.CuriousPlugin",
                    ["settings"] = new JsonObject { ["master"] = "master" }, ["role"] = "role/rotation",
                },
            },
        }.ToJsonString());
        await using var emulator = await Emulator.Start(options: new() { Handlers = handlers });
        await emulator.Server.SetPrincipalsAsync(
            """
            {"accounts":[{"id":"000000000000","roles":[{"name":"rotation","trust":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}},
              "policies":[{"name":"own","document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["secretsmanager:*"],"Resource":"arn:aws:secretsmanager:*:*:secret:db-*"}}},
                          {"name":"password","document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["secretsmanager:GetRandomPassword"],"Resource":"*"}}}]}]}]}
            """);
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Create("master", "two");

        await emulator.Rotate("db", "reads-other");
        await emulator.Server.RotationsEndedAsync();

        var rotation = await emulator.LastRotation("db");
        var denied = rotation.GetProperty("steps")[1].GetProperty("calls")[1];
        rotation.GetProperty("verdict").GetString().ShouldBe(
            "setSecret was denied GetSecretValue: User: arn:aws:sts::000000000000:assumed-role/rotation/reads-other is not authorized to perform: secretsmanager:GetSecretValue on resource: master because no identity-based policy allows the secretsmanager:GetSecretValue action"
            + $" (secrets-emu explain {denied.GetProperty("requestId").GetString()})");
    }

    [Test]
    public async Task A_rehearsal_that_was_refused_leaves_nothing_to_the_rotation_that_comes_by_itself()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));
        await emulator.Rotate("db", "throws", version: 2, rules: new JsonObject { ["AutomaticallyAfterDays"] = 10 });
        await emulator.Server.RotationsEndedAsync();
        await emulator.Secrets.Call("DeleteSecret", new JsonObject { ["SecretId"] = "db" });

        var refused = await BeginRehearsal(emulator);
        await emulator.Secrets.Call("RestoreSecret", new JsonObject { ["SecretId"] = "db" });
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));

        refused.Status.ShouldBe(400);
        refused.Body.ShouldContain(" that failed cannot go on: skipped: the secret is scheduled for deletion.");
        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("cause").GetString().ShouldBe("Schedule");
        rotation.GetProperty("steps").EnumerateArray().Select(Told).ShouldBe(["createSecret", "setSecret"]);
    }

    private static async Task<Emulator> Rotated(string function)
    {
        var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));
        await emulator.Rotate("db", function, version: 2);
        await emulator.Server.RotationsEndedAsync();
        return emulator;
    }

    private static async Task Rehearse(Emulator emulator)
    {
        var begun = await BeginRehearsal(emulator);
        begun.Status.ShouldBe(200, begun.Body);
        await emulator.Server.RotationsEndedAsync();
    }

    private static Task<WireAnswer> BeginRehearsal(Emulator emulator) => emulator.Client.Send(new HttpRequestMessage(HttpMethod.Post, new Uri("/_emulator/rotations", UriKind.Relative))
    {
        Content = new StringContent("""{"secret":"db","rehearse":true}""", null, "application/json"),
    });

    private static string Told(JsonElement step) =>
        step.TryGetProperty("rehearsal", out var rehearsal) ? $"{step.GetProperty("step").GetString()} {rehearsal.GetString()}" : step.GetProperty("step").GetString()!;
}
