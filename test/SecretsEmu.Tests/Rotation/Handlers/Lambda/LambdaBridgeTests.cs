namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

/// <summary>What a function finds around it: its context, its log, its environment.</summary>
// The environment is the process's: these look at it before and after.
[NonParallelizable]
public sealed class LambdaBridgeTests
{
    [Test]
    public async Task The_context_says_what_Lambda_says() =>
        (await HostedFunction.Run("Surroundings::Context")).ShouldBe(
        [
            "11111111-2222-3333-4444-555555555555|rotate|$LATEST|arn:aws:lambda:eu-west-1:000000000000:function:rotate|/aws/lambda/rotate|secrets-emu|128|30"
            + "|True|True|True|True|DefaultLambdaJsonSerializer",
        ]);

    [Test]
    public async Task Every_way_to_log_ends_in_the_log_of_the_step() =>
        (await HostedFunction.Run("Surroundings::Levels")).ShouldBe(
        [
            "plain",
            "line",
            "info\tinfo",
            "info\t2 users of orders",
            "warn\ta before b",
            "fail\tfailed setSecret\nSystem.InvalidOperationException: closed",
            "crit\tcritical",
            "MyLevel\town level",
            "warn\tby level",
            "info\t{{braces}} and {None}",
            "static",
            "fail\tstatic error 7",
            "fail\twith exception\nSystem.InvalidOperationException: static",
        ]);

    [TestCase("AWS_LAMBDA_HANDLER_LOG_LEVEL", "Error")]
    [TestCase("AWS_LAMBDA_LOG_LEVEL", "ERROR")]
    public async Task The_function_says_from_which_level_on_it_logs(string variable, string level) =>
        (await HostedFunction.Run("Surroundings::Levels", new Dictionary<string, string> { [variable] = level })).ShouldBe(
        [
            "plain",
            "line",
            "fail\tfailed setSecret\nSystem.InvalidOperationException: closed",
            "crit\tcritical",
            "MyLevel\town level",
            "static",
            "fail\tstatic error 7",
            "fail\twith exception\nSystem.InvalidOperationException: static",
        ]);

    [Test]
    public async Task What_a_function_prints_is_in_its_log() =>
        (await HostedFunction.Run("Surroundings::Print")).ShouldBe(["printed", "in parts", "to error", "unfinished"]);

    [Test]
    public async Task The_console_is_the_hosts_again_afterwards()
    {
        var (before, beforeError) = (Console.Out, Console.Error);

        await HostedFunction.Run("Surroundings::Print");

        Console.Out.ShouldBeSameAs(before);
        Console.Error.ShouldBeSameAs(beforeError);
    }

    [Test]
    public async Task The_environment_is_the_functions_while_it_runs_and_the_hosts_afterwards()
    {
        Environment.SetEnvironmentVariable("AWS_PROFILE", "work");
        try
        {
            var log = await HostedFunction.Run("Surroundings::Variables", new Dictionary<string, string> { ["OWN"] = "value" });

            log.ShouldBe(
            [
                "AWS_REGION=eu-west-1",
                "AWS_ENDPOINT_URL=http://127.0.0.1:4566",
                "AWS_LAMBDA_FUNCTION_NAME=rotate",
                "_HANDLER=RotationFunctions::RotationFunctions.Shapes.Surroundings::Variables",
                "OWN=value",
                "AWS_PROFILE=",
            ]);
            Environment.GetEnvironmentVariable("OWN").ShouldBeNull();
            Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME").ShouldBeNull();
            Environment.GetEnvironmentVariable("AWS_PROFILE").ShouldBe("work");
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_PROFILE", null);
        }
    }
}
