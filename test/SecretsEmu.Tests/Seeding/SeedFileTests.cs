using System.Text;
using SecretsEmu.Files;
using SecretsEmu.SecretsManager;
using SecretsEmu.Seeding;

namespace SecretsEmu.Tests.Seeding;

public sealed class SeedFileTests
{
    private const string Id = "11111111-1111-4111-8111-111111111111";
    private const string ServiceForm = "owningService must be a service such as rds: small letters, digits and -.";

    // One broken thing each, the line of its value, and all that is said about it.
    private static readonly object[] Broken =
    [
        new object[] { "", 1, "this is not JSON (column 1)." },
        new object[] { "// only a comment", 1, "this is not JSON (column 18)." },
        new object[] { "{\n  \"secrets\": nonsense }", 2, "this is not JSON (column 15)." },
        new object[] { "{ \"secrets\": [] }\n{}", 2, "this is not JSON (column 1)." },
        new object[] { "{ \"secrets\": [\n", 2, "this is not JSON (column 1)." },
        new object[] { "[]", 1, "a seed file must be an object." },
        new object[] { "\n\nnull", 3, "a seed file must be an object." },
        new object[] { "{ \"secret\": [] }", 1, "a seed file has no member 'secret'; it has $schema, keys, secrets, parameters." },
        new object[] { "{ \"secrets\": {} }", 1, "secrets must be a list." },
        new object[] { "{ \"secrets\": [],\n \"secrets\": [] }", 2, "the member 'secrets' stands here twice." },
        new object[] { Seed("\"a\""), 3, "a secret must be an object." },
        new object[] { Seed("{}"), 3, "a secret needs a name." },
        new object[] { Seed("{ \"name\": \"a\",\n \"Name\": \"a\" }"), 4, "a secret has no member 'Name'; it has name, account, region, arnSuffix, owningService, description, kmsKeyId, tags, policy, rotation, replicas, versionId, versions, string, binary, json." },
        new object[] { Seed("{ \"name\":\n 5 }"), 4, "name must be a text." },
        new object[] { Seed("{ \"name\": \"a b\" }"), 3, "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!" },
        new object[] { Seed("{ \"name\": \"\" }"), 3, "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!" },
        new object[] { Seed($"{{ \"name\": \"{new string('a', 513)}\" }}"), 3, $"1 validation error detected: Value '{new string('a', 513)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 512." },
        new object[] { Secret("\"account\": \"1234\""), 4, "account must be twelve digits." },
        new object[] { Secret("\"account\": 123456789012"), 4, "account must be a text." },
        new object[] { Secret("\"region\": \"Ireland\""), 4, "region must be a region such as us-east-1." },
        new object[] { Secret("\"arnSuffix\": \"abc-ef\""), 4, "arnSuffix must be six letters or digits." },
        new object[] { Secret("\"arnSuffix\": \"AbCdEfG\""), 4, "arnSuffix must be six letters or digits." },
        new object[] { Secret("\"owningService\": \"RDS\""), 4, ServiceForm },
        new object[] { Secret("\"owningService\": \"\""), 4, ServiceForm },
        new object[] { Secret($"\"owningService\": \"{new string('a', 129)}\""), 4, ServiceForm },
        new object[] { Secret("\"owningService\": true"), 4, "owningService must be a text." },
        new object[] { Secret("\"rotation\": 30"), 4, "rotation must be an object." },
        new object[] { Secret("\"rotation\": {\n\"days\": 30 }"), 5, "rotation has no member 'days'; it has function, automaticallyAfterDays, scheduleExpression, duration, enabled." },
        new object[] { Secret("\"rotation\": {}"), 4, "No Lambda rotation function ARN is associated with this secret." },
        new object[] { Secret("\"rotation\": {\n\"function\": 5 }"), 5, "function must be a text." },
        new object[] { Rotated("\"automaticallyAfterDays\": \"30\""), 5, "automaticallyAfterDays must be a whole number." },
        new object[] { Rotated("\"automaticallyAfterDays\": 1.5"), 5, "automaticallyAfterDays must be a whole number." },
        new object[] { Rotated("\"automaticallyAfterDays\": 0"), 4, "1 validation error detected: Value '0' at 'automaticallyAfterDays' failed to satisfy constraint: Member must have value greater than or equal to 1." },
        new object[] { Rotated("\"automaticallyAfterDays\": 1001"), 4, "1 validation error detected: Value '1001' at 'automaticallyAfterDays' failed to satisfy constraint: Member must have value less than or equal to 1000." },
        new object[] { Rotated("\"automaticallyAfterDays\": 30, \"duration\": \"90m\""), 4, "1 validation error detected: Value '90m' at 'duration' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+h." },
        new object[] { Rotated("\"scheduleExpression\": \"at(1:00)\""), 4, @"1 validation error detected: Value 'at(1:00)' at 'scheduleExpression' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9A-Za-z\(\)#\?\*\-\/, ]+." },
        new object[] { Secret($"\"rotation\": {{ \"function\": \"{new string('f', 2049)}\" }}"), 4, $"1 validation error detected: Value '{new string('f', 2049)}' at 'function' failed to satisfy constraint: Member must have length less than or equal to 2048." },
        new object[] { Rotated("\"automaticallyAfterDays\": 30, \"scheduleExpression\": \"rate(30 days)\""), 4, "You cannot specify both rotation frequency and schedule expression together." },
        new object[] { Rotated("\"scheduleExpression\": \"rate(30 minutes)\""), 4, "Invalid schedule expression." },
        new object[] { Rotated("\"scheduleExpression\": \"rate(3 hours)\""), 4, "Rate in hour should be least 4 and less than 24." },
        new object[] { Rotated("\"scheduleExpression\": \"rate(1000 days)\""), 4, "Rate in day should be greater than 0 and less than 1000." },
        new object[] { Rotated("\"duration\": \"25h\""), 4, "Duration must be at least 1 hour, at most 24 hour." },
        new object[] { Rotated("\"scheduleExpression\": \"rate(4 hours)\", \"duration\": \"5h\""), 4, "Duration cannot be greater than Rate in hour." },
        new object[] { Rotated("\"scheduleExpression\": \"cron(0 20 * * ? *)\", \"duration\": \"5h\""), 4, "Starting hour and duration must be within a day." },
        new object[] { Rotated("\"enabled\": \"no\""), 5, "enabled must be true or false." },
        new object[] { Secret("\"description\": null"), 4, "description must be a text." },
        new object[] { Secret("\"tags\": []"), 4, "tags must be an object." },
        new object[] { Secret("\"tags\": { \"team\":\n 1 }"), 5, "the value of a tag must be a text." },
        new object[] { Secret("\"tags\": { \"team\": \"a\",\n \"team\": \"b\" }"), 5, "the member 'team' stands here twice." },
        new object[] { Secret("\"tags\": { \"aws:team\": \"a\" }"), 4, "You can't modify system tags. Tag key: 'aws:team'." },
        new object[] { Secret($"\"tags\": {{ {string.Join(", ", Enumerable.Range(1, 51).Select(i => $"\"t{i}\": \"\""))} }}"), 4, "The number of tags can't exceed 50." },
        new object[] { Secret("\"tags\": { \"\": \"a\" }"), 3, "1 validation error detected: Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1." },
        new object[] { Secret("\"policy\": \"\""), 4, "the policy cannot be attached: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true. LineNumber: 0 | BytePositionInLine: 0." },
        new object[] { Secret("\"policy\": { \"Version\": \"2012-10-17\", \"Statement\": [{ \"Effect\": \"Maybe\" }] }"), 4, "the policy cannot be attached: Effect must be Allow or Deny, not Maybe." },
        new object[] { Secret("\"policy\": 5"), 4, "the policy cannot be attached: A policy must be an object." },
        new object[] { Secret($"\"policy\": {Policy(new string('a', 20480))}"), 4, "the policy is longer than AWS allows." },
        new object[] { Secret($"\"versionId\": \"{Id}\""), 4, "a versionId needs a value: string, binary or json." },
        new object[] { Secret("\"versionId\": \"short\", \"string\": \"x\""), 3, "1 validation error detected: Value 'short' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32." },
        new object[] { Secret("\"string\": \"\""), 3, "1 validation error detected: Value at 'string' failed to satisfy constraint: Member must have length greater than or equal to 1." },
        new object[] { Secret($"\"json\": \"{new string('é', 32768)}\""), 3, "1 validation error detected: Value at 'string' failed to satisfy constraint: Member must have length less than or equal to 65536." },
        new object[] { Secret("\"binary\": \"\""), 3, "1 validation error detected: Value at 'binary' failed to satisfy constraint: Member must have length greater than or equal to 1." },
        new object[] { Secret("\"string\":\n 5"), 5, "string must be a text." },
        new object[] { Secret("\"binary\": [1]"), 4, "binary must be a text." },
        new object[] { Secret("\"binary\": \"hunter2\""), 4, "binary must be base64." },
        new object[] { Secret("\"string\": \"a\",\n \"json\": {}"), 5, "a value is one of string, binary and json, not string and json." },
        new object[] { Secret("\"json\": 1, \"binary\": \"\", \"string\": \"a\""), 4, "a value is one of string, binary and json, not string and binary and json." },
        new object[] { Secret("\"string\": \"a\",\n \"versions\": []"), 5, "a secret has either versions or a value of its own." },
        new object[] { Secret($"\"versions\": [],\n \"versionId\": \"{Id}\""), 4, "a secret has either versions or a value of its own." },
        new object[] { Secret("\"versions\": {}"), 4, "versions must be a list." },
        new object[] { Secret("\"versions\": [\n\"a\"]"), 5, "a version must be an object." },
        new object[] { Secret("\"versions\": [\n{ \"stages\": [] }]"), 5, "a version needs a value: string, binary or json." },
        new object[] { Secret("\"versions\": [\n{ \"string\": \"a\", \"labels\": [] }]"), 5, "a version has no member 'labels'; it has versionId, stages, string, binary, json." },
        new object[] { Secret("\"versions\": [\n{ \"string\": \"a\", \"stages\": \"AWSCURRENT\" }]"), 5, "stages must be a list." },
        new object[] { Secret("\"versions\": [\n{ \"string\": \"a\", \"stages\": [\n1] }]"), 6, "a stage must be a text." },
        new object[] { Secret("\"versions\": [\n{ \"string\": \"a\", \"stages\": [\"AWSCURRENT\", \"\"] }]"), 5, "1 validation error detected: Value '[AWSCURRENT, ]' at 'stages' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 1]." },
        new object[] { Secret($"\"versions\": [{{ \"versionId\": \"{Id}\", \"string\": \"a\" }}, {{ \"versionId\": \"{Id}\", \"string\": \"b\" }}]"), 4, "two versions have the same versionId." },
        new object[] { Secret("\"versions\": [{ \"string\": \"a\", \"stages\": [\"AWSCURRENT\"] }, { \"string\": \"b\", \"stages\": [\"AWSCURRENT\"] }]"), 4, "a stage stands twice: each is on one version." },
        new object[] { Secret("\"versions\": [{ \"string\": \"a\", \"stages\": [\"AWSCURRENT\", \"AWSCURRENT\"] }]"), 4, "a stage stands twice: each is on one version." },
        new object[] { Secret($"\"versions\": [{{ \"string\": \"a\", \"stages\": [\"AWSCURRENT\", {Stages(10)}] }}, {{ \"string\": \"b\", \"stages\": [{Stages(10, from: 11)}] }}]"), 4, "there are more than 20 stages." },
        new object[] { Secret("\"versions\": [{ \"string\": \"a\", \"stages\": [\"blue\"] }]"), 4, "one version must have the stage AWSCURRENT." },
        new object[] { Secret("\"versions\": [{ \"string\": \"a\", \"stages\": [] }]"), 4, "one version must have the stage AWSCURRENT." },
        new object[] { Secret("\"json\": { \"a\": 1,\n \"a\": 2 }"), 5, "the member 'a' stands here twice." },
        new object[] { Secret("\"string\":\n\"hunter2\\ud800\""), 5, "a text holds half of a surrogate pair." },
        new object[] { Secret("\"json\": { \"a\": 1,\n\n \"\\udc00\": 2 }"), 6, "a text holds half of a surrogate pair." },
        new object[] { Secret($"\"json\":\n{new string('[', 70)}"), 5, "lists and objects are nested deeper than 64 levels." },
    ];

    private readonly List<DirectoryInfo> _folders = [];

    [TearDown]
    public void DeleteFolders()
    {
        _folders.ForEach(folder => folder.Delete(recursive: true));
        _folders.Clear();
    }

    [TestCaseSource(nameof(Broken))]
    public void A_broken_seed_is_refused_with_file_line_and_reason(string text, int line, string reason)
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("dir/seed.jsonc", text));

        refusal.Message.ShouldBe($"dir/seed.jsonc, line {line}: {reason}");
    }

    [TestCase("\"string\": hunter2")]
    [TestCase("\"string\": truehunter2")]
    [TestCase("\"string\": \"hunter2")]
    [TestCase("\"string\": \"hunter2\\x\"")]
    [TestCase("\"string\": \"hunter2\\ud800\"")]
    [TestCase("\"binary\": \"hunter2\"")]
    [TestCase("\"string\": [\"hunter2\"]")]
    [TestCase("\"string\": \"hunter2\", \"json\": \"hunter2\"")]
    [TestCase("\"string\": \"hunter2\", \"versionId\": \"short\"")]
    [TestCase("\"json\": { \"hunter\": \"hunter2\", \"hunter\": \"hunter2\" }")]
    public void A_refusal_tells_no_value_not_even_in_its_cause(string member)
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("seed.jsonc", Secret(member)));

        refusal.ToString().ShouldNotContain("hunter2");
    }

    [Test]
    public void A_value_that_is_too_long_is_not_told_either()
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("seed.jsonc", Secret($"\"string\": \"{new string('x', 65537)}\"")));

        refusal.Message.ShouldBe("seed.jsonc, line 3: 1 validation error detected: Value at 'string' failed to satisfy constraint: Member must have length less than or equal to 65536.");
    }

    [Test]
    public void Nodes_documents_and_values_do_not_print_values()
    {
        var document = SeedFile.Parse("seed.jsonc", Secret("\"string\": \"hunter2\""));

        document.Secrets[0].ToString().ShouldNotContain("hunter2");
        document.Secrets[0].Versions[0].ToString().ShouldNotContain("hunter2");
        document.Secrets[0].Node.ToString().ShouldBe("seed.jsonc, line 3");
    }

    [TestCase("\r\n")]
    [TestCase("\n")]
    public void Lines_are_counted_alike_whatever_ends_them(string end)
    {
        var text = Secret("\"tags\": {\n \"team\": \"a\",\n // 5 \n /* 6 \n 7 */ \"size\": 8 }").ReplaceLineEndings(end);

        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("seed.jsonc", text));

        refusal.Message.ShouldBe("seed.jsonc, line 8: the value of a tag must be a text.");
    }

    [Test]
    public void Syntax_errors_are_counted_alike_too()
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("seed.jsonc", "\uFEFF{\r\n\r\n  // fine\r\n  \"secrets\": oops }"));

        refusal.Message.ShouldBe("seed.jsonc, line 4: this is not JSON (column 14).");
    }

    [Test]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        const string Text = """
            // A comment before,
            {
              "$schema": "./seed.schema.json",
              /* a comment between, */
              "secrets": [
                { "name": "a", "tags": { "team": "core", }, "json": [1, /* inside a value, */ 2,], },
              ],
            }
            // and one after.
            """;

        var secret = SeedFile.Parse("seed.jsonc", "\uFEFF" + Text).Secrets.Single();

        secret.Name.ShouldBe("a");
        secret.Versions.Single().Value.AsString.ShouldBe("[1,2]");
    }

    [Test]
    public void A_seed_without_secrets_is_empty()
    {
        SeedFile.Parse("seed.jsonc", "{}").Secrets.ShouldBeEmpty();
        SeedFile.Parse("seed.jsonc", "{ \"secrets\": [] }").Secrets.ShouldBeEmpty();
    }

    [TestCase("{ \"user\" : \"app\",\n \"port\" : 5432 }", "{\"user\":\"app\",\"port\":5432}")]
    [TestCase("{ \"b\": 1.50e+3, \"a\": 12345678901234567890.10 }", "{\"b\":1.50e+3,\"a\":12345678901234567890.10}")]
    [TestCase("\"text\"", "\"text\"")]
    [TestCase("null", "null")]
    [TestCase("[ true , { } ]", "[true,{}]")]
    [TestCase("{ \"pass\": \"<ä&'ñ>\\n日本\\\"\" }", "{\"pass\":\"<ä&'ñ>\\n日本\\\"\"}")]
    [TestCase("{ \"pass\": \"🔑\" }", "{\"pass\":\"🔑\"}")]
    [TestCase("{ \"\\u00e9\": \"\\ud83d\\udd11\\/\", \"\": [ ] }", "{\"\\u00e9\":\"\\ud83d\\udd11\\/\",\"\":[]}")]
    [TestCase("[ [1, 2 ,], {\"a\": {}, /* b */ \"c\": [ ] , } , -0.0 ]", "[[1,2],{\"a\":{},\"c\":[]},-0.0]")]
    public void Json_is_kept_as_its_compact_text(string json, string kept)
    {
        var secret = SeedFile.Parse("seed.jsonc", Secret($"\"json\": {json}")).Secrets.Single();

        secret.Versions.Single().Value.ShouldSatisfyAllConditions(
            value => value.Kind.ShouldBe(ValueKind.String),
            value => value.AsString.ShouldBe(kept));
    }

    [Test]
    public void Json_may_nest_as_deep_as_a_file_can()
    {
        var deep = new string('[', 61) + new string(']', 61);

        var secret = SeedFile.Parse("seed.jsonc", Secret($"\"json\": {deep}")).Secrets.Single();

        secret.Versions.Single().Value.AsString.ShouldBe(deep);
    }

    [Test]
    public void Texts_keep_every_character()
    {
        var secret = SeedFile.Parse("seed.jsonc", Secret("\"string\": \" \\u0000\\ud83d\\udd11🔑\\r\\n \", \"description\": \"größe\"")).Secrets.Single();

        secret.Versions.Single().Value.AsString.ShouldBe(" \0🔑🔑\r\n ");
        secret.Description.ShouldBe("größe");
    }

    [Test]
    public void A_policy_may_be_an_object_or_its_text()
    {
        const string Text = """{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "kms:*" } ] }""";

        var asObject = SeedFile.Parse("seed.jsonc", Secret($"\"policy\": {Text}")).Secrets.Single();
        var asText = SeedFile.Parse("seed.jsonc", Secret($"\"policy\": {System.Text.Json.JsonSerializer.Serialize(Text)}")).Secrets.Single();

        asObject.Policy.ShouldBe("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"kms:*"}]}""");
        asText.Policy.ShouldBe(Text);
    }

    [Test]
    public void Limits_hold_to_the_last_character()
    {
        var text = Secret($"\"string\": \"{new string('x', 65536)}\", \"description\": \"{new string('d', 2048)}\", \"versionId\": \"{new string('v', 64)}\"");

        var secret = SeedFile.Parse("seed.jsonc", text).Secrets.Single();

        secret.Versions.Single().Value.Content.Length.ShouldBe(65536);
    }

    [Test]
    public void A_file_that_is_missing_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "seed.jsonc");

        var refusal = Should.Throw<FileException>(() => SeedFile.Read(path));

        refusal.Message.ShouldBe($"The seed file {path} cannot be read: Could not find file '{path}'.");
    }

    [Test]
    public void A_file_that_is_not_UTF_8_is_refused()
    {
        var path = TemporaryFile([.. Encoding.UTF8.GetBytes("{ \"secrets\": [{ \"name\": \"a\", \"string\": \""), 0xE9, .. "\" }] }"u8]);

        var refusal = Should.Throw<FileException>(() => SeedFile.Read(path));

        refusal.Message.ShouldBe($"The seed file {path} is not UTF-8 text.");
    }

    [Test]
    public void A_file_is_named_in_its_refusal()
    {
        var path = TemporaryFile([0xEF, 0xBB, 0xBF, .. "{\n}}"u8]);

        var refusal = Should.Throw<FileException>(() => SeedFile.Read(path));

        refusal.Message.ShouldBe($"{path}, line 2: this is not JSON (column 2).");
    }

    [Test]
    public void The_example_of_the_README_is_a_seed()
    {
        var example = Readme.Example();

        var document = SeedFile.Parse("README.md", example);

        document.Keys.Count.ShouldBe(6);
        document.Secrets.Select(secret => secret.Name).ShouldBe(["prod/db", "prod/api-key", "rds!db-1", "prod/empty"]);
        document.Secrets[0].Versions.Single().Value.AsString.ShouldBe("""{"username":"app","password":"s3cret"}""");
    }

    private static string Policy(string sid) =>
        $$"""{ "Version": "2012-10-17", "Statement": [{ "Sid": "{{sid}}", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }] }""";

    private static string Stages(int count, int from = 1) => string.Join(", ", Enumerable.Range(from, count).Select(i => $"\"s{i}\""));

    private static string Seed(string secret) => $"{{\n\"secrets\": [\n{secret}\n] }}";

    // Its members begin on line 4.
    private static string Secret(string members) => Seed($"{{ \"name\": \"a\",\n{members} }}");

    // Its members are on line 5.
    private static string Rotated(string members) => Secret($"\"rotation\": {{ \"function\": \"arn:aws:lambda:us-east-1:000000000000:function:f\",\n{members} }}");

    // In a folder of its own, until the test ends.
    private string TemporaryFile(byte[] content)
    {
        var folder = Directory.CreateTempSubdirectory("secrets-emu-");
        _folders.Add(folder);
        var path = Path.Combine(folder.FullName, "seed.jsonc");
        File.WriteAllBytes(path, content);
        return path;
    }
}
