using System.Reflection;
using System.Text.Json;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/rotation-dotnet-lambda, as its README shows it.</summary>
public sealed class RotationDotNetLambdaSampleTests
{
    private const string Secret = "orders/db";

    [Test]
    public async Task The_function_rotates_the_seeded_secret_and_its_user_logs_in_with_the_new_password()
    {
        await using var sample = await Start("""{"orders":"not-a-real-password","another":"untouched"}""");

        var rotation = await sample.Rotate(Secret);

        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
        var login = await sample.LoginOf(Secret);
        ((string)login["username"]!).ShouldBe("orders");
        ((string)login["password"]!).Length.ShouldBe(32);
        sample.Users.Select(user => (user.Key, (string)user.Value!)).ShouldBe([("orders", (string)login["password"]!), ("another", "untouched")]);
    }

    [Test]
    public async Task It_passes_a_rehearsal_and_its_schedule_fires()
    {
        await using var sample = await Start("""{"orders":"not-a-real-password"}""");

        var rotation = await sample.Rotate(Secret, rehearse: true);
        var fired = await sample.Emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(31));

        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
        fired.Select(one => one.Outcome).ShouldBe(["RotationSucceeded"]);
        ((string)sample.Users["orders"]!).ShouldBe((string)(await sample.LoginOf(Secret))["password"]!);
    }

    [Test]
    public async Task A_database_that_knows_none_of_the_passwords_fails_setSecret()
    {
        await using var sample = await Start("""{"orders":"another"}""");

        var rotation = await sample.Rotate(Secret);

        rotation.GetProperty("reason").GetString().ShouldBe(
            "setSecret failed: The database refuses the pending, the current and the previous password.");
        ((string)sample.Users["orders"]!).ShouldBe("another");
    }

    [Test]
    public void The_tools_of_Lambda_deploy_the_handler_that_runs_here()
    {
        var folder = typeof(RotationDotNetLambdaSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!;
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        using var deployed = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "rotation-dotnet-lambda", "aws-lambda-tools-defaults.json")));
        using var here = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "rotation-dotnet-lambda", "handlers.json")), options);

        here.RootElement.GetProperty("functions").GetProperty("rotate-orders").GetProperty("handler").GetString()
            .ShouldBe(deployed.RootElement.GetProperty("function-handler").GetString());
    }

    private static Task<RotationSample> Start(string users) => RotationSample.Start("rotation-dotnet-lambda", users, (function, database, build) =>
    {
        function["folder"] = build;
        function["environment"]!["DATABASE_FILE"] = database;
    });
}
