using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.Ssm;

namespace SecretsEmu.Tests.Seeding;

/// <summary>Parameters of seed files: what becomes of them, what is refused, and what an export writes.</summary>
public sealed class SeedParameterTests
{
    private const string Everything = """
        {
          "keys": [{ "id": "1234abcd-12ab-34cd-56ef-1234567890ab", "alias": "alias/app", "material": "UzHpOIDyszIGGv7WCdFPiuFyA8GyQl3pC3ZhBWz3xf8=" }],
          "secrets": [],
          "parameters": [
            { "name": "/app/port", "value": "5432" },
            { "name": "/app/config", "json": { "debug": true } },
            {
              "name": "/app/password", "type": "SecureString", "description": "of the database", "kmsKeyId": "alias/app", "allowedPattern": ".+",
              "tier": "Advanced", "policies": [{ "Type": "Expiration", "Version": "1.0", "Attributes": { "Timestamp": "2027-01-01T00:00:00Z" } }],
              "tags": { "team": "blue" }, "firstVersion": 4,
              "versions": [{ "value": "old", "labels": ["previous"] }, { "value": "new", "labels": ["live", "blue"] }]
            }
          ]
        }
        """;

    [Test]
    public void A_parameter_has_what_the_file_says()
    {
        var state = new SeedState();

        var report = state.Apply(Everything);

        report.Created.TakeLast(3).ShouldBe([
            "arn:aws:ssm:us-east-1:000000000000:parameter/app/port", "arn:aws:ssm:us-east-1:000000000000:parameter/app/config",
            "arn:aws:ssm:us-east-1:000000000000:parameter/app/password"]);
        Find(state, "/app/port").Latest.Value.Content.ShouldBe("5432");
        Find(state, "/app/config").Latest.Value.Content.ShouldBe("""{"debug":true}""");
        var password = Find(state, "/app/password");
        password.Versions.Select(version => version.Version).ShouldBe([4L, 5L]);
        password.Find("previous")!.Version.ShouldBe(4);
        password.Find("blue")!.Version.ShouldBe(5);
        (password.Latest.Type, password.Latest.KeyId, password.Latest.Tier, password.Latest.Description).ShouldBe(("SecureString", "alias/app", "Advanced", "of the database"));
        password.Latest.Policies.Single().Type.ShouldBe("Expiration");
        password.Tags.ShouldBe([new ParameterTag("team", "blue")]);
    }

    [Test]
    public void An_export_with_values_is_a_seed_of_the_same() => SeedState.ExportsAsTheSameText(Everything).ShouldBeTrue();

    [Test]
    public void Seeding_twice_changes_nothing() => SeedState.SeedingItsExportChangesNothing(Everything).ShouldBeTrue();

    [Test]
    public void An_export_without_values_tells_none_and_makes_parameters_that_say_so()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply(Everything);

        var exported = state.Export(withValues: false);
        other.Apply(exported);

