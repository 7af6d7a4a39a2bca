using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class RotateSecretTests
{
    // Types

    [Test]
    public async Task RotateImmediately_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("RotateSecret", """{"SecretId":"db","RotateImmediately":"no"}""");

        answer.ShouldBeError("SerializationException", "STRING_VALUE cannot be converted to Boolean", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_token_is_required_before_the_secret_is_looked_up()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("RotateSecret", """{"SecretId":"nowhere"}""");

        answer.ShouldBeError("InvalidParameterException", "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    [TestCase("rate(10 days)", 30, null, "You cannot specify both rotation frequency and schedule expression together.")]
    [TestCase("rate(30 minutes)", null, null, "Invalid schedule expression.")]
    [TestCase("cron(5 8 * * ? *)", null, null, "Invalid schedule expression.")]
    [TestCase("rate(3 hours)", null, null, "Rate in hour should be least 4 and less than 24.")]
    [TestCase("rate(1000 days)", null, null, "Rate in day should be greater than 0 and less than 1000.")]
    [TestCase("rate(10 days)", null, "25h", "Duration must be at least 1 hour, at most 24 hour.")]
    [TestCase("rate(4 hours)", null, "5h", "Duration cannot be greater than Rate in hour.")]
    [TestCase("cron(0 20 * * ? *)", null, "5h", "Starting hour and duration must be within a day.")]
    public async Task Rules_that_make_no_schedule_are_refused_and_nothing_changes(string? expression, int? days, string? duration, string sentence)
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Rotate("db", "good", rules: Rules(expression, days, duration));

        answer.ShouldBeError("InvalidParameterException", sentence);
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [TestCase("good")]
    [TestCase("arn:aws:lambda:eu-west-1:000000000000:function:good")]
    [TestCase("arn:aws:s3:us-east-1:000000000000:function:good")]
    public async Task A_function_must_be_an_ARN_of_the_region(string arn)
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Call(
            "RotateSecret", new JsonObject { ["SecretId"] = "db", ["ClientRequestToken"] = SecretsClient.Version(1), ["RotationLambdaARN"] = arn });

        answer.ShouldBeError(
            "InvalidParameterException",
            "Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:us-east-1:000000000000:function:<functionName>.");
    }

    // Behaviour

    [Test]
    public async Task The_answer_comes_before_the_steps_and_the_labels_move_when_they_have_ended()
    {
        await using var emulator = await RotationCalls.Start();
        var created = await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));

        var answer = await emulator.Rotate("db", "good", version: 2);
        await emulator.Server.RotationsEndedAsync();

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db","VersionId":"{{SecretsClient.Version(2)}}"}""");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSPENDING,AWSCURRENT]");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").Length.ShouldBe(32);
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded");
    }

    [Test]
    public async Task DescribeSecret_shows_the_rotation_as_it_was_asked_for()
    {
        await using var emulator = await RotationCalls.Start(at: "2026-02-03T17:42:00Z");
        await emulator.Secrets.Create("db", "one");

        await emulator.Rotate("db", "good", rules: Rules(null, 30, null));
        await emulator.Server.RotationsEndedAsync();

        var described = (await emulator.Secrets.Describe("db")).Json;
        described.GetProperty("RotationEnabled").GetBoolean().ShouldBeTrue();
        described.GetProperty("RotationLambdaARN").GetString().ShouldBe(RotationCalls.Function("good"));
        described.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":30}""");
        described.GetProperty("LastRotatedDate").GetRawText().ShouldBe("1.77014052E9");
        // 2026-03-05T23:59:59Z
        described.GetProperty("NextRotationDate").GetRawText().ShouldBe("1.772755199E9");
    }

    [Test]
    public async Task A_secret_that_was_never_rotated_needs_a_function()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Rotate("db");

        answer.ShouldBeError("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.");
    }

    [Test]
    public async Task An_unknown_function_is_refused_and_nothing_is_stored()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Rotate("db", "nobody");

        answer.ShouldBeError(
            "AccessDeniedException",
            "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_rotation_that_failed_blocks_the_next_and_the_same_token_is_the_same_request()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));
        await emulator.Rotate("db", "throws", version: 2);
        await emulator.Server.RotationsEndedAsync();

        var other = await emulator.Rotate("db", version: 3);
        var same = await emulator.Rotate("db", version: 2);

        other.ShouldBeError("InvalidRequestException", "A previous rotation isn't complete. That rotation will be reattempted.");
        same.Text("VersionId").ShouldBe(SecretsClient.Version(2));
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [AWSPENDING]");
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationFailed");
    }

    [Test]
    public async Task RotateImmediately_false_only_tests_with_a_copy_of_the_value_and_leaves_no_version()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));

        var answer = await emulator.Rotate("db", "good", version: 2, rules: Rules(null, 10, null), immediately: false);
        await emulator.Server.RotationsEndedAsync();

        answer.Text("VersionId").ShouldBe(SecretsClient.Version(2));
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
        (await emulator.Events("db")).ShouldBe("TestRotationStarted TestRotationSucceeded");
        (await emulator.Secrets.Describe("db")).Has("LastRotatedDate").ShouldBeFalse();
        (await emulator.LastRotation("db")).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()).ShouldBe(["testSecret"]);
    }

    [Test]
    public async Task A_secret_without_a_value_gets_its_first_one_from_a_rotation()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db");

        await emulator.Rotate("db", "good", version: 1);
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPENDING,AWSCURRENT]");
    }

    [Test]
    public async Task A_value_that_is_written_by_hand_abandons_a_pending_rotation()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));
        await emulator.Rotate("db", "throws", version: 2);
        await emulator.Server.RotationsEndedAsync();

        await emulator.Secrets.PutValue("db", "two", token: SecretsClient.Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 deprecated v3 [AWSCURRENT]");
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationFailed RotationAbandoned");
        (await emulator.Rotate("db", "good", version: 4)).Status.ShouldBe(200);
    }

    private static JsonObject Rules(string? expression, int? days, string? duration)
    {
        var rules = new JsonObject();
        foreach (var (name, value) in ((string, JsonNode?)[])[("ScheduleExpression", expression), ("AutomaticallyAfterDays", days), ("Duration", duration)])
        {
            if (value is not null)
            {
                rules[name] = value;
            }
        }

        return rules;
    }
}
