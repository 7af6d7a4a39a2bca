using SecretsEmu.Access;
using SecretsEmu.Kms;

namespace SecretsEmu.Tests.Access;

/// <summary>What a policy is attached to decides which elements it must and must not have.</summary>
public class PolicyFormTests
{
    private const string Principal = "\"Principal\":\"*\"";
    private const string Resource = "\"Resource\":\"*\"";

    [TestCase(Resource, true)]
    [TestCase("\"NotResource\":\"*\"", true)]
    [TestCase(null, false)]
    [TestCase($"{Principal},{Resource}", false)]
    [TestCase($"\"NotPrincipal\":{{\"AWS\":\"*\"}},{Resource}", false)]
    public void An_identity_policy_names_resources_and_no_principal(string? elements, bool isRead) =>
        IsRead(PolicyDocument.ParseIdentity, elements).ShouldBe(isRead);

    [TestCase(Principal, true)]
    [TestCase("\"Principal\":{\"Federated\":\"token.example.com\"}", true)]
    [TestCase("\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}", true)]
    [TestCase(null, false)]
    [TestCase($"{Principal},{Resource}", false)]
    [TestCase($"{Principal},\"NotResource\":\"*\"", false)]
    public void A_trust_policy_names_principals_and_no_resource(string? elements, bool isRead) =>
        IsRead(PolicyDocument.ParseTrust, elements).ShouldBe(isRead);

    [TestCase(Principal, true)]
    [TestCase($"{Principal},{Resource}", true)]
    [TestCase(Resource, false)]
    [TestCase(null, false)]
    public void A_resource_policy_names_principals(string? elements, bool isRead) =>
        IsRead(PolicyDocument.Parse, elements).ShouldBe(isRead);

    [Test]
    public void A_stored_resource_policy_may_repeat_a_Sid_and_a_new_one_may_not()
    {
        var statement = $$"""{"Sid":"a","Effect":"Allow","Action":"*",{{Principal}}}""";
        var text = $$"""{"Statement":[{{statement}},{{statement}}]}""";

        PolicyText.OfResource(text).Document.Statements.Length.ShouldBe(2);
        Should.Throw<PolicySyntaxException>(() => PolicyDocument.Parse(text)).Message.ShouldBe("The Sid a stands twice.");
    }

    [TestCase("us-east-1", "aws")]
    [TestCase("cn-north-1", "aws-cn")]
    public void The_key_policies_of_KMS_itself_are_read(string region, string partition)
    {
        KeyPolicies.Default("111122223333", region).Document.Statements[0].Principal!.Aws.ShouldBe([$"arn:{partition}:iam::111122223333:root"]);
        KeyPolicies.OfService("secretsmanager", "AWS Secrets Manager", "111122223333", region).Document.Statements.Length.ShouldBe(3);
    }

    private static bool IsRead(Func<string, PolicyDocument> read, string? elements)
    {
        var statement = $$"""{"Effect":"Allow","Action":"*"{{(elements is null ? "" : $",{elements}")}}}""";
        try
        {
            return !read($$"""{"Statement":{{statement}}}""").Statements.IsEmpty;
        }
        catch (PolicySyntaxException wrong) when (wrong.Problem == PolicyProblem.Syntax)
        {
            return false;
        }
    }
}
