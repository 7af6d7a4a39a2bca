using SecretsEmu.Files;
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