        exported.ShouldNotContain("5432");
        exported.ShouldNotContain("\"new\"");
        Find(other, "/app/port").Latest.Value.Content.ShouldBe("(no value)");
        Find(other, "/app/password").Find("live")!.Version.ShouldBe(5);
    }

    [Test]
    public void An_empty_description_or_pattern_is_none()
    {
        var state = new SeedState();

        state.Apply("""{ "parameters": [{ "name": "a", "value": "b", "description": "", "allowedPattern": "" }] }""");

        (Find(state, "a").Latest.Description, Find(state, "a").Latest.AllowedPattern).ShouldBe((null, null));
    }

    [Test]
    public void A_version_without_a_value_gets_one_that_says_so_under_the_type_of_all()
    {
        var state = new SeedState();

        state.Apply("""{ "parameters": [{ "name": "a", "type": "StringList", "allowedPattern": "[a-z,]*", "tier": "Advanced", "versions": [{ "value": "b,c" }, {}] }] }""");

        Find(state, "a").Versions.Select(version => (version.Value.Content, version.Type, version.Tier, version.AllowedPattern)).ShouldBe(
            [("b,c", "StringList", "Advanced", "[a-z,]*"), ("(no value)", "StringList", "Advanced", "[a-z,]*")]);
    }

    [Test]
    public void A_parameter_under_a_key_that_is_left_out_comes_back_under_the_default_key()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/app" }], "parameters": [{ "name": "a", "type": "SecureString", "kmsKeyId": "alias/app", "value": "hunter2" }] }""");
        state.Change(state.KeyOf("alias/app") with { State = KeyState.PendingDeletion });

        other.Apply(state.Export(withValues: true));

        Find(other, "a").Latest.KeyId.ShouldBe("alias/aws/ssm");
        other.Export(withValues: true).ShouldContain("\"value\": \"hunter2\"");
    }

    [Test]
    public void A_value_that_no_key_opens_any_more_is_left_out()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/app" }], "parameters": [{ "name": "a", "type": "SecureString", "kmsKeyId": "alias/app", "value": "hunter2" }] }""");
        state.Remove(state.KeyOf("alias/app"));

        other.Apply(state.Export(withValues: true));

        other.Export(withValues: true).ShouldContain("\"value\": \"(no value)\"");
    }

    [Test]
    public void An_export_leaves_out_the_value_of_a_SecureString_that_became_a_String()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "parameters": [{ "name": "a", "type": "SecureString", "value": "hunter2" }] }""");
        var parameter = Find(state, "a");
        var later = parameter.Latest with { Version = 2, Type = "String", KeyId = null, Value = new("in clear") };
        state.Change(unit => unit.Put(parameter with { Versions = parameter.Versions.Add(later) }));

        var exported = state.Export(withValues: true);
        other.Apply(exported);

        exported.ShouldNotContain("hunter2");
        Find(other, "a").Versions.Select(version => version.Value.Content).ShouldBe(["(no value)", "in clear"]);
    }

    [Test]
    public void An_export_keeps_the_value_of_a_String_that_became_a_SecureString()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "parameters": [{ "name": "a", "type": "SecureString", "versions": [{ "value": "one" }, { "value": "two" }] }] }""");
        var parameter = Find(state, "a");
        var earlier = parameter.Versions[0] with { Type = "String", KeyId = null, Value = new("in clear") };
        state.Change(unit => unit.Put(parameter with { Versions = parameter.Versions.SetItem(0, earlier) }));

        other.Apply(state.Export(withValues: true));

        Find(other, "a").Versions.Select(version => version.Type).ShouldBe(["SecureString", "SecureString"]);
        other.Export(withValues: true).ShouldContain("\"value\": \"in clear\"");
    }

    [TestCase("""{ "value": "a" }""", "a parameter needs a name.")]
    [TestCase("""{ "name": "a", "string": "b" }""", "a parameter has no member 'string'; it has name, account, region, type, description, kmsKeyId, allowedPattern, tier, policies, tags, firstVersion, versions, value, json, labels.")]
    [TestCase("""{ "name": "a", "value": "b", "json": {} }""", "a value is one of value and json, not both.")]
    [TestCase("""{ "name": "a", "value": "b", "versions": [] }""", "a parameter has either versions or a value of its own.")]
    [TestCase("""{ "name": "a", "versions": [] }""", "a parameter has 1 to 100 versions.")]
    [TestCase("""{ "name": "a", "firstVersion": 0 }""", "firstVersion must be 1 or more.")]
    [TestCase("""{ "name": "/aws/a", "value": "b" }""", "No access to reserved parameter name: /aws/a.")]
    [TestCase("""{ "name": "a", "value": "b", "type": "Number" }""", "1 validation error detected: Value 'Number' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString].")]
    [TestCase("""{ "name": "a", "value": "b", "kmsKeyId": "alias/app" }""", "KeyId is not required for String type parameter.")]
    [TestCase("""{ "name": "a", "value": "b", "type": "SecureString", "kmsKeyId": "alias/none" }""", "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found. (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: seed; Proxy: null)")]
    [TestCase("""{ "name": "a", "value": "b", "labels": ["1st"] }""", "a label is letters, digits, '.', '-' and '_', and begins neither with a digit nor with aws or ssm.")]
    [TestCase("""{ "name": "a", "versions": [{ "value": "b", "labels": ["x"] }, { "value": "c", "labels": ["x"] }] }""", "a label stands twice: each is on one version.")]
    [TestCase("""{ "name": "a", "value": "b", "allowedPattern": "c" }""", "Parameter value, cannot be validated against allowedPattern: c")]
    [TestCase("""{ "name": "a", "value": "b" }, { "name": "/a", "value": "b" }""", "the parameter a of account 000000000000, region us-east-1 is seeded twice.")]
    public void What_cannot_be_a_parameter_is_refused(string parameters, string reason) =>
        Should.Throw<FileException>(() => new SeedState().Apply($$"""{ "parameters": [ {{parameters}} ] }""")).Message.ShouldBe($"seed1.jsonc, line 1: {reason}");

    private static SsmParameter Find(SeedState state, string name) => state.Snapshot.Find(SsmTables.Parameters, SeedState.Default, name)!;
}
