using SecretsEmu.Access;

namespace SecretsEmu.Tests.Access;

/// <summary>Public policies and policies that lock everyone out (secretsmanager.md 4.12, kms-iam-sts.md 4.7).</summary>
public class PublicPolicyTests
{
    [TestCase("\"Principal\":\"*\"", true)]
    [TestCase("\"Principal\":{\"AWS\":\"*\"}", true)]
    [TestCase("\"Principal\":{\"AWS\":[\"111122223333\",\"*\"]}", true)]
    [TestCase("\"NotPrincipal\":{\"AWS\":\"111122223333\"}", true)]
    [TestCase("\"Principal\":{\"AWS\":\"111122223333\"}", false)]
    [TestCase("\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"}", false)]
    [TestCase("\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}", false)]
    public void An_Allow_for_anyone_or_everyone_but_some_is_public(string principal, bool expected)
    {
        var policy = Policy($$"""{"Effect":"Allow",{{principal}},"Action":"secretsmanager:GetSecretValue","Resource":"*"}""");

        PublicPolicy.IsPublic(policy).ShouldBe(expected);
    }

    [Test]
    public void A_Deny_never_matters()
    {
        var policy = Policy("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""");

        PublicPolicy.IsPublic(policy).ShouldBeFalse();
    }

    [Test]
    public void One_public_statement_among_others_is_enough()
    {
        var policy = Policy("""
            {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*"},{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue"}
            """);

        PublicPolicy.IsPublic(policy).ShouldBeTrue();
    }

    [TestCase("aws:PrincipalArn", "arn:aws:iam::111122223333:role/app")]
    [TestCase("aws:PrincipalAccount", "111122223333")]
    [TestCase("aws:PrincipalOrgID", "o-a1b2c3d4e5")]
    [TestCase("aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/")]
    [TestCase("aws:SourceArn", "arn:aws:s3:::bucket")]
    [TestCase("aws:SourceAccount", "111122223333")]
    [TestCase("aws:SourceOwner", "111122223333")]
    [TestCase("aws:SourceVpc", "vpc-111bbb22")]
    [TestCase("aws:SourceVpce", "vpce-1a2b3c4d")]
    [TestCase("aws:SourceIp", "203.0.113.0/24")]
    [TestCase("aws:userid", "AROAEXAMPLEID:session")]
    [TestCase("kms:CallerAccount", "111122223333")]
    [TestCase("AWS:sourceACCOUNT", "111122223333")]
    public void A_condition_on_who_calls_makes_it_private(string key, string value) => IsPublicWith("StringEquals", key, value).ShouldBeFalse();

    [TestCase("aws:SecureTransport", "true")]
    [TestCase("aws:PrincipalTag/team", "red")]
    [TestCase("secretsmanager:VersionStage", "AWSCURRENT")]
    public void A_condition_on_anything_else_leaves_it_public(string key, string value) => IsPublicWith("StringEquals", key, value).ShouldBeTrue();

    [TestCase("StringEquals", false)]
    [TestCase("StringEqualsIgnoreCase", false)]
    [TestCase("StringLike", false)]
    [TestCase("ArnEquals", false)]
    [TestCase("ArnLike", false)]
    [TestCase("ForAnyValue:StringEquals", false)]
    [TestCase("StringNotEquals", true)]
    [TestCase("StringNotLike", true)]
    [TestCase("ArnNotLike", true)]
    [TestCase("NumericEquals", true)]
    [TestCase("StringEqualsIfExists", true)]
    [TestCase("ForAllValues:StringEquals", true)]
    public void Only_operators_that_demand_the_key_and_a_value_make_it_private(string name, bool expected) =>
        IsPublicWith(name, "aws:PrincipalArn", "arn:aws:iam::111122223333:role/app").ShouldBe(expected);

    [TestCase("StringLike", "aws:PrincipalOrgID", "o-*", true)]
    [TestCase("StringLike", "aws:PrincipalAccount", "11112222333?", true)]
    [TestCase("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}", true)]
    [TestCase("StringLike", "aws:userid", "AROAEXAMPLEID:*", true)]
    [TestCase("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", false)]
    [TestCase("ArnLike", "aws:PrincipalArn", "arn:*:iam::111122223333:role/*", false)]
    [TestCase("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app", true)]
    [TestCase("ArnLike", "aws:PrincipalArn", "arn:aws:iam::1111*:role/app", true)]
    [TestCase("ArnLike", "aws:PrincipalArn", "*", true)]
    [TestCase("ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket*", true)]
    [TestCase("ArnLike", "aws:SourceArn", "arn:aws:lambda:*:111122223333:function:*", false)]
    [TestCase("StringLike", "aws:SourceArn", "arn:aws:lambda:*:111122223333:function:*", true)]
    [TestCase("StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", false)]
    [TestCase("ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:PrincipalAccount}:role/*", true)]
    public void A_wildcard_makes_it_public_unless_an_ARN_still_fixes_the_account(string name, string key, string value, bool expected) =>
        IsPublicWith(name, key, value).ShouldBe(expected);

    [TestCase("203.0.113.5", false)]
    [TestCase("203.0.113.0/24", false)]
    [TestCase("2001:db8::/32", false)]
    [TestCase("10.0.0.0/10", false)]
    [TestCase("0.0.0.0/0", true)]
    [TestCase("::/0", true)]
    [TestCase("0.0.0.0/00", true)]
    public void A_range_of_all_addresses_is_public(string range, bool expected) => IsPublicWith("IpAddress", "aws:SourceIp", range).ShouldBe(expected);

    [Test]
    public void Every_value_must_fix_the_caller()
    {
        var policy = Policy("""
            {"Effect":"Allow","Principal":"*","Action":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","0.0.0.0/0"]}}}
            """);

        PublicPolicy.IsPublic(policy).ShouldBeTrue();
    }

    [Test]
    public void One_condition_that_fixes_the_caller_is_enough()
    {
        var policy = Policy("""
            {"Effect":"Allow","Principal":"*","Action":"*","Condition":{"Bool":{"aws:SecureTransport":true},"StringEquals":{"kms:CallerAccount":"111122223333"}}}
            """);

        PublicPolicy.IsPublic(policy).ShouldBeFalse();
    }

    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*"}""", true)]
    [TestCase("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":["SecretsManager:*"],"Resource":["*"]}""", true)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"*"}""", true)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"*:*"}""", true)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"secretsmanager:**","Condition":{}}""", true)]
    [TestCase("""{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*"},{"Effect":"Deny","Principal":"*","Action":"*"}""", true)]
    [TestCase("""{"Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"secretsmanager:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"Action":"secretsmanager:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"secretsmanager:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"secretsmanager:Delete*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":"*","NotAction":"secretsmanager:*","Resource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","NotResource":"*"}""", false)]
    [TestCase("""{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false)]
    public void Only_an_unconditional_Deny_of_everything_for_anyone_locks_everyone_out(string statements, bool expected) =>
        PublicPolicy.LocksEveryoneOut(Policy(statements)).ShouldBe(expected);

    private static bool IsPublicWith(string name, string key, string value) =>
        PublicPolicy.IsPublic(Policy(
            $$$"""{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*","Condition":{"{{{name}}}":{"{{{key}}}":"{{{value}}}"} } }"""));

    private static PolicyDocument Policy(string statements) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
}
