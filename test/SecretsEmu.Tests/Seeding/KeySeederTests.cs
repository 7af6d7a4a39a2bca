using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Seeding;

public sealed class KeySeederTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Other = "99999999-2222-4333-8444-555555555555";
    private const string MultiRegion = "mrk-11111111222243338444555555555555";

    // 32 bytes.
    private const string Material = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly Scope Ireland = new(SeedState.Default.Account, "eu-west-1");

    [Test]
    public void The_example_of_the_README_makes_the_keys_that_it_says()
    {
        var state = new SeedState();
        var scope = new Scope("111122223333", "eu-west-1");

        var report = state.Apply(Readme.Example());

        var key = state.Key("1234abcd-12ab-34cd-56ef-1234567890ab", scope);
        report.Created[1].ShouldBe("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        key.ShouldSatisfyAllConditions(
            it => it.Arn.ShouldBe(report.Created[1]),
            it => it.Description.ShouldBe("Key of the partner API"),
            it => it.State.ShouldBe(KeyState.Enabled),
            it => it.Tags.ShouldBe([new KeyTag("team", "core")]),
            it => it.RotationPeriodInDays.ShouldBe(180),
            it => it.NextRotationDate.ShouldBe(SeedState.Now.AddDays(180)),
            it => it.CreationDate.ShouldBe(SeedState.Now),
            it => it.Policy.Document.Statements.Length.ShouldBe(2));
        state.Material(key).ShouldBe(Convert.FromBase64String("UzHpOIDyszIGGv7WCdFPiuFyA8GyQl3pC3ZhBWz3xf8="));
        state.KeyOf("alias/partner", scope).ShouldBeSameAs(key);
        state.KeyOf("alias/partner/v1", scope).ShouldBeSameAs(key);
        var grant = state.GrantsOf(key).ShouldHaveSingleItem();
        grant.GranteePrincipal.ShouldBe("arn:aws:iam::111122223333:role/app");
        grant.Operations.ShouldBe(["Decrypt", "DescribeKey"]);
        grant.EncryptionContextSubset!.ShouldBe([KeyValuePair.Create("tenant", "blue")]);
        (grant.IssuingAccount, grant.KeyArn, grant.CreationDate).ShouldBe(("arn:aws:iam::111122223333:root", key.Arn, SeedState.Now));
        state.KeyOf("alias/signing").ShouldSatisfyAllConditions(it => it.KeySpec.ShouldBe("ECC_NIST_P256"), it => it.KeyUsage.ShouldBe("SIGN_VERIFY"));
        state.KeyOf("alias/retired").State.ShouldBe(KeyState.Disabled);
    }

    [Test]
    public void What_the_file_leaves_open_is_as_CreateKey_has_it()
    {
        var state = new SeedState();

        var report = state.Apply("""{ "keys": [{ "alias": "alias/app" }] }""");

        var key = state.KeyOf("alias/app");
        report.Created.ShouldBe([key.Arn]);
        key.Arn.ShouldMatch("^arn:aws:kms:us-east-1:000000000000:key/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        key.ShouldSatisfyAllConditions(
            it => it.Description.ShouldBe(""),
            it => it.KeySpec.ShouldBe("SYMMETRIC_DEFAULT"),
            it => it.KeyUsage.ShouldBe("ENCRYPT_DECRYPT"),
            it => it.State.ShouldBe(KeyState.Enabled),
            it => it.Policy.Text.ShouldBe(KeyPolicies.Default("000000000000", "us-east-1").Text),
            it => it.Tags.ShouldBeEmpty(),
            it => it.PrimaryRegion.ShouldBeNull(),
            it => it.RotationPeriodInDays.ShouldBeNull(),
            it => it.IsAwsManaged.ShouldBeFalse(),
            it => it.Materials.Length.ShouldBe(1));
        state.Decrypt(state.Encrypt("alias/app", "text")).ShouldBe("text");
    }

    [Test]
    public void Ciphertext_of_one_run_is_read_by_the_next_with_the_same_id_and_material()
    {
        const string Seed = $$"""{ "keys": [{ "id": "{{Id}}", "material": "{{Material}}" }] }""";
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(Seed);
        second.Apply(Seed);

        second.Decrypt(first.Encrypt(Id, "text")).ShouldBe("text");
    }

    [Test]
    public void The_same_id_with_other_material_reads_nothing_of_it()
    {
        const string Given = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "materials": [{ "id": "{{Given}}", "material": "{{Material}}" }] }] }""");
        var ciphertext = state.Encrypt(Id, "text");
        state.Remove(state.Key(Id));
        state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "materials": [{ "id": "{{Given}}", "material": "{{Convert.ToBase64String(new byte[32])}}" }] }] }""");

        Should.Throw<AwsErrorException>(() => state.Decrypt(ciphertext)).Error.Type.ShouldBe("InvalidCiphertextException");
    }

    [Test]
    public void Older_materials_still_decrypt_and_the_last_one_encrypts()
    {
        var newer = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        var (before, after) = (new SeedState(), new SeedState(seed: 8));
        before.Apply($$"""{ "keys": [{ "id": "{{Id}}", "material": "{{Material}}" }] }""");
        after.Apply($$"""{ "keys": [{ "id": "{{Id}}", "materials": [{ "material": "{{Material}}" }, { "material": "{{newer}}" }] }] }""");

        after.Decrypt(before.Encrypt(Id, "old")).ShouldBe("old");
        var encrypted = after.Encrypt(Id, "new");
        after.Decrypt(encrypted).ShouldBe("new");
        Should.Throw<AwsErrorException>(() => before.Decrypt(encrypted)).Error.Type.ShouldBe("InvalidCiphertextException");
        after.Key(Id).Materials.Select(material => material.Rotation).ShouldBe([RotationType.None, RotationType.Automatic]);
    }

    [TestCase("RSA_2048", "SIGN_VERIFY")]
    [TestCase("RSA_3072", "ENCRYPT_DECRYPT")]
    [TestCase("ECC_NIST_P256", "SIGN_VERIFY")]
    [TestCase("ECC_NIST_P384", "SIGN_VERIFY")]
    [TestCase("ECC_NIST_P521", "SIGN_VERIFY")]
    [TestCase("ECC_SECG_P256K1", "SIGN_VERIFY")]
    [TestCase("HMAC_224", "GENERATE_VERIFY_MAC")]
    [TestCase("HMAC_512", "GENERATE_VERIFY_MAC")]
    public void A_key_of_any_spec_keeps_its_material(string spec, string usage)
    {
        var material = KeyMaterials.Generate(KeySpecs.Find(spec)!, new SecretsEmu.Randomness.SeededRandom(7));
        var state = new SeedState();

        state.Apply($$"""{ "keys": [{ "alias": "alias/a", "spec": "{{spec}}", "usage": "{{usage}}", "material": "{{Convert.ToBase64String(material)}}" }] }""");

        var key = state.KeyOf("alias/a");
        (key.KeySpec, key.KeyUsage).ShouldBe((spec, usage));
        state.Material(key).ShouldBe(material);
    }

    [Test]
    public void A_replica_has_the_material_of_its_primary_whichever_stands_first()
    {
        var state = new SeedState();

        state.Apply($$"""
            { "keys": [
              { "id": "{{MultiRegion}}", "region": "eu-west-1", "primaryRegion": "us-east-1", "description": "replica" },
              { "id": "{{MultiRegion}}", "spec": "HMAC_256", "usage": "GENERATE_VERIFY_MAC", "description": "primary" } ] }
            """);

        var (primary, replica) = (state.Key(MultiRegion), state.Key(MultiRegion, Ireland));
        replica.ShouldSatisfyAllConditions(
            it => it.PrimaryRegion.ShouldBe("us-east-1"),
            it => it.KeySpec.ShouldBe("HMAC_256"),
            it => it.KeyUsage.ShouldBe("GENERATE_VERIFY_MAC"),
            it => it.Description.ShouldBe("replica"),
            it => it.CurrentMaterial!.Id.ShouldBe(primary.CurrentMaterial!.Id));
        primary.PrimaryRegion.ShouldBe("us-east-1");
        state.Material(replica).ShouldBe(state.Material(primary));
    }

    [Test]
    public void Ciphertext_of_one_region_is_read_in_another()
    {
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{MultiRegion}}" }, { "id": "{{MultiRegion}}", "region": "eu-west-1", "primaryRegion": "us-east-1" }] }""");

        state.Decrypt(state.Encrypt(MultiRegion, "text"), Ireland).ShouldBe("text");
    }

    [Test]
    public void A_secret_comes_under_the_key_that_it_names()
    {
        var state = new SeedState();

        state.Apply($$"""
            { "secrets": [{ "name": "a", "kmsKeyId": "alias/app", "string": "one" }, { "name": "b", "kmsKeyId": "{{Id}}", "string": "two" }],
              "keys": [{ "id": "{{Id}}", "alias": "alias/app" }] }
            """);

        state.Secret("a").KmsKeyId.ShouldBe("arn:aws:kms:us-east-1:000000000000:alias/app");
        state.Secret("b").KmsKeyId.ShouldBe(Id);
        state.Secret("a").Versions.Single().Value!.DataKeys.Single().KeyArn.ShouldBe(state.Key(Id).Arn);
        state.Value("a").AsString.ShouldBe("one");
        state.Snapshot.Find(KmsTables.Aliases, SeedState.Default, "alias/aws/secretsmanager").ShouldBeNull();
    }

    [Test]
    public void A_secret_comes_under_a_key_that_the_same_seed_disables()
    {
        var state = new SeedState();

        state.Apply("""{ "keys": [{ "alias": "alias/off", "enabled": false }], "secrets": [{ "name": "a", "kmsKeyId": "alias/off", "string": "one" }] }""");

        Should.Throw<AwsErrorException>(() => state.Value("a")).Error.Type.ShouldBe("DecryptionFailure");
        state.Change(state.KeyOf("alias/off") with { State = KeyState.Enabled });
        state.Value("a").AsString.ShouldBe("one");
    }

    [TestCase("alias/app", "alias/app")]
    [TestCase("alias/aws/secretsmanager", null)]
    [TestCase("", null)]
    public void A_secret_keeps_its_key_as_CreateSecret_does(string keyId, string? alias)
    {
        var state = new SeedState();

        state.Apply($$"""{ "keys": [{ "alias": "alias/app" }], "secrets": [{ "name": "a", "kmsKeyId": "{{keyId}}", "string": "one" }] }""");

        state.Secret("a").KmsKeyId.ShouldBe(alias is null ? null : KeyArn.OfAlias("us-east-1", "000000000000", alias));
    }

    [TestCase("alias/none", "The operation failed because of an invalid KMS key: Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.")]
    [TestCase("alias/aws/rds", "Access to KMS is not allowed")]
    public void A_secret_whose_key_cannot_be_used_is_refused(string keyId, string reason)
    {
        var state = new SeedState();

        var refusal = Should.Throw<FileException>(() => state.Apply($"{{ \"secrets\": [{{ \"name\": \"a\",\n \"kmsKeyId\": \"{keyId}\" }}] }}"));

        refusal.Message.ShouldBe($"seed1.jsonc, line 2: {reason}");
        state.Snapshot.ShouldBeSameAs(Snapshot.Empty);
    }

    [Test]
    public void A_key_whose_id_exists_is_left_wholly_alone()
    {
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "alias": "alias/app", "description": "first" }] }""");
        var before = state.Key(Id);

        var report = state.Apply(
            $$"""{ "keys": [{ "id": "{{Id}}", "alias": "alias/other", "description": "second", "enabled": false, "grants": [{ "granteePrincipal": "arn:aws:iam::000000000000:role/app", "operations": ["Decrypt"] }] }] }""");

        report.LeftAlone.ShouldBe([before.Arn]);
        report.Created.ShouldBeEmpty();
        state.Key(Id).ShouldBeSameAs(before);
        state.GrantsOf(before).ShouldBeEmpty();
        state.Snapshot.Find(KmsTables.Aliases, SeedState.Default, "alias/other").ShouldBeNull();
    }

    [Test]
    public void A_key_without_an_id_is_known_by_its_first_alias()
    {
        var state = new SeedState();
        state.Apply("""{ "keys": [{ "alias": "alias/app" }] }""");
        var before = state.Snapshot;

        var report = state.Apply("""{ "keys": [{ "aliases": ["alias/app", "alias/more"] }] }""");

        report.LeftAlone.ShouldBe([state.KeyOf("alias/app").Arn]);
        state.Snapshot.ShouldBeSameAs(before);
    }

    [Test]
    public void Keys_and_secrets_are_reported_in_that_order()
    {
        var state = new SeedState();

        var report = state.Apply("""{ "secrets": [{ "name": "a", "arnSuffix": "AbCdEf" }], "keys": [{ "id": "11111111-2222-4333-8444-555555555555" }] }""");

        report.Created.ShouldBe(
            ["arn:aws:kms:us-east-1:000000000000:key/11111111-2222-4333-8444-555555555555", "arn:aws:secretsmanager:us-east-1:000000000000:secret:a-AbCdEf"]);
    }

    private static readonly object[] Conflicts =
    [
        new object[] { $$"""{ "keys": [{ "id": "{{Id}}" }, { "id": "{{Id}}" }] }""", $"the key {Id} of account 000000000000, region us-east-1 is seeded twice." },
        new object[] { """{ "keys": [{ "alias": "alias/a" }, { "alias": "alias/a" }] }""", "the alias alias/a of account 000000000000, region us-east-1 is seeded twice." },
        new object[] { """{ "keys": [{ "aliases": ["alias/a", "alias/a"] }] }""", "the alias alias/a of account 000000000000, region us-east-1 is seeded twice." },
        new object[] { $$"""{ "keys": [{ "id": "{{Other}}", "alias": "alias/app" }] }""", "the alias alias/app of account 000000000000, region us-east-1 is another key's." },
        new object[] { """{ "keys": [{ "aliases": ["alias/new", "alias/app"] }] }""", "the alias alias/app of account 000000000000, region us-east-1 is another key's." },
        new object[] { $$"""{ "keys": [{ "id": "{{MultiRegion}}", "primaryRegion": "eu-west-1" }] }""", $"the key {MultiRegion} has no primary in eu-west-1." },
        new object[] { $$"""{ "keys": [{ "id": "{{MultiRegion}}", "account": "111122223333" }, { "id": "{{MultiRegion}}", "region": "eu-west-1", "primaryRegion": "us-east-1" }] }""", $"the key {MultiRegion} has no primary in us-east-1." },
        new object[] { """{ "keys": [{ "alias": "alias/a", "primaryRegion": "eu-west-1" }] }""", "a replica needs the id of its primary." },
        new object[] { $$"""{ "keys": [{ "id": "{{MultiRegion}}", "primaryRegion": "eu-west-1", "rotation": true }] }""", "a replica has its rotation from its primary." },
        new object[] { $$"""{ "keys": [{ "id": "{{MultiRegion}}", "primaryRegion": "eu-west-1", "material": "{{Material}}" }] }""", "a replica has its material from its primary." },
        new object[] { $$"""{ "keys": [{ "id": "{{Other}}", "grants": [{ "granteePrincipal": "arn:aws:iam::000000000000:role/app", "operations": ["Sign"] }] }] }""", $"The grant operation Sign is not supported for arn:aws:kms:us-east-1:000000000000:key/{Other}." },
    ];

    [TestCaseSource(nameof(Conflicts))]
    public void A_key_that_cannot_be_made_beside_the_others_is_refused_and_nothing_is_made(string seed, string reason)
    {
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{Id[..^1]}}0", "alias": "alias/app" }] }""");
        var before = state.Snapshot;

        var refusal = Should.Throw<FileException>(() => state.Apply(seed));

        refusal.Message.ShouldBe($"seed1.jsonc, line 1: {reason}");
        state.Snapshot.ShouldBeSameAs(before);
    }

    [Test]
    public void The_same_id_and_alias_in_another_account_or_region_are_another_key()
    {
        var state = new SeedState();

        var report = state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "alias": "alias/a" }, { "id": "{{Id}}", "alias": "alias/a", "region": "eu-west-1" }, { "id": "{{Id}}", "alias": "alias/a", "account": "111122223333" }] }""");

        report.Created.Count.ShouldBe(3);
    }
}
