using SecretsEmu.Access;
using SecretsEmu.Files;
using SecretsEmu.Principals;
using SecretsEmu.Tests.Conventions;

namespace SecretsEmu.Tests.Principals;

/// <summary>What a principals file may say, and what is said about one that is wrong.</summary>
public sealed class PrincipalsFileTests
{
    [Test]
    public void The_file_of_the_README_is_one()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Emulator, "Principals", "README.md"));

        var document = PrincipalsFile.Parse("README.md", readme.Split("```jsonc")[1].Split("```")[0]);

        document.Accounts.Select(account => (account.Account, account.Alias, account.OrganizationId)).ShouldBe([("111122223333", "prod", "o-exampleorgid")]);
        document.Users.Select(user => user.Arn).ShouldBe(["arn:aws:iam::111122223333:user/ci", "arn:aws:iam::111122223333:user/two-keys"]);
        document.Users[0].IdentityPolicies.Select(policy => policy.Name).ShouldBe(
            ["policy assume of user ci", "managed policy arn:aws:iam::aws:policy/ReadOnlyAccess of group ops"]);
        document.Users[0].Tags.ShouldBe([KeyValuePair.Create("team", "pay")]);
        document.Roles[0].IdentityPolicies.Select(policy => policy.Name).ShouldBe(["managed policy arn:aws:iam::111122223333:policy/read-db of role app"]);
        document.Roles[0].Boundary!.Name.ShouldBe("permissions boundary arn:aws:iam::aws:policy/SecretsManagerReadWrite of role app");
        document.AccessKeys.Select(key => (key.AccessKeyId, key.UserName)).ShouldBe(
            [("AKIACI0000000000000A", "ci"), ("AKIATWO000000000000A", "two-keys"), ("AKIATWO000000000000B", "two-keys")]);
    }

    [Test]
    public void Unique_ids_follow_from_the_ARN()
    {
        var user = Parse("""{"users":[{"name":"ci","path":"/team/"}],"roles":[]}""").Users.Single();

        user.Arn.ShouldBe("arn:aws:iam::111122223333:user/team/ci");
        user.UserId.ShouldMatch("^AIDA[A-Z2-7]{17}$");
        Parse("""{"users":[{"name":"ci","path":"/team/"}]}""").Users.Single().UserId.ShouldBe(user.UserId);
        Parse("""{"users":[{"name":"ci"}]}""").Users.Single().UserId.ShouldNotBe(user.UserId);
    }

    [Test]
    public void The_built_in_policies_can_be_read() =>
        BuiltInPolicies.All.Select(policy => policy.Text.Document.Statements.Single().Effect).ShouldAllBe(effect => effect == PolicyEffect.Allow);

    [Test]
    public void A_document_may_be_a_text()
    {
        var role = Parse(
            """{"roles":[{"name":"r","trust":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}","permissionsBoundary":null}]}""").Roles.Single();

        role.Trust.Text.ShouldBe("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}""");
        role.Boundary.ShouldBeNull();
    }

    [Test]
    public void Secrets_are_not_printed()
    {
        var document = Parse("""{"users":[{"name":"ci","accessKeyId":"AKIACI0000000000000A","secretAccessKey":"m4rk3r"}]}""");

        document.AccessKeys.Single().ToString().ShouldNotContain("m4rk3r");
        document.AccessKeys.Single().SecretAccessKey.Reveal().ShouldBe("m4rk3r");
    }

    [TestCase("""{"id":"111122223333"}""", "the account 111122223333 stands here twice.")]
    [TestCase("""{"name":"x"}""", "an account has no member 'name'; it has id, alias, organizationId, scps, policies, groups, users, roles.")]
    [TestCase("""{}""", "an account needs id.")]
    [TestCase("""{"id":111122223333}""", "id must be a text.")]
    [TestCase("""{"id":"12"}""", "the id of an account is twelve digits, as a text.")]
    [TestCase("""{"id":"222233334444","organizationId":"x"}""", "an organizationId begins with o-.")]
    [TestCase("""{"id":"222233334444","scps":[{}]}""", "the policy cannot be used: A policy must have a Statement.")]
    [TestCase("""{"id":"222233334444","scps":[7]}""", "a policy, if it is no object, must be a text.")]
    [TestCase("""{"id":"222233334444","users":[{}]}""", "a user needs name.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a b"}]}""", "the name of a user has 1 to 64 letters, digits and characters of _+=,.@-")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a"},{"name":"A"}]}""", "the user A stands twice in account 222233334444.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","path":"team"}]}""", "a path begins and ends with a slash, such as /team/.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","accessKeyId":"AKIACI0000000000000A"}]}""", "a user with one of accessKeyId and secretAccessKey needs secretAccessKey.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","accessKeyId":"short","secretAccessKey":"s"}]}""", "an accessKeyId has 16 to 128 letters, digits and underscores.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","accessKeyId":"AKIACI0000000000000A","secretAccessKey":""}]}""", "a secretAccessKey is not empty.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","accessKeyId":"AKIAONE0000000000000","secretAccessKey":"s"}]}""", "the access key AKIAONE0000000000000 stands here twice.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","groups":["ops"]}]}""", "account 222233334444 has no group ops.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","tags":{"team":"a","TEAM":"b"}}]}""", "the tag TEAM stands here twice; keys of tags are compared without regard to case.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","tags":{"":"b"}}]}""", "a tag has a key of 1 to 128 characters and a value of up to 256.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","policies":[{"name":"p"}]}]}""", "a policy needs a document.")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","policies":[{"name":"p","document":{"Statement":{"Effect":"Allow","Action":"*"}}}]}]}""", "the policy cannot be used: ")]
    [TestCase("""{"id":"222233334444","users":[{"name":"a","managedPolicies":["arn:aws:iam::aws:policy/None"]}]}""", "there is no managed policy arn:aws:iam::aws:policy/None. Describe it under policies of account 222233334444, or name one of arn:aws:iam::aws:policy/AdministratorAccess, arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/SecretsManagerReadWrite, arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole.")]
    [TestCase("""{"id":"222233334444","roles":[{"name":"r"}]}""", "a role needs trust: the policy that says who may assume it.")]
    [TestCase("""{"id":"222233334444","roles":[{"name":"r","trust":{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}}]}""", "the policy cannot be used: ")]
    [TestCase("""{"id":"222233334444","roles":[{"name":"r","trust":{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}},"maxSessionDuration":60}]}""", "maxSessionDuration is 3600 to 43200 seconds.")]
    [TestCase("""{"id":"222233334444","roles":[{"name":"r","trust":{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}},"maxSessionDuration":"1h"}]}""", "maxSessionDuration must be a whole number.")]
    public void A_wrong_line_is_named_with_its_reason(string account, string reason)
    {
        var text = $$"""
            {
              "accounts": [
                { "id": "111122223333", "users": [{ "name": "one", "accessKeyId": "AKIAONE0000000000000", "secretAccessKey": "s" }] },
                {{account}}
              ]
            }
            """;

        var refusal = Should.Throw<FileException>(() => PrincipalsFile.Parse("dir/principals.jsonc", text));

        refusal.Message.ShouldStartWith($"dir/principals.jsonc, line 4: {reason}");
    }

    private static PrincipalsDocument Parse(string members) =>
        PrincipalsFile.Parse("principals.json", $$"""{"accounts":[{"id":"111122223333",{{members[1..]}}]}""");
}
