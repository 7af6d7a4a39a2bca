using SecretsEmu.Files;
using SecretsEmu.Seeding;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Seeding;

public sealed class SeederTests
{
    [Test]
    public void The_example_of_the_README_makes_what_it_says()
    {
        var state = new SeedState();

        var report = state.Apply(Readme.Example());

        report.Created.Count.ShouldBe(12);
        report.Created[^5].ShouldBe("arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/api-key-AbCdEf");
        state.Value("prod/db").AsString.ShouldBe("""{"username":"app","password":"s3cret"}""");
        state.Secret("prod/empty").Versions.ShouldBeEmpty();
        var key = state.Secret("prod/api-key", new Scope("111122223333", "eu-west-1"));
        key.Description.ShouldBe("Access to the partner API");
        key.KmsKeyId.ShouldBe("arn:aws:kms:eu-west-1:111122223333:alias/partner");
        key.Tags!.Value.ShouldBe([new SecretTag("team", "core")]);
        key.Labels.ToString().ShouldBe(
            "AWSPREVIOUS: 11111111-1111-4111-8111-111111111111, AWSCURRENT: 22222222-2222-4222-8222-222222222222, blue: 22222222-2222-4222-8222-222222222222");
        key.Rotation!.LambdaArn.ShouldBe("arn:aws:lambda:eu-west-1:111122223333:function:rotate-api-key");
        // The first Sunday of February, 02:00 to 05:00.
        key.Rotation.NextRotationDate.ShouldBe(new DateTimeOffset(2026, 2, 1, 4, 59, 59, TimeSpan.Zero));
        report.Created[^1].ShouldBe("arn:aws:ssm:eu-west-1:111122223333:parameter/app/password");
        state.Secret("rds!db-1").OwningService.ShouldBe("rds");
        key.CreatedDate.ShouldBe(SeedState.Now);
        key.LastChangedDate.ShouldBe(SeedState.Now);
    }

    [Test]
    public void What_the_file_leaves_open_is_chosen_by_chance_and_default()
    {
        var state = new SeedState(seed: 7);

        var report = state.Apply("""{ "secrets": [{ "name": "a", "string": "one" }] }""");

        var secret = state.Secret("a");
        report.ShouldSatisfyAllConditions(
            it => it.Created.ShouldBe([secret.Arn]),
            it => it.LeftAlone.ShouldBeEmpty());
        secret.Arn.ShouldMatch("^arn:aws:secretsmanager:us-east-1:000000000000:secret:a-[A-Za-z0-9]{6}$");
        secret.Versions.Single().VersionId.ShouldMatch("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        (secret.Description, secret.Tags, secret.ResourcePolicy).ShouldBe((null, null, null));
    }

    [Test]
    public void Versions_without_stages_are_a_history()
    {
        var state = new SeedState();

        state.Apply("""{ "secrets": [{ "name": "a", "versions": [{ "string": "one" }, { "string": "two" }, { "string": "three" }] }] }""");

        state.Value("a").AsString.ShouldBe("three");
        state.Value("a", "AWSPREVIOUS").AsString.ShouldBe("two");
        state.Secret("a").Labels.Count.ShouldBe(2);
    }

    [Test]
    public void A_version_with_stages_makes_one_without_deprecated()
    {
        var state = new SeedState();

        state.Apply("""{ "secrets": [{ "name": "a", "versions": [{ "string": "one", "stages": ["AWSCURRENT"] }, { "string": "two" }, { "string": "three", "stages": [] }] }] }""");

        var secret = state.Secret("a");
        state.Value("a").AsString.ShouldBe("one");
        secret.Versions.Select(version => secret.Labels.IsDeprecated(version.VersionId)).ShouldBe([false, true, true]);
    }

    [Test]
    public void A_binary_value_stays_binary()
    {
        var state = new SeedState();

        state.Apply("""{ "secrets": [{ "name": "a", "binary": "AAH/" }] }""");

        state.Value("a").AsBinary.ShouldBe([0, 1, 255]);
    }

    [Test]
    public void An_empty_description_is_none()
    {
        var state = new SeedState();

        state.Apply("""{ "secrets": [{ "name": "a", "description": "" }] }""");

        state.Secret("a").Description.ShouldBeNull();
    }

    [Test]
    public void Seeding_twice_changes_nothing()
    {
        var state = new SeedState();
        var first = state.Apply(Readme.Example());
        var before = state.Snapshot;

        var second = state.Apply(Readme.Example());

        second.Created.ShouldBeEmpty();
        second.LeftAlone.ShouldBe(first.Created);
        state.Snapshot.ShouldBeSameAs(before);
    }

    [Test]
    public void A_secret_whose_name_exists_is_left_wholly_alone()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "string": "one" }] }""");
        var before = state.Secret("a");

        var report = state.Apply("""{ "secrets": [{ "name": "a", "arnSuffix": "AbCdEf", "description": "other", "string": "two" }, { "name": "b" }] }""");

        report.LeftAlone.ShouldBe([before.Arn]);
        report.Created.ShouldBe([state.Secret("b").Arn]);
        state.Secret("a").ShouldBeSameAs(before);
    }

    [Test]
    public void A_secret_that_waits_for_its_deletion_keeps_its_name()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "string": "one" }] }""");
        state.Change(state.Secret("a") with { DeletedDate = SeedState.Now, DeletionDate = SeedState.Now.AddDays(7) });

        var report = state.Apply("""{ "secrets": [{ "name": "a", "string": "two" }] }""");

        report.LeftAlone.ShouldBe([state.Secret("a").Arn]);
        state.Secret("a").IsScheduledForDeletion.ShouldBeTrue();
    }

    [Test]
    public void The_same_name_in_another_account_or_region_is_another_secret()
    {
        var state = new SeedState();

        var report = state.Apply("""{ "secrets": [{ "name": "a" }, { "name": "a", "region": "eu-west-1" }, { "name": "a", "account": "111122223333" }, { "name": "A" }] }""");

        report.Created.Count.ShouldBe(4);
    }

    [Test]
    public void A_secret_seeded_twice_is_refused_and_nothing_is_made()
    {
        var state = new SeedState();

        var refusal = Should.Throw<FileException>(() => state.Apply(
            """{ "secrets": [{ "name": "b" }, { "name": "a", "string": "one" }] }""",
            "{ \"secrets\": [\n\n{ \"name\": \"a\", \"account\": \"000000000000\" }] }"));

        refusal.Message.ShouldBe("seed2.jsonc, line 3: the secret a of account 000000000000, region us-east-1 is seeded twice.");
        state.Snapshot.ShouldBeSameAs(Snapshot.Empty);
    }

    [Test]
    public void A_malformed_file_among_several_leaves_everything_as_it_was()
    {
        var state = new SeedState();

        var refusal = Should.Throw<FileException>(() => state.Apply("""{ "secrets": [{ "name": "a" }] }""", """{ "secrets": [{ "name": "b c" }] }"""));

        refusal.Message.ShouldBe("seed2.jsonc, line 1: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        state.Snapshot.ShouldBeSameAs(Snapshot.Empty);
    }

    [Test]
    public void Other_partitions_get_their_own_ARNs()
    {
        var state = new SeedState();

        var report = state.Apply("""{ "secrets": [{ "name": "a", "region": "cn-north-1", "arnSuffix": "AbCdEf", "string": "one" }] }""");

        report.Created.ShouldBe(["arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:a-AbCdEf"]);
    }
}
