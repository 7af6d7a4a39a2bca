using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Access;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Access;

/// <summary>Reading the text of a resource policy (secretsmanager.md 4.12, kms-iam-sts.md 4.3).</summary>
public class PolicyDocumentTests
{
    private const string Statement = """{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}""";

    [Test]
    public void A_policy_is_read_with_all_its_elements()
    {
        var policy = PolicyDocument.Parse("""
            {
              "Version": "2012-10-17",
              "Id": "readers",
              "Statement": [
                {
                  "Sid": "AllowApp",
                  "Effect": "Allow",
                  "Principal": { "AWS": ["arn:aws:iam::111122223333:role/app", "444455556666"], "Service": "lambda.amazonaws.com" },
                  "Action": ["secretsmanager:GetSecretValue", "secretsmanager:Describe*"],
                  "Resource": "*",
                  "Condition": {
                    "StringEquals": { "secretsmanager:VersionStage": "AWSCURRENT", "aws:PrincipalOrgID": ["o-1", "o-2"] },
                    "ForAnyValue:stringlikeifexists": { "aws:TagKeys": "team*" }
                  }
                },
                { "Effect": "Deny", "NotPrincipal": { "AWS": "111122223333" }, "NotAction": "secretsmanager:Get*", "NotResource": ["a", "b"] }
              ]
            }
            """);

        policy.Version.ShouldBe("2012-10-17");
        policy.Id.ShouldBe("readers");
        policy.Statements.Length.ShouldBe(2);
        var allow = policy.Statements[0];
        allow.Sid.ShouldBe("AllowApp");
        allow.Effect.ShouldBe(PolicyEffect.Allow);
        allow.Principal!.IsNegated.ShouldBeFalse();
        allow.Principal!.Aws.ShouldBe(["arn:aws:iam::111122223333:role/app", "444455556666"]);
        allow.Principal!.Service.ShouldBe(["lambda.amazonaws.com"]);
        allow.Actions.IsNegated.ShouldBeFalse();
        allow.Actions.Patterns.ShouldBe(["secretsmanager:GetSecretValue", "secretsmanager:Describe*"]);
        allow.Resources!.Patterns.ShouldBe(["*"]);
        allow.Conditions.Select(condition => (condition.Operator, condition.Key, string.Join('|', condition.Values))).ShouldBe(
        [
            (new ConditionOperator(SetOperator.None, ConditionComparison.StringEquals, false), "secretsmanager:VersionStage", "AWSCURRENT"),
            (new ConditionOperator(SetOperator.None, ConditionComparison.StringEquals, false), "aws:PrincipalOrgID", "o-1|o-2"),
            (new ConditionOperator(SetOperator.ForAnyValue, ConditionComparison.StringLike, true), "aws:TagKeys", "team*"),
        ]);
        var deny = policy.Statements[1];
        deny.Sid.ShouldBeNull();
        deny.Effect.ShouldBe(PolicyEffect.Deny);
        deny.Principal!.IsNegated.ShouldBeTrue();
        deny.Actions.IsNegated.ShouldBeTrue();
        deny.Resources!.IsNegated.ShouldBeTrue();
        deny.Resources.Patterns.ShouldBe(["a", "b"]);
        deny.Conditions.ShouldBeEmpty();
    }

