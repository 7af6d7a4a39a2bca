using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>What follows from several events, beyond what <see cref="RotationsTests"/> says of one.</summary>
public sealed class RotationSequencesTests
{
    [Test]
    public void The_token_of_a_version_that_was_put_as_pending_by_hand_is_no_repeat_of_the_rotation_before_it()
    {
        var secret = new SecretInRotation();
        secret.Rotate("v3");
        secret.Move("AWSPENDING", "v3", null);
        secret.End(secret.Newest!);
        secret.Put("v2", "AWSPENDING");

        secret.Told(() => Silent(() => secret.Rotate("v2"))).ShouldBe(
            "InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.");
    }

    [Test]
    public void A_secret_restored_while_its_window_is_open_is_rotated_in_that_window()
    {
        var secret = Rotated();
        secret.Delete();
        secret.At("2026-02-10T00:00:00Z");
        secret.Due("rotation").ShouldBe("skipped: the secret is scheduled for deletion");
        secret.At("2026-02-10T10:00:00Z");

        secret.Told(() => Silent(secret.Restore)).ShouldBe("due rotation 02-10; CancelSecretVersionDelete");
        secret.Told(() => secret.Due("rotation")).ShouldBe(
            "v1 [PREVIOUS] v2 [CURRENT] new? [PENDING]; Schedule new Running; due rotation 02-20; RotationStarted; (begun)");
    }

    [Test]
    public void A_secret_restored_after_its_window_is_counted_anew()
    {
        var secret = Rotated();
        secret.Delete();
        secret.At("2026-02-10T00:00:00Z");
        secret.Due("rotation");
        secret.At("2026-02-11T08:00:00Z");

        secret.Told(() => Silent(secret.Restore)).ShouldBe("next 02-21; due rotation 02-21; CancelSecretVersionDelete");
    }

    [Test]
    public void A_rotation_that_fails_again_is_not_retried_more_often_than_was_asked_for()
    {
        var secret = Running();
        secret.End(secret.Newest!, "no.");
        secret.At("2026-01-31T08:01:00Z");
        secret.Due("rotation retry").ShouldBe("begun");

        secret.Told(() => Silent(() => secret.End(secret.Newest!, "no."))).ShouldBe("Retry v2 again 1 Failed: no.; RotationFailed");
    }

    [Test]
    public void A_window_that_opens_takes_the_place_of_the_retry_and_of_its_count()
    {
        var secret = Running();
        secret.End(secret.Newest!, "no.");
        secret.At("2026-02-10T00:00:00Z");

        secret.Due("rotation").ShouldBe("begun");

        secret.Told(() => Silent(() => secret.End(secret.Newest!, "no."))).ShouldBe("Schedule v2 Failed: no.; due rotation retry 02-10, rotation 02-20; RotationFailed");
    }

    [Test]
    public void A_retry_after_somebody_finished_the_rotation_by_hand_does_nothing()
    {
        var secret = Running();
        secret.Put("v2", "AWSPENDING");
        secret.End(secret.Newest!, "no.");
        secret.Finish();
        secret.At("2026-01-31T08:01:00Z");

        secret.Told(() => secret.Due("rotation retry")).ShouldBe("due rotation 02-10; (nothing was pending any more)");
    }

    [Test]
    public void A_write_that_makes_another_version_current_abandons_the_rotation_even_if_it_keeps_AWSPENDING_for_itself()
    {
        var secret = Running();

        secret.Told(() => Silent(() => secret.Put("v4", "AWSCURRENT", "AWSPENDING"))).ShouldBe(
            "v1 [PREVIOUS] v2? [] v4 [CURRENT,PENDING]; Request v2 Abandoned: A value was written by hand while the rotation was pending.; RotationAbandoned");
    }

    [Test]
    public void A_function_that_makes_its_own_value_current_at_once_abandons_nothing()
    {
        var secret = Running();

        secret.Told(() => Silent(() => secret.Put("v2"))).ShouldBe("v1 [PREVIOUS] v2 [PENDING,CURRENT]");
        secret.Told(() => Silent(() => secret.End(secret.Newest!))).ShouldBe("last 08:00; Request v2 Succeeded; RotationSucceeded");
    }

    [Test]
    public void A_function_that_leaves_AWSPENDING_on_another_version_has_not_finished()
    {
        var secret = Running();
        secret.Put("v2", "AWSPENDING");
        secret.Finish();
        secret.Put("v4", "AWSPENDING");

        secret.End(secret.Newest!).Reason.ShouldBe("finishSecret left AWSPENDING on another version than AWSCURRENT.");
    }

    [Test]
    public void An_attempt_that_somebody_else_ended_keeps_that_end_and_gets_its_steps()
    {
        var secret = Running();
        secret.BeginStep("createSecret");
        var running = secret.Newest!;
        secret.Cancel();

        var ended = secret.End(running with { Verdict = "The function kept to the contract." }, "It was given up.");

        ended.ShouldBe(secret.Newest);
        (ended.State, ended.Reason, ended.Verdict, ended.Step).ShouldBe((RotationState.Abandoned, "Rotation was cancelled.", "The function kept to the contract.", "createSecret"));
    }

