using System.Net;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>The condition keys that every request has (kms-iam-sts.md 4.2).</summary>
public class GlobalKeysTests
{
    [TestCase("aws:PrincipalArn", UserArn)]
    [TestCase("AWS:PRINCIPALARN", UserArn)]
    [TestCase("aws:PrincipalAccount", Account)]
    [TestCase("aws:PrincipalType", "User")]
    [TestCase("aws:PrincipalTag/Team", "pay")]
    [TestCase("aws:principaltag/TEAM", "pay")]
    [TestCase("aws:PrincipalTag/none", null)]
    [TestCase("aws:PrincipalOrgID", "o-1")]
    [TestCase("aws:PrincipalIsAWSService", "false")]
    [TestCase("aws:userid", "AIDAEXAMPLEEXAMPLE01")]
    [TestCase("aws:username", "ann")]
    [TestCase("aws:SourceIp", "203.0.113.7")]
    [TestCase("aws:UserAgent", "aws-cli/2")]
    [TestCase("aws:CurrentTime", "2026-01-31T12:00:00Z")]
    [TestCase("aws:EpochTime", "1769860800")]
    [TestCase("aws:SecureTransport", "true")]
    [TestCase("aws:RequestedRegion", "eu-west-1")]
    [TestCase("aws:ResourceAccount", OtherAccount)]
    [TestCase("aws:ViaAWSService", "false")]
    [TestCase("aws:CalledVia", null)]
    [TestCase("aws:CalledViaFirst", null)]
    [TestCase("aws:CalledViaLast", null)]
    [TestCase("aws:TokenIssueTime", null)]
    [TestCase("aws:MultiFactorAuthPresent", null)]
    [TestCase("aws:SourceIdentity", null)]
    [TestCase("aws:SourceArn", null)]
    [TestCase("aws:Nothing", null)]
    public void Of_a_user(string key, string? value) =>
        Find(key, User() with { Tags = Principal.NoTags.Add("team", "pay"), OrganizationId = "o-1" }).ShouldBe(value);

    [TestCase("aws:PrincipalArn", RoleArn)]
    [TestCase("aws:PrincipalType", "AssumedRole")]
    [TestCase("aws:userid", "AROAEXAMPLEEXAMPLE01:run-1")]
    [TestCase("aws:username", null)]
    [TestCase("aws:TokenIssueTime", "2026-01-31T11:00:00Z")]
    [TestCase("aws:MultiFactorAuthPresent", "false")]
    [TestCase("aws:SourceIdentity", "ann")]
    public void Of_a_session_of_a_role(string key, string? value) => Find(key, Session() with
    {
        TokenIssueTime = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)), SourceIdentity = "ann",
    }).ShouldBe(value);

    [TestCase("aws:PrincipalArn", RootArn)]
    [TestCase("aws:PrincipalType", "Account")]
    [TestCase("aws:userid", Account)]
    [TestCase("aws:username", null)]
    [TestCase("aws:PrincipalOrgID", null)]
    public void Of_a_root(string key, string? value) => Find(key, Root).ShouldBe(value);

    [TestCase("aws:PrincipalArn", FederatedArn)]
    [TestCase("aws:PrincipalType", "FederatedUser")]
    [TestCase("aws:userid", $"{Account}:bob")]
    [TestCase("aws:MultiFactorAuthPresent", "false")]
    public void Of_a_federated_session(string key, string? value) => Find(key, Federated()).ShouldBe(value);

    [TestCase("aws:PrincipalType", "Anonymous")]
    [TestCase("aws:PrincipalArn", null)]
    [TestCase("aws:PrincipalAccount", null)]
    [TestCase("aws:userid", null)]
    [TestCase("token.example.com:sub", "repo:me/app")]
    [TestCase("TOKEN.example.com:AUD", "sts.amazonaws.com")]
    public void Of_who_presents_a_token(string key, string? value) => Find(key, WebIdentity("token.example.com")).ShouldBe(value);

    [TestCase("aws:PrincipalType", null)]
    [TestCase("aws:PrincipalArn", null)]
    [TestCase("aws:PrincipalIsAWSService", "true")]
    public void Of_a_service(string key, string? value) => Find(key, Service()).ShouldBe(value);

    [TestCase("aws:ViaAWSService", "true")]
    [TestCase("aws:CalledVia", "secretsmanager.amazonaws.com")]
    [TestCase("aws:CalledViaFirst", "secretsmanager.amazonaws.com")]
    [TestCase("aws:CalledViaLast", "secretsmanager.amazonaws.com")]
    [TestCase("aws:PrincipalArn", UserArn)]
    public void Through_a_service(string key, string? value) => Find(key, User(), "secretsmanager").ShouldBe(value);

    [Test]
    public void An_address_of_the_older_family_keeps_its_form() =>
        Find("aws:SourceIp", User(), address: IPAddress.Parse("::ffff:198.51.100.4")).ShouldBe("198.51.100.4");

    [Test]
    public void A_token_is_judged_by_what_it_claims()
    {
        const string Trust = """{"Sid":"T","Effect":"Allow","Principal":{"Federated":"token.example.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.example.com:sub":"repo:me/*"},"StringEquals":{"token.example.com:aud":"sts.amazonaws.com"}}}""";
        var caller = WebIdentity("token.example.com");
        var target = Role(Trust, action: "sts:AssumeRoleWithWebIdentity");
        var stranger = caller with { Claims = caller.Claims.SetItem("token.example.com:sub", "repo:you/app") };

        Words(Decide(caller, target, new GlobalKeys(Context(caller), target))).ShouldBe("allowed by Trust T");
        Words(Decide(stranger, target, new GlobalKeys(Context(stranger), target))).ShouldBe("no Trust allows");
    }

    private static string? Find(string key, Principal caller, string? via = null, IPAddress? address = null)
    {
        var context = Context(caller) with { Via = via, SourceAddress = address ?? IPAddress.Parse("203.0.113.7") };
        return new GlobalKeys(context, Secret(account: OtherAccount)).Find(key)?.Single();
    }

    private static RequestContext Context(Principal caller) => new(caller, "eu-west-1", "request-1", Unquestioned.Instance)
    {
        Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), UserAgent = "aws-cli/2",
    };
}