    [Test]
    public void The_version_defaults_to_the_older_one_and_the_resource_to_the_attached_one()
    {
        var policy = PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}""");

        policy.Version.ShouldBe("2008-10-17");
        policy.Id.ShouldBeNull();
        policy.Statements.ShouldHaveSingleItem().Resources.ShouldBeNull();
    }

    [Test]
    public void Numbers_and_booleans_of_a_condition_count_as_their_text()
    {
        var policy = PolicyDocument.Parse(With("""
            "Condition":{"Bool":{"aws:SecureTransport":false},"NumericLessThan":{"secretsmanager:RecoveryWindowInDays":[7,8.50]}}
            """));

        policy.Statements[0].Conditions.Select(condition => string.Join('|', condition.Values)).ShouldBe(["false", "7|8.50"]);
    }

    [Test]
    public void What_AWS_only_advises_against_is_accepted()
    {
        var policy = PolicyDocument.Parse("""
            {"Statement":[
              {"Sid":"","Effect":"Allow","Principal":{},"Action":[],"Resource":[],"Condition":{}},
              {"Sid":"","Effect":"Allow","Principal":{"AWS":[]},"Action":"*","Condition":{"StringEquals":{"aws:userid":[]},"Bool":{}}}
            ]}
            """);

        policy.Statements[0].Actions.Patterns.ShouldBeEmpty();
        policy.Statements[1].Conditions.ShouldHaveSingleItem().Values.ShouldBeEmpty();
    }

    [TestCase("*")]
    [TestCase("*:*")]
    [TestCase("secretsmanager:*")]
    [TestCase("SecretsManager:getsecretvalue")]
    [TestCase("secretsmanager:Get?ecret*")]
    [TestCase("execute-api:Invoke")]
    public void An_action_is_a_star_or_a_service_and_a_name(string action)
    {
        var policy = PolicyDocument.Parse(WithAction(action));

        policy.Statements[0].Actions.Patterns.ShouldBe([action]);
    }

    [TestCase("")]
    [TestCase("**")]
    [TestCase("GetSecretValue")]
    [TestCase("secretsmanager:")]
    [TestCase(":GetSecretValue")]
    [TestCase("secrets*:GetSecretValue")]
    [TestCase("secretsmanager:Get SecretValue")]
    [TestCase("secretsmanager:GetSecretValue:x")]
    public void Any_other_action_is_a_syntax_error(string action) => ShouldBeSyntaxError(WithAction(action));

    [TestCase("", TestName = "{m}(empty)")]
    [TestCase("AllowSomething")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"Statement":[]}""")]
    [TestCase("""{"Statement":null}""")]
    [TestCase("""{"Statement":"Allow"}""")]
    [TestCase("""{"Statement":[[]]}""")]
    [TestCase("""{"Version":"2012-10-17"}""")]
    [TestCase($$"""{"Version":"2019-10-19","Statement":{{Statement}}}""")]
    [TestCase($$"""{"Version":20121017,"Statement":{{Statement}}}""")]
    [TestCase($$"""{"version":"2012-10-17","Statement":{{Statement}}}""")]
    [TestCase($$"""{"Id":1,"Statement":{{Statement}}}""")]
    [TestCase($$"""{"Statements":{{Statement}}}""")]
    [TestCase($$"""{"Statement":{{Statement}},"Extra":1}""")]
    [TestCase($$"""{"Statement":{{Statement}},"Statement":{{Statement}}}""")]
    [TestCase($$"""{"Statement":{{Statement}},}""")]
    [TestCase($$"""{"Statement":{{Statement}}} x""")]
    [TestCase($$"""{"Statement":{{Statement}}/* comment */}""")]
    [TestCase("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [TestCase("""{"Statement":{"Effect":"Allow","Principal":"*","Resource":"*"}}""")]
    [TestCase("""{"Statement":{"Principal":"*","Action":"*","Resource":"*"}}""")]
    [TestCase("""{"Statement":{"Effect":"AllowSomething","Principal":"*","Action":"*"}}""")]
    [TestCase("""{"Statement":{"Effect":"allow","Principal":"*","Action":"*"}}""")]
    [TestCase("""{"Statement":{"Effect":true,"Principal":"*","Action":"*"}}""")]
    [TestCase("""{"Statement":{"Effect":"Allow","Principal":"*","Action":1}}""")]
    [TestCase("""{"Statement":{"Effect":"Allow","Principal":"*","Action":{"a":"b"}}}""")]
    [TestCase("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":[1]}}""")]
    public void What_is_no_policy_is_a_syntax_error(string text) => ShouldBeSyntaxError(text);

    [TestCase("\"Effect\":\"Deny\"")]
    [TestCase("\"\\u0045ffect\":\"Deny\"")]
    [TestCase("\"NotPrincipal\":{\"AWS\":\"111122223333\"}")]
    [TestCase("\"NotAction\":\"secretsmanager:*\"")]
    [TestCase("\"NotResource\":\"*\"")]
    [TestCase("\"Sid\":1")]
    [TestCase("\"sid\":\"a\"")]
    [TestCase("\"Conditions\":{}")]
    [TestCase("\"Condition\":[]")]
    [TestCase("\"Condition\":\"StringEquals\"")]
    [TestCase("\"Condition\":{\"StringEqual\":{\"aws:userid\":\"a\"}}")]
    [TestCase("\"Condition\":{\"StringEquals\":\"aws:userid\"}")]
    [TestCase("\"Condition\":{\"StringEquals\":{\"aws:userid\":null}}")]
    [TestCase("\"Condition\":{\"StringEquals\":{\"aws:userid\":{\"a\":\"b\"}}}")]
    [TestCase("\"Condition\":{\"StringEquals\":{\"aws:userid\":[[\"a\"]]}}")]
    [TestCase("\"Condition\":{\"StringEquals\":{\"aws:userid\":[[[[[[[\"a\"]]]]]]]}}")]
    [TestCase("\"Condition\":{\"StringEquals\":{\"aws:userid\":\"a\",\"aws:userid\":\"b\"}}")]
    public void A_valid_statement_with_this_member_added_is_a_syntax_error(string member) => ShouldBeSyntaxError(With(member));

    [Test]
    public void A_Sid_stands_once()
    {
        var statement = """{"Sid":"one","Effect":"Allow","Principal":"*","Action":"*"}""";

        ShouldBeSyntaxError($$"""{"Statement":[{{statement}},{{statement}}]}""");
    }

    [Test]
    public void Half_a_surrogate_pair_is_a_syntax_error()
    {
        // Escaped and bare; not in attributes, which cannot hold half a pair.
        foreach (var half in new[] { "\\ud800", "\ud800" })
        {
            ShouldBeSyntaxError(With($"\"Sid\":\"{half}\""));
            ShouldBeSyntaxError(With($"\"{half}\":\"a\""));
        }
    }

    [Test]
    public void A_refusal_says_what_is_wrong()
    {
        var refusal = Should.Throw<PolicySyntaxException>(() => PolicyDocument.Parse(With("\"Conditions\":{}")));

        refusal.Message.ShouldBe("Conditions is no element of a statement.");
    }

    [Property]
    public bool Any_text_is_a_policy_or_a_syntax_error(FsCheck.NonNull<string> text) => IsPolicyOrRefused(text.Get);

    [Property(MaxTest = 500)]
    public Property Any_damage_to_a_policy_leaves_a_policy_or_a_refusal() => Prop.ForAll(AnyDamage(), damage =>
    {
        var text = With("\"Condition\":{\"StringEquals\":{\"aws:userid\":[\"a\",1,true]}}");
        var at = damage.Position % text.Length;

        return IsPolicyOrRefused(text[..at] + damage.Inserted + text[Math.Min(text.Length, at + damage.Removed)..]);
    });

    private static Arbitrary<(int Position, int Removed, string Inserted)> AnyDamage() =>
        (from position in Gen.Choose(0, 1000)
         from removed in Gen.Choose(0, 12)
         from inserted in Gen.Elements("", "\"", "{", "}", "[", "]", ",", ":", "null", "1", "*", "\\ud800", "\ud800", "{\"a\":")
         select (position, removed, inserted)).ToArbitrary();

    private static bool IsPolicyOrRefused(string text)
    {
        try
        {
            return PolicyDocument.Parse(text).Statements.Length > 0;
        }
        catch (PolicySyntaxException)
        {
            return true;
        }
    }

    private static string WithAction(string action) => $$$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"{{{action}}}"}}""";

    private static string With(string member) => $$"""{"Statement":[{{Statement[..^1]}},{{member}}}]}""";

    private static void ShouldBeSyntaxError(string text) =>
        Should.Throw<PolicySyntaxException>(() => PolicyDocument.Parse(text)).Problem.ShouldBe(PolicyProblem.Syntax);
}
