using System.Text.Json;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Rotation that a seed file configures.</summary>
public sealed class SeededRotationTests
{
    private static readonly string s_seed =
        $$"""{ "secrets": [{ "name": "db", "string": "one", "versionId": "{{SecretsClient.Version(1)}}", "rotation": { "function": "{{RotationCalls.Function("good")}}", "automaticallyAfterDays": 10 } }] }""";

    [Test]
    public async Task Nothing_is_rotated_at_the_seeding_and_the_first_window_fires()
    {
        await using var emulator = await RotationCalls.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.SeedAsync(s_seed);
        await emulator.Server.RotationsEndedAsync();
        var seeded = await emulator.Secrets.Describe("db");
        (await emulator.Events("db")).ShouldBe("");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));

        seeded.Json.GetProperty("RotationEnabled").GetBoolean().ShouldBeTrue();
        seeded.Json.GetProperty("RotationLambdaARN").GetString().ShouldBe(RotationCalls.Function("good"));
        seeded.Has("LastRotatedDate").ShouldBeFalse();
        // 2026-02-10T23:59:59Z
        seeded.Json.GetProperty("NextRotationDate").GetRawText().ShouldBe("1.770767999E9");
        fired.Select(Told).ShouldBe(["2026-02-10 rotation RotationSucceeded"]);
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded");
    }

    [Test]
    public async Task A_function_that_nobody_declared_fails_at_its_window()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SeedAsync(s_seed);

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));

        fired.Single().Outcome.ShouldBe($"RotationFailed: Function not found: {RotationCalls.Function("good")}");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_reset_seeds_rotation_anew()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "seed.json");
        await File.WriteAllTextAsync(file, s_seed);
        await using var emulator = await RotationCalls.Start(options: new() { SeedFiles = [file] });
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(12));

        await emulator.Server.ResetAsync();

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10))).Count.ShouldBe(1);
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded");
    }

    private static string Told(FiredEvent one) => $"{one.At:yyyy-MM-dd} {one.Kind} {one.Outcome}";
}
