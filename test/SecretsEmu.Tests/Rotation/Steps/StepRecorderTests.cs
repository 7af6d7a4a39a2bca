using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;
using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Tests.Conventions;

namespace SecretsEmu.Tests.Rotation.Steps;

/// <summary>What is kept of a step: calls without values, a log of bounded length.</summary>
public sealed class StepRecorderTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:prod/db-AbCdEf";

    [Test]
    public void The_first_200_calls_are_kept_and_the_others_counted()
    {
        var recorder = new StepRecorder(Arn);
        for (var number = 1; number <= 203; number++)
        {
            recorder.Add(Call(new DescribeSecretRequest { SecretId = $"s{number}" }), null, null);
        }

        var (calls, leftOut) = recorder.Calls;
        calls.Length.ShouldBe(200);
        calls[^1].SecretId.ShouldBe("s200");
        leftOut.ShouldBe(3);
    }

    [TestCase(500, 500, "line 500")]
    [TestCase(501, 501, "(1 further lines left out)")]
    [TestCase(1500, 501, "(1000 further lines left out)")]
    public void The_first_500_lines_are_kept_and_the_others_counted(int written, int kept, string last)
    {
        var recorder = new StepRecorder(Arn);
        for (var number = 1; number <= written; number++)
        {
            recorder.Log($"line {number}");
        }

        recorder.Lines.Count.ShouldBe(kept);
        recorder.Lines[^1].ShouldBe(last);
    }

    [Test]
    public void A_line_is_cut_behind_2000_characters_and_never_within_one()
    {
        var recorder = new StepRecorder(Arn);
        recorder.Log(new string('a', 2000));
        recorder.Log(new string('a', 2001));
        recorder.Log(new string('a', 1999) + "😀");

        recorder.Lines.ShouldBe([new string('a', 2000), new string('a', 2000) + "…", new string('a', 1999) + "…"]);
    }

    [TestCase(Arn, true)]
    [TestCase("prod/db", true)]
    [TestCase("arn:aws:secretsmanager:us-east-1:111111111111:secret:prod/db", true)]
    [TestCase("arn:aws:secretsmanager:us-east-1:111111111111:secret:prod/db-XyZxYz", false)]
    [TestCase("arn:aws:secretsmanager:us-east-1:222222222222:secret:prod/db-AbCdEf", false)]
    [TestCase("prod/db-AbCdEf", false)]
    [TestCase("db", false)]
    public void The_secret_that_is_rotated_is_known_by_its_ARN_in_either_form_and_by_its_name(string secretId, bool isRotated) =>
        Record(new DescribeSecretRequest { SecretId = secretId }).IsRotatedSecret.ShouldBe(isRotated);

    [Test]
    public void A_read_names_the_version_that_was_answered_or_else_asked_for()
    {
        var answered = Record(new GetSecretValueRequest { SecretId = Arn, VersionStage = "AWSPENDING" }, new GetSecretValueResponse
        {
            Arn = Arn, Name = "prod/db", CreatedDate = DateTimeOffset.UnixEpoch, VersionId = "v2", VersionStages = ["AWSPENDING"], SecretString = "one",
        });
        var refused = Record(new GetSecretValueRequest { SecretId = Arn, VersionId = "v2" }, error: new AwsError("ResourceNotFoundException", "No."));

        (answered.Operation, answered.VersionId, string.Join(',', answered.Stages), answered.Error).ShouldBe(("GetSecretValue", "v2", "AWSPENDING", null));
        (refused.VersionId, refused.Stages.Length, refused.Error, refused.Message).ShouldBe(("v2", 0, "ResourceNotFoundException", "No."));
        string.Join(',', Record(new GetSecretValueRequest { SecretId = Arn }).Stages).ShouldBe("AWSCURRENT");
    }

    [Test]
    public void A_write_or_move_names_the_version_that_got_it_and_its_labels()
    {
        CallRecord[] records =
        [
            Record(new PutSecretValueRequest { SecretId = Arn, ClientRequestToken = "v2", SecretString = "one", VersionStages = ["AWSPENDING", "a"] }),
            Record(new PutSecretValueRequest { SecretId = Arn, ClientRequestToken = "v2", SecretString = "one" }),
            Record(new UpdateSecretRequest { SecretId = Arn, ClientRequestToken = "v2", SecretBinary = [1] }),
            Record(new UpdateSecretRequest { SecretId = Arn, ClientRequestToken = "v2", Description = "one" }),
            Record(new UpdateSecretVersionStageRequest { SecretId = Arn, VersionStage = "AWSCURRENT", MoveToVersionId = "v2", RemoveFromVersionId = "v1" }),
            Record(new GetRandomPasswordRequest()),
        ];

        records.Select(one => $"{one.Operation} {one.VersionId ?? "-"} [{string.Join(',', one.Stages)}] {one.IsRotatedSecret}").ShouldBe(
        [
            "PutSecretValue v2 [AWSPENDING,a] True", "PutSecretValue v2 [AWSCURRENT] True", "UpdateSecret v2 [AWSCURRENT] True",
            "UpdateSecret - [] True", "UpdateSecretVersionStage v2 [AWSCURRENT] True", "GetRandomPassword - [] False",
        ]);
    }

    [Test]
    public void A_call_of_another_service_is_named_with_it()
    {
        var recorder = new StepRecorder(Arn);
        recorder.Add(new Call(new DefaultHttpContext().Request, default, false, "request") { Service = Services.Kms, Operation = Services.Kms.Find("Decrypt") }, null, null);

        recorder.Calls.Calls.Single().Operation.ShouldBe("kms.Decrypt");
    }

    private static CallRecord Record(object request, object? response = null, AwsError? error = null)
    {
        var recorder = new StepRecorder(Arn);
        recorder.Add(Call(request), response, error);
        return recorder.Calls.Calls.Single();
    }

    private static Call Call(object request) => new(new DefaultHttpContext().Request, default, false, "request")
    {
        Service = Services.SecretsManager, Operation = Services.SecretsManager.Find(request.GetType().Name[..^"Request".Length]), Request = request,
    };
}
