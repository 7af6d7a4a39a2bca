using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Replication;

/// <summary>What each operation does with a primary, with its replica and with one that was promoted (secretsmanager.md 4.17).</summary>
public sealed class ReplicaOperationsTests
{
    private const string Token = "99999999999999999999999999999999";
    private const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}}""";

    private static readonly (string Operation, string Members, bool OnReplica)[] Table =
    [
        ("BatchGetSecretValue", """{"SecretIdList":["db"]}""", true),
        ("DescribeSecret", "{}", true),
        ("GetResourcePolicy", "{}", true),
        ("GetSecretValue", "{}", true),
        ("ListSecretVersionIds", "{}", true),
        ("ListSecrets", "{}", true),
        ("ValidateResourcePolicy", """{"ResourcePolicy":"POLICY"}""", true),
        ("UpdateSecret", """{"KmsKeyId":""}""", true),
        ("CancelRotateSecret", "{}", false),
        ("DeleteResourcePolicy", "{}", false),
        ("PutResourcePolicy", """{"ResourcePolicy":"POLICY"}""", false),
        ("PutSecretValue", """{"SecretString":"two"}""", false),
        ("ReplicateSecretToRegions", """{"AddReplicaRegions":[{"Region":"ap-south-1"}]}""", false),
        ("RemoveRegionsFromReplication", """{"RemoveReplicaRegions":["ap-south-1"]}""", false),
        ("RestoreSecret", "{}", false),
        ("RotateSecret", """{"RotationLambdaARN":"arn:aws:lambda:eu-west-1:000000000000:function:none"}""", false),
        ("TagResource", """{"Tags":[{"Key":"a","Value":"b"}]}""", false),
        ("UntagResource", """{"TagKeys":["a"]}""", false),
        ("UpdateSecret", "{}", false),
        ("UpdateSecret", """{"SecretString":"two"}""", false),
        ("UpdateSecret", """{"KmsKeyId":"","Description":"two"}""", false),
        ("UpdateSecretVersionStage", """{"VersionStage":"mine","MoveToVersionId":"00000000000000000000000000000000"}""", false),
        ("DeleteSecret", "{}", false),
        ("DeleteSecret", """{"ForceDeleteWithoutRecovery":true}""", false),
    ];

    // Only where a secret is new are these two about something else.
    private static readonly string[] OtherErrorsOnAPromotedOne = ["CancelRotateSecret", "RotateSecret", "UpdateSecretVersionStage"];

    [TestCaseSource(nameof(Rows))]
    public async Task An_operation_on_a_replica(string operation, string members, bool isAllowed)
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");

        var answer = await Call(emulator, operation, members);

        if (isAllowed)
        {
            answer.Status.ShouldBe(200, answer.Body);
        }
        else
        {
            answer.ShouldBeError("InvalidParameterException", Replicas.OnReplica);
            (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
        }
    }

    [TestCaseSource(nameof(Rows))]
    public async Task An_operation_on_a_replica_that_was_promoted(string operation, string members, bool isAllowed)
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Secrets.As(region: "eu-west-1").Promote("db");

        var answer = await Call(emulator, operation, members);

        answer.Body.ShouldNotContain(Replicas.OnReplica);
        answer.Status.ShouldBe(isAllowed || !OtherErrorsOnAPromotedOne.Contains(operation) ? 200 : 400, answer.Body);
    }

    [Test]
    public async Task The_key_of_a_replica_is_its_own_and_shows_in_the_status_of_the_primary()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var key = await emulator.Kms.As(region: "eu-west-1").CreateKey();
        var there = emulator.Secrets.As(region: "eu-west-1");

        (await there.Update("db", new JsonObject { ["KmsKeyId"] = key })).Status.ShouldBe(200);
        await emulator.Secrets.PutValue("db", "two");
        await emulator.Replicated();

        (await there.Describe("db")).Text("KmsKeyId").ShouldBe(key);
        (await emulator.Secrets.Describe("db")).Json.GetProperty("ReplicationStatus")[0].GetProperty("KmsKeyId").GetString().ShouldBe(key);
        (await emulator.Secrets.Describe("db")).Has("KmsKeyId").ShouldBeFalse();
        (await there.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_name_that_a_replica_holds_is_taken()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");

        (await emulator.Secrets.As(region: "eu-west-1").Create("db", "mine")).ShouldBeError(
            "ResourceExistsException", "The operation failed because the secret db already exists.");
    }

    private static IEnumerable<TestCaseData> Rows() =>
        Table.Select(row => new TestCaseData(row.Operation, row.Members, row.OnReplica) { TestName = $"{{m}} {row.Operation} {row.Members.Replace('.', '_')}" });

    private static Task<WireAnswer> Call(Emulator emulator, string operation, string members)
    {
        var body = JsonNode.Parse(members.Replace("POLICY", Policy.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal))!.AsObject();
        if (operation is not ("BatchGetSecretValue" or "ListSecrets"))
        {
            body["SecretId"] = "db";
        }

        if (operation is "PutSecretValue" or "UpdateSecret" or "RotateSecret")
        {
            body["ClientRequestToken"] = Token;
        }

        return emulator.Secrets.As(region: "eu-west-1").Call(operation, body);
    }
}
