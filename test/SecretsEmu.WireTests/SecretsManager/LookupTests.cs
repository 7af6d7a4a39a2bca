namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>How a SecretId leads to a secret: by name, by full ARN, by an ARN without suffix.</summary>
public sealed class LookupTests
{
    private const string Prefix = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

    [Test]
    public async Task A_full_ARN_finds_its_secret()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.GetValue(created.Text("ARN"));

        answer.Text("SecretString").ShouldBe("one");
    }

    [TestCase("Valid/_+=.@-Name")]
    [TestCase("Valid/_+=.@-Name-a1b2")]
    [TestCase("Valid/_+=.@-Name-a1b2c3-")]
    [TestCase("Valid/_+=.@-Name-a1b2c3d")]
    [TestCase("Valid/_+=.@-Name-a1b2_3")]
    [TestCase("-abcdef")]
    public async Task An_ARN_without_suffix_finds_the_secret_of_exactly_that_name(string name)
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create(name, "one");

        var answer = await emulator.Secrets.GetValue(Prefix + name);

        answer.Text("ARN").ShouldBe(created.Text("ARN"));
    }

    [TestCase("Invalid/_+=.@-Name-a1b2c3")]
    [TestCase("MySecret-abcdef")]
    public async Task An_ARN_without_suffix_does_not_find_a_name_that_ends_like_one(string name)
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create(name, "one");

        var partial = await emulator.Secrets.GetValue(Prefix + name);
        var full = await emulator.Secrets.GetValue(created.Text("ARN"));

        partial.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        full.Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task An_ARN_without_suffix_does_not_find_a_longer_name()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db-other", "one");

        var answer = await emulator.Secrets.GetValue(Prefix + "db");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task An_ARN_with_another_suffix_finds_nothing()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.GetValue(Prefix + "db-zzzzzz");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task The_ARN_of_a_secret_that_is_gone_does_not_find_its_successor()
    {
        await using var emulator = await Emulator.Start();
        var first = await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new() { ["ForceDeleteWithoutRecovery"] = true });
        await emulator.Secrets.Create("db", "two");

        var answer = await emulator.Secrets.GetValue(first.Text("ARN"));

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_name_without_its_case_finds_nothing()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("Db", "one");

        var answer = await emulator.Secrets.GetValue("db");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_name_with_a_suffix_is_another_name()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.GetValue(created.Text("ARN")[Prefix.Length..]);

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_full_ARN_of_another_region_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.As(region: "eu-west-1").Create("db", "one");

        var answer = await emulator.Secrets.GetValue(created.Text("ARN"));

        created.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-");
        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_partial_ARN_of_another_region_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "here");
        await emulator.Secrets.As(region: "eu-west-1").Create("db", "there");

        var answer = await emulator.Secrets.GetValue("arn:aws:secretsmanager:eu-west-1:000000000000:secret:db");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [TestCase("cn-north-1", "arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:db-")]
    [TestCase("us-gov-west-1", "arn:aws-us-gov:secretsmanager:us-gov-west-1:000000000000:secret:db-")]
    public async Task The_region_decides_the_partition(string region, string start)
    {
        await using var emulator = await Emulator.Start();
        var there = emulator.Secrets.As(region: region);

        var created = await there.Create("db", "one");

        created.Text("ARN").ShouldStartWith(start);
        (await there.GetValue(created.Text("ARN"))).Text("SecretString").ShouldBe("one");
    }

    [TestCase("arn:")]
    [TestCase("arn:aws")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:other:db-AbCdEf")]
    [TestCase("arn:aws:ssm:us-east-1:000000000000:secret:db-AbCdEf")]
    [TestCase("arn:aws-cn:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf")]
    [TestCase("arn:aws:secretsmanager::000000000000:secret:db-AbCdEf")]
    [TestCase("arn:aws:secretsmanager:us-east-1::secret:db-AbCdEf")]
    [TestCase("arn:aws:secretsmanager:us-east-1:1234:secret:db-AbCdEf")]
    public async Task What_starts_as_an_ARN_and_is_none_of_a_secret_is_an_invalid_ARN(string id)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.GetValue(id);

        answer.ShouldBeError("InvalidParameterException", "Invalid ARN.");
    }

    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:Inv Name-AbCdEf")]
    [TestCase("arn:aws:secretsmanager:us-east-1:000000000000:secret:a:b")]
    public async Task The_name_inside_an_ARN_is_not_checked_only_looked_up(string id)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.GetValue(id);

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [TestCase("DescribeSecret", "{0}")]
    [TestCase("ListSecretVersionIds", "{0}")]
    [TestCase("GetSecretValue", "{0}")]
    [TestCase("GetResourcePolicy", "{0}")]
    [TestCase("DeleteResourcePolicy", "{0}")]
    [TestCase("RestoreSecret", "{0}")]
    [TestCase("DeleteSecret", "{0}")]
    [TestCase("TagResource", "{0},\"Tags\":[]")]
    [TestCase("UntagResource", "{0},\"TagKeys\":[]")]
    [TestCase("PutResourcePolicy", "{0},\"ResourcePolicy\":\"{{}}\"")]
    [TestCase("ValidateResourcePolicy", "{0},\"ResourcePolicy\":\"{{}}\"")]
    [TestCase("PutSecretValue", "{0},\"SecretString\":\"one\",\"ClientRequestToken\":\"11111111-2222-3333-4444-555555555555\"")]
    [TestCase("UpdateSecret", "{0},\"SecretString\":\"one\",\"ClientRequestToken\":\"11111111-2222-3333-4444-555555555555\"")]
    [TestCase("UpdateSecretVersionStage", "{0},\"VersionStage\":\"AWSCURRENT\",\"MoveToVersionId\":\"11111111-2222-3333-4444-555555555555\"")]
    public async Task Every_operation_answers_the_same_sentence_for_a_missing_secret(string operation, string members)
    {
        var byName = await TableEmulator.Call(operation, $"{{{string.Format(null, members, "\"SecretId\":\"nowhere\"")}}}");
        var byArn = await TableEmulator.Call(operation, $"{{{string.Format(null, members, $"\"SecretId\":\"{Prefix}nowhere-AbCdEf\"")}}}");

        byName.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        byArn.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
