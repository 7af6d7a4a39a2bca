using System.Text.Json.Nodes;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>
/// GetSecretValue with the whole decision — a described user, an identity and a resource policy of ten statements each, a
/// customer's key with its policy, conditions in all of them — against one by the account's root under the default policies.
/// Both on the same server.
/// </summary>
internal static class Access
{
    private const string Name = "access";
    private const int Secrets = 100;
    private const int Connections = 16;
    private const string Account = "111122223333";
    private const string UserArn = $"arn:aws:iam::{Account}:user/bench";
    private const string KeyId = "11111111-2222-4333-8444-555555555555";
    private const string KeyArn = $"arn:aws:kms:us-east-1:{Account}:key/{KeyId}";
    private const string Guarded = "guarded/secret-";
    private const string Plain = "plain/secret-";
    private const string ViaSecretsManager = """{ "StringEquals": { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } }""";

    private static readonly Credentials s_user = new("AKIABENCH00000000001", "EXAMPLE-SECRET-ACCESS-KEY");

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var folder = settings.NewFolder();
        var (seed, principals) = (Path.Combine(folder, "seed.json"), Path.Combine(folder, "principals.json"));
        File.WriteAllText(seed, Seed().ToJsonString());
        File.WriteAllText(principals, Principals().ToJsonString());
        using var server = ServerProcess.Start(
            ServerCommand.OnDisk(settings.Tool, settings.NewFolder(), "--account", Account, "--seed", seed, "--principals", principals), settings);
        var guarded = SignedRequests.GetSecretValue(s_user, Secrets, Guarded);
        var plain = SignedRequests.GetSecretValue(Credentials.Test, Secrets, Plain);
        var turns = Sample.TakeTurns(settings, (server, () => Get(guarded)), (server, () => Get(plain)));

        yield return Sample.Throughput(Name, "GetSecretValue under default policies", turns[1]);
        yield return Sample.Throughput(Name, "GetSecretValue with the whole decision", turns[0]);
        yield return Sample.Ratio(Name, "requests/s, whole decision / default policies", turns[0], turns[1], Target.NoLessThan(0.7));

        LoadResult Get(SignedRequests requests) => LoadLoop.Run(server.Port, requests, Connections, settings.Duration);
    }

    private static JsonObject Seed() => new()
    {
        ["keys"] = new JsonArray(new JsonObject { ["id"] = KeyId, ["alias"] = "alias/guarded", ["policy"] = KeyPolicy() }),
        ["secrets"] = new JsonArray([.. Named(Guarded, name => new() { ["kmsKeyId"] = "alias/guarded", ["policy"] = ResourcePolicy() }), .. Named(Plain, _ => [])]),
    };

    private static IEnumerable<JsonNode> Named(string prefix, Func<string, JsonObject> more) => SignedRequests.NamesOf(Secrets, prefix).Select(name =>
    {
        var secret = more(name);
        secret["name"] = name;
        secret["json"] = new JsonObject { ["username"] = "app", ["password"] = "EXAMPLE-PASSWORD" };
        return secret;
    });

    private static JsonObject Principals() => new()
    {
        ["accounts"] = new JsonArray(new JsonObject
        {
            ["id"] = Account,
            ["users"] = new JsonArray(new JsonObject
            {
                ["name"] = "bench",
                ["accessKeyId"] = s_user.AccessKeyId,
                ["secretAccessKey"] = s_user.SecretAccessKey,
                ["policies"] = new JsonArray(new JsonObject { ["name"] = "bench", ["document"] = IdentityPolicy() }),
            }),
        }),
    };

    // Half of the eight that do not apply are about other secrets, half are denials whose conditions do not hold.
    private static JsonObject IdentityPolicy() => Policy(
    [
        .. Enumerable.Range(0, 4).SelectMany(i => (JsonNode[])[OtherSecrets(i), Denial(i)]),
        Parse($$"""{ "Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "arn:aws:secretsmanager:us-east-1:{{Account}}:secret:guarded/*", "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" }, "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::{{Account}}:user/*" } } }"""),
        Parse($$"""{ "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "{{KeyArn}}", "Condition": {{ViaSecretsManager}} }"""),
    ]);

    private static JsonObject ResourcePolicy() => Policy(
    [
        .. Enumerable.Range(0, 4).SelectMany(i => (JsonNode[])[For("*", Denial(i)), For(new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:role/other-{i}" }, OtherSecrets(i))]),
        Parse($$"""{ "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:PrincipalAccount": "{{Account}}" } } }"""),
        Parse($$"""{ "Effect": "Allow", "Principal": { "AWS": "{{UserArn}}" }, "Action": "secretsmanager:GetSecretValue", "Resource": "*", "Condition": { "StringEquals": { "aws:PrincipalAccount": "{{Account}}" } } }"""),
    ]);

    private static JsonObject KeyPolicy() => Policy(
    [
        Parse($$"""{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{Account}}:root" }, "Action": "kms:*", "Resource": "*" }"""),
        Parse($$"""{ "Effect": "Allow", "Principal": { "AWS": "{{UserArn}}" }, "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*", "Condition": {{ViaSecretsManager}} }"""),
        Parse("""{ "Effect": "Deny", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*", "Condition": { "Null": { "kms:EncryptionContext:SecretARN": "true" } } }"""),
    ]);

    private static JsonNode OtherSecrets(int i) => Parse(
        $$"""{ "Effect": "Allow", "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], "Resource": "arn:aws:secretsmanager:us-east-1:{{Account}}:secret:team-{{i}}/*", "Condition": { "StringEquals": { "secretsmanager:VersionStage": "AWSCURRENT" } } }""");

    private static JsonNode Denial(int i) => Parse(
        $$"""{ "Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*", "Condition": { "StringLike": { "aws:PrincipalArn": "arn:aws:iam::{{Account}}:role/team-{{i}}-*" } } }""");

    private static JsonNode For(JsonNode principal, JsonNode statement)
    {
        statement["Principal"] = principal;
        return statement;
    }

    private static JsonObject Policy(JsonNode[] statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