    [Test]
    public void An_attempt_of_a_secret_that_is_gone_ends_without_a_trace()
    {
        var secret = Running();
        var running = secret.Newest!;
        secret.Delete(force: true);

        secret.Told(() => secret.End(running).Reason).ShouldBe("(The secret was deleted.)");
    }

    [Test]
    public void An_attempt_of_a_secret_that_was_made_anew_is_no_attempt_of_that_one()
    {
        var old = Running().Newest!;
        var secret = new SecretInRotation();

        secret.Told(() => secret.End(old with { Id = "another" }).State.ToString()).ShouldBe("(Abandoned)");
    }

    [Test]
    public void A_window_of_a_secret_that_its_service_rotates_is_skipped_and_the_next_one_is_planned()
    {
        var secret = Rotated();
        secret.Change(one => one with { OwningService = "rds", Rotation = one.Rotation! with { LambdaArn = null } });
        secret.At("2026-02-10T00:00:00Z");

        secret.Told(() => secret.Due("rotation")).ShouldBe("due rotation 02-20; (skipped: rotation by the service that owns a secret is not emulated)");
    }

    [Test]
    public void A_window_without_room_for_AWSPENDING_begins_nothing_and_the_next_one_is_planned()
    {
        var secret = Rotated();
        secret.Put("v5", [.. Enumerable.Range(1, 18).Select(number => $"L{number}")]);
        secret.At("2026-02-10T00:00:00Z");

        secret.Told(() => secret.Due("rotation")).ShouldBe("due rotation 02-20; (not begun: You've exceeded the quota for the number of staging labels.)");
    }

    [Test]
    public void A_rotation_without_rules_has_no_next_date_and_is_never_due()
    {
        var secret = new SecretInRotation();

        secret.Told(() => Silent(() => secret.Rotate("v2", days: null))).ShouldBe("v1 [CURRENT] v2? [PENDING]; on; Request v2 Running; RotationStarted");
        secret.Put("v2", "AWSPENDING");
        secret.Finish();
        secret.Told(() => Silent(() => secret.End(secret.Newest!))).ShouldBe("last 08:00; Request v2 Succeeded; RotationSucceeded");
    }

    [TestCase(null, "No Lambda rotation function ARN is associated with this secret.")]
    [TestCase(
        "arn:aws:lambda:us-east-1:111111111111:function:nobody",
        "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.")]
    [TestCase(
        "arn:aws:lambda:eu-west-1:111111111111:function:rotate",
        "Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:us-east-1:111111111111:function:<functionName>.")]
    public void RotateSecret_without_a_function_that_can_be_used_changes_nothing(string? function, string sentence)
    {
        var secret = new SecretInRotation();

        Should.Throw<AwsErrorException>(() => secret.Rotate("v2", function: function)).Error.Message.ShouldBe(sentence);
        secret.Told().ShouldBe("v1 [CURRENT]; not configured; last -; next -; no attempt; due nothing");
    }

    [Test]
    public void The_last_twenty_attempts_are_kept_newest_first()
    {
        var secret = new SecretInRotation();
        for (var number = 2; number <= 26; number++)
        {
            secret.Rotate($"v{number}");
            secret.Finish();
            secret.End(secret.Newest!);
        }

        secret.Attempts.Select(attempt => attempt.Number).ShouldBe(Enumerable.Range(6, 20).Reverse().Select(number => (long)number));
        secret.Attempts[0].VersionId.ShouldBe("v26");
    }

    /// <summary>Whatever happens in whatever order, a schedule that is on stays alive, and one that is off or gone leaves nothing behind.</summary>
    [Property(MaxTest = 300)]
    public void Nothing_that_happens_kills_a_schedule_or_leaves_one_behind(int[] happened)
    {
        var secret = new SecretInRotation();
        secret.Rotate("v2");
        var events = RotationStates.Events.Where(one => one.Key is not ("window opens" or "retry falls due" or "purge" or "reset")).Select(one => one.Value).ToList();
        foreach (var number in happened)
        {
            secret.Pass(TimeSpan.FromHours((uint)number % 97));
            if (secret.Secret is not null)
            {
                // Refusals change nothing, and not every event can happen in every state.
                secret.Told(() => secret.Newest is null ? null : events[(int)((uint)number % events.Count)](secret));
            }

            secret.Faults().ShouldBeEmpty();
        }
    }

    private static SecretInRotation Running()
    {
        var secret = new SecretInRotation();
        secret.Rotate("v2");
        return secret;
    }

    private static SecretInRotation Rotated()
    {
        var secret = Running();
        secret.Put("v2", "AWSPENDING");
        secret.Finish(removesPending: true);
        secret.End(secret.Newest!);
        return secret;
    }

    private static string? Silent(Action happens)
    {
        happens();
        return null;
    }
}
