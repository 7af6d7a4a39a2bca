using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsManager.AccessWorld;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>A secret that the caller may not see answers as one that is not there (kms-iam-sts.md 0.5).</summary>
public sealed class AccessExistenceTests
{
    private static readonly (string Operation, string Members)[] Operations =
    [
        ("DescribeSecret", "{}"),
        ("GetSecretValue", "{}"),
        ("GetSecretValue", """{"VersionStage":"none"}"""),
        ("ListSecretVersionIds", "{}"),
        ("GetResourcePolicy", "{}"),
        ("DeleteResourcePolicy", "{}"),
        ("PutResourcePolicy", """{"ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"}"""),
        ("ValidateResourcePolicy", """{"ResourcePolicy":"no policy"}"""),
        ("PutSecretValue", """{"ClientRequestToken":"11111111-2222-3333-4444-555555555555","SecretString":"two"}"""),
        ("UpdateSecret", """{"ClientRequestToken":"11111111-2222-3333-4444-555555555555","KmsKeyId":"no key"}"""),
        ("UpdateSecretVersionStage", """{"VersionStage":"custom","MoveToVersionId":"11111111-2222-3333-4444-555555555555"}"""),
        ("TagResource", """{"Tags":[{"Key":"a","Value":"b"}]}"""),
        ("UntagResource", """{"TagKeys":["a"]}"""),
        ("RestoreSecret", "{}"),
        ("DeleteSecret", """{"ForceDeleteWithoutRecovery":true}"""),
        ("DeleteSecret", "{}"),
    ];

    private static readonly string[] Statements =
    [
        Allow("secretsmanager:ListSecrets"),
        Allow("secretsmanager:*", "arn:aws:secretsmanager:us-east-1:111111111111:secret:mine-??????"),

        // The commonest mistake: it allows nothing that exists, so it must not tell what does not.
        $$"""{"Effect":"Allow","Action":"secretsmanager:*","Resource":["arn:aws:secretsmanager:us-east-1:111111111111:secret:db","arn:aws:secretsmanager:us-east-1:111111111111:secret:no"]}""",
        Allow("secretsmanager:*", condition: """{"StringEquals":{"aws:ResourceTag/team":"pay"}}"""),
        Allow("secretsmanager:*", condition: """{"ArnLike":{"secretsmanager:SecretId":"arn:aws:secretsmanager:us-east-1:111111111111:secret:db"}}"""),
        Allow("secretsmanager:*", condition: """{"StringEquals":{"secretsmanager:SecretPrimaryRegion":"eu-west-1"}}"""),
    ];

    [TestCaseSource(nameof(Statements))]
    public async Task A_secret_out_of_sight_answers_as_a_missing_one(string statement)
    {
        await using var world = await Start();
        await world.Root.Create("db", "one", more: new JsonObject { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = "web" }) });
        await world.Describe(Owner, statement);

        foreach (var (operation, members) in Operations)
        {
            var there = await Call(world, operation, "db", members);
            var missing = await Call(world, operation, "no", members);

            there.ShouldBeError("AccessDeniedException", DeniedFor(Owner, operation, "db", "because no identity-based policy allows the"));
            missing.ShouldBeError("AccessDeniedException", DeniedFor(Owner, operation, "no", "because no identity-based policy allows the"));
        }
    }

    [Test]
    public async Task A_secret_of_another_account_answers_as_a_missing_one()
    {
        await using var world = await Start();
        var arn = await world.Secret("db");
        await world.Describe(Other, Allow("*"));

        foreach (var (operation, members) in Operations)
        {
            foreach (var id in new[] { arn, $"{arn[..^6]}AbCdEf", arn[..^7], $"{arn[..^9]}no" })
            {
                (await Call(world, operation, id, members)).ShouldBeError(
                    "AccessDeniedException", DeniedFor(Other, operation, id, "because no resource-based policy allows the"));
            }
        }

        (await world.Root.Describe("db")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Who_may_see_it_learns_that_it_is_missing()
    {
        await using var world = await Start();
        await world.Describe(Owner, Allow("secretsmanager:*", "arn:aws:secretsmanager:us-east-1:111111111111:secret:app/*"));

        (await world.App.Describe("app/db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static string DeniedFor(string account, string operation, string id, string reason) =>
        Denied(account, $"secretsmanager:{operation}", id, $"{reason} secretsmanager:{operation} action");

    private static Task<WireAnswer> Call(AccessWorld world, string operation, string id, string members) =>
        world.App.Call(operation, new JsonObject { ["SecretId"] = id }, JsonNode.Parse(members)!.AsObject());
}
