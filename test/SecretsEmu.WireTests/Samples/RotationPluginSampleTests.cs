namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/rotation-plugin, as its README shows it.</summary>
public sealed class RotationPluginSampleTests
{
    private const string Secret = "prod/db";

    [Test]
    public async Task The_plugin_rotates_the_seeded_secret_and_the_database_has_its_new_password()
    {
        await using var sample = await Start();

        var rotation = await sample.Rotate(Secret);

        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
        var login = await sample.LoginOf(Secret);
        ((string)login["engine"]!).ShouldBe("file");
        ((string)login["username"]!).ShouldBe("app");
        ((string)login["password"]!).Length.ShouldBe(32);
        sample.Users.Select(user => (user.Key, (string)user.Value!)).ShouldBe([("app", (string)login["password"]!)]);
    }

    [Test]
    public async Task It_passes_a_rehearsal()
    {
        await using var sample = await Start();

        var rotation = await sample.Rotate(Secret, rehearse: true);

        rotation.GetProperty("state").GetString().ShouldBe("Succeeded");
        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
        rotation.GetProperty("steps").GetArrayLength().ShouldBe(11);
    }

    [Test]
    public async Task The_schedule_fires_when_the_clock_is_advanced()
    {
        await using var sample = await Start();
        await sample.Rotate(Secret);
        var first = (string)sample.Users["app"]!;

        var fired = await sample.Emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(31));

        fired.Select(one => one.Outcome).ShouldBe(["RotationSucceeded"]);
        ((string)sample.Users["app"]!).ShouldBe((string)(await sample.LoginOf(Secret))["password"]!);
        ((string)sample.Users["app"]!).ShouldNotBe(first);
    }

    [Test]
    public async Task Two_users_take_turns_and_the_one_before_still_logs_in()
    {
        await using var sample = await Start(users: "app app_clone");

        await sample.Rotate(Secret);
        var before = await sample.LoginOf(Secret);
        await sample.Emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        var after = await sample.LoginOf(Secret);

        (((string)before["username"]!), ((string)after["username"]!)).ShouldBe(("app_clone", "app"));
        ((string)sample.Users["app_clone"]!).ShouldBe((string)before["password"]!);
        ((string)sample.Users["app"]!).ShouldBe((string)after["password"]!);
    }

    private static Task<RotationSample> Start(string users = "app") => RotationSample.Start("rotation-plugin", null, (function, database, build) =>
    {
        Path.GetFileName((string)function["assembly"]!).ShouldBe("RotateDb.dll");
        function["assembly"] = Path.Combine(build, "RotateDb.dll");
        function["settings"]!["database"] = database;
        function["settings"]!["users"] = users;
    });
}
