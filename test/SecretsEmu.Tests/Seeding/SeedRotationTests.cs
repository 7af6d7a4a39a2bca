using System.Text.Json.Nodes;
using SecretsEmu.Files;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Seeding;

/// <summary>Secrets that a seed rotates, or that a service owns. What the file itself must not say is among SeedFileTests.</summary>
public sealed class SeedRotationTests
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private static readonly DateTimeOffset s_later = new(2026, 6, 1, 12, 30, 0, TimeSpan.Zero);

    // Seeded on 2026-01-31 at 08:00.
    [TestCase("\"automaticallyAfterDays\": 30", "2026-03-02T00:00:00Z", "2026-03-02T23:59:59Z")]
    [TestCase("\"automaticallyAfterDays\": 30, \"duration\": \"3h\"", "2026-03-02T00:00:00Z", "2026-03-02T02:59:59Z")]
    [TestCase("\"scheduleExpression\": \"rate(4 hours)\"", "2026-01-31T12:00:00Z", "2026-01-31T12:59:59Z")]
    [TestCase("\"scheduleExpression\": \"cron(0 8 L * ? *)\", \"enabled\": true", "2026-02-28T08:00:00Z", "2026-02-28T23:59:59Z")]
    public void The_first_window_counts_from_the_seeding_and_nothing_begins(string rules, string opens, string nextRotationDate)
    {
        var state = new SeedState();

        state.Apply(Seed($"\"rotation\": {{ \"function\": \"{Function}\", {rules} }}, \"string\": \"one\""));

        var secret = state.Secret("a");
        var rotation = secret.Rotation.ShouldNotBeNull();
        (rotation.IsEnabled, rotation.LambdaArn, rotation.LastRotatedDate, rotation.Attempts).ShouldBe((true, Function, null, 0));
        Text(rotation.NextRotationDate!.Value).ShouldBe(nextRotationDate);
        state.Snapshot.NextDue().ShouldNotBeNull().ShouldSatisfyAllConditions(
            item => item.Key.ShouldBe(SecretDue.RotationOf(secret, item.At).Key),
            item => Text(item.At).ShouldBe(opens));
        state.Snapshot.RunningRotation(secret.Arn).ShouldBeNull();
        secret.Labels.ToString().ShouldBe($"AWSCURRENT: {secret.Versions.Single().VersionId}");
    }

    [TestCase("")]
    [TestCase(", \"duration\": \"3h\"")]
    public void Rules_that_name_no_time_plan_nothing(string rules)
    {
        var state = new SeedState();

        state.Apply(Seed($"\"rotation\": {{ \"function\": \"{Function}\"{rules} }}"));

        var rotation = state.Secret("a").Rotation.ShouldNotBeNull();
        (rotation.IsEnabled, rotation.NextRotationDate).ShouldBe((true, null));
        state.Snapshot.NextDue().ShouldBeNull();
    }

    [Test]
    public void Rotation_that_is_off_keeps_its_rules_and_plans_nothing()
    {
        var state = new SeedState();

        state.Apply(Seed($"\"rotation\": {{ \"function\": \"{Function}\", \"automaticallyAfterDays\": 30, \"enabled\": false }}"));

        state.Secret("a").Rotation.ShouldBe(new SecretRotation { IsEnabled = false, LambdaArn = Function, Rules = new(30, null, null) });
        state.Snapshot.NextDue().ShouldBeNull();
    }

    [TestCase("us-east-1", "f", "us-east-1")]
    [TestCase("us-east-1", "arn:aws:lambda:eu-west-1:000000000000:function:f", "us-east-1")]
    [TestCase("us-east-1", "arn:aws:s3:us-east-1:000000000000:function:f", "us-east-1")]
    [TestCase("eu-west-1", Function, "eu-west-1")]
    public void A_function_must_be_an_ARN_of_the_secret_s_region_and_else_nothing_is_made(string region, string function, string named)
    {
        var state = new SeedState();

        var refusal = Should.Throw<FileException>(() => state.Apply(
            $"{{ \"secrets\": [{{ \"name\": \"b\" }}, {{ \"name\": \"a\", \"region\": \"{region}\", \"rotation\": {{\n\"function\": \"{function}\" }} }}] }}"));

        refusal.Message.ShouldBe(
            $"seed1.jsonc, line 2: Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:{named}:000000000000:function:<functionName>.");
        state.Snapshot.ShouldBeSameAs(Snapshot.Empty);
    }

    [Test]
    public void A_secret_of_a_service_has_its_tag_before_its_own_and_needs_no_function()
    {
        var state = new SeedState();

        state.Apply(Seed("\"owningService\": \"rds\", \"tags\": { \"team\": \"core\" }, \"rotation\": { \"automaticallyAfterDays\": 7 }"));

        var secret = state.Secret("a");
        secret.OwningService.ShouldBe("rds");
        secret.Tags!.Value.ShouldBe([new SecretTag("aws:secretsmanager:owningService", "rds"), new SecretTag("team", "core")]);
        secret.Rotation!.LambdaArn.ShouldBeNull();
        Text(secret.Rotation.NextRotationDate!.Value).ShouldBe("2026-02-07T23:59:59Z");
    }

    [Test]
    public void An_export_has_owner_and_rules_as_they_were_given_and_no_tag_of_AWS()
    {
        var state = new SeedState();
        state.Apply($$$"""
            { "secrets": [
              { "name": "a", "arnSuffix": "AaAaAa", "rotation": { "function": "{{{Function}}}", "scheduleExpression": "cron(0 16 1,15 * ? *)", "duration": "3h", "enabled": true } },
              { "name": "b", "arnSuffix": "BbBbBb", "owningService": "rds", "rotation": { "automaticallyAfterDays": 7, "enabled": false } },
              { "name": "c", "arnSuffix": "CcCcCc", "owningService": "redshift", "tags": { "team": "core" }, "rotation": {} } ] }
            """);

        var secrets = JsonNode.Parse(state.Export(withValues: false))!["secrets"]!.AsArray();

        secrets.Select(secret => Without(secret!, "account", "region")).ShouldBe(
        [
            $$$"""{"name":"a","arnSuffix":"AaAaAa","rotation":{"function":"{{{Function}}}","scheduleExpression":"cron(0 16 1,15 * ? *)","duration":"3h"}}""",
            """{"name":"b","arnSuffix":"BbBbBb","owningService":"rds","rotation":{"automaticallyAfterDays":7,"enabled":false}}""",
            """{"name":"c","arnSuffix":"CcCcCc","owningService":"redshift","tags":{"team":"core"},"rotation":{}}""",
        ]);
    }

    [Test]
    public void Dates_and_history_stay_behind_and_the_next_window_counts_from_the_new_seeding()
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(Seed($"\"rotation\": {{ \"function\": \"{Function}\", \"scheduleExpression\": \"cron(0 16 1,15 * ? *)\" }}, \"string\": \"one\""));
        var secret = first.Secret("a");
        first.Change(secret with
        {
            Rotation = secret.Rotation! with { LastRotatedDate = SeedState.Now, Attempts = 7, Rules = secret.Rotation.Rules! with { CalculatedDays = 14 } },
        });

        second.ApplyAt(s_later, first.Export(withValues: true));

        second.Secret("a").Rotation.ShouldBe(new SecretRotation
        {
            IsEnabled = true,
            LambdaArn = Function,
            Rules = new(null, "cron(0 16 1,15 * ? *)", null),
            NextRotationDate = new DateTimeOffset(2026, 6, 1, 23, 59, 59, TimeSpan.Zero),
        });
    }

    [Test]
    public void A_pending_version_without_a_value_and_the_copy_of_a_test_stay_behind()
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply($$$"""
            { "secrets": [
              { "name": "runs", "rotation": { "function": "{{{Function}}}" }, "string": "one" },
              { "name": "tests", "rotation": { "function": "{{{Function}}}" }, "string": "one" },
              { "name": "failed", "rotation": { "function": "{{{Function}}}" }, "string": "one" } ] }
            """);
        Begin(first, "runs", RotationCause.Request, hasValue: false);
        Begin(first, "tests", RotationCause.Test, hasValue: true);
        Begin(first, "failed", RotationCause.Request, hasValue: true);

        second.Apply(first.Export(withValues: true));

        second.Secret("runs").Versions.Length.ShouldBe(1);
        second.Secret("tests").Versions.Length.ShouldBe(1);
        second.Secret("failed").Labels.VersionOf(StagingLabels.Pending).ShouldBe(Pending("failed"));
        second.Snapshot.RunningRotation(second.Secret("runs").Arn).ShouldBeNull();
    }

    // As an attempt leaves the state while it runs.
    private static void Begin(SeedState state, string name, RotationCause cause, bool hasValue)
    {
        var secret = state.Secret(name);
        var current = secret.FindStage(StagingLabels.Current)!;
        state.Change(unit =>
        {
            unit.Put(secret with
            {
                Labels = secret.Labels.Attach(StagingLabels.Pending, Pending(name)),
                Versions = secret.Versions.Add(current with { VersionId = Pending(name), Value = hasValue ? state.Seal(secret, Pending(name), "two", unit) : null }),
            });
            unit.Put(RotationTables.Running, Scope.Emulator, new RotationAttempt
            {
                Id = name, Number = 1, SecretArn = secret.Arn, VersionId = Pending(name), FunctionArn = Function, Cause = cause, StartedAt = SeedState.Now,
            });
        });
    }

    private static string Pending(string name) => $"{name}-".PadRight(32, '0');

    private static string Seed(string members) => $"{{ \"secrets\": [{{ \"name\": \"a\", {members} }}] }}";

    private static string Without(JsonNode secret, params string[] names)
    {
        foreach (var name in names)
        {
            secret.AsObject().Remove(name);
        }

        return secret.ToJsonString();
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
