using SecretsEmu.Access;

namespace SecretsEmu.Tests.Access;

/// <summary>Which principals a resource policy may name (secretsmanager.md 4.12, kms-iam-sts.md 4.3).</summary>
public class PrincipalParserTests
{
    [TestCase("\"*\"")]
    [TestCase("""{"AWS":"*"}""")]
    [TestCase("""{"AWS":["111122223333","*"]}""")]
    public void A_star_names_anyone(string principal)
    {
        var parsed = Parse(principal);

        parsed.NamesAnyone.ShouldBeTrue();
    }

    [TestCase("111122223333")]
    [TestCase("arn:aws:iam::111122223333:root")]
    [TestCase("arn:aws:iam::111122223333:user/alice")]
    [TestCase("arn:aws:iam::111122223333:user/path/to/alice+b=c,d.e@f_g-h")]
    [TestCase("arn:aws:iam::111122223333:role/service-role/app")]
    [TestCase("arn:aws-cn:iam::111122223333:role/app")]
    [TestCase("arn:aws-us-gov:iam::111122223333:role/app")]
    [TestCase("arn:aws:sts::111122223333:assumed-role/app/session")]
    [TestCase("arn:aws:sts::111122223333:federated-user/bob")]
    public void An_AWS_principal_is_an_account_a_user_a_role_or_a_session(string name)
    {
        var parsed = Parse($$"""{"AWS":"{{name}}"}""");

        parsed.Aws.ShouldBe([name]);
        parsed.NamesAnyone.ShouldBeFalse();
    }

    [TestCase("")]
    [TestCase("**")]
    [TestCase("alice")]
    [TestCase("11112222333")]
    [TestCase("1111222233334")]
    [TestCase("AIDAEXAMPLEID")]
    [TestCase("arn:aws:iam::111122223333:role/*")]
    [TestCase("arn:aws:iam::111122223333:*")]
    [TestCase("arn:aws:iam::*:root")]
    [TestCase("arn:aws:iam::111122223333:role/app?")]
    [TestCase("arn:aws:iam::111122223333:role/")]
    [TestCase("arn:aws:iam::111122223333:role//app")]
    [TestCase("arn:aws:iam::111122223333:role/path/")]
    [TestCase("arn:aws:iam::111122223333:group/readers")]
    [TestCase("arn:aws:iam::111122223333:Root")]
    [TestCase("arn:aws:iam::11112222333:root")]
    [TestCase("arn:aws:iam:us-east-1:111122223333:root")]
    [TestCase("arn:aws:iam::111122223333")]
    [TestCase("arn:aws:iam::111122223333:role/app:x")]
    [TestCase("arn:amazon:iam::111122223333:root")]
    [TestCase("arn:aws-*:iam::111122223333:root")]
    [TestCase("arn:aws:s3:::bucket")]
    [TestCase("arn:aws:sts::111122223333:assumed-role/app")]
    [TestCase("arn:aws:sts::111122223333:assumed-role/path/app/session")]
    [TestCase("arn:aws:sts::111122223333:assumed-role/app/*")]
    public void Any_other_AWS_principal_is_unsupported(string name) =>
        ProblemOf($$"""{"AWS":["111122223333","{{name}}"]}""").ShouldBe(PolicyProblem.UnsupportedPrincipal);

    [TestCase("secretsmanager.amazonaws.com")]
    [TestCase("delivery.logs.amazonaws.com")]
    [TestCase("states.us-east-1.amazonaws.com")]
    [TestCase("ec2.amazonaws.com.cn")]
    public void A_service_principal_ends_as_the_hosts_of_AWS(string name)
    {
        var parsed = Parse($$"""{"Service":["{{name}}"]}""");

        parsed.Service.ShouldBe([name]);
    }

    [TestCase("")]
    [TestCase("*")]
    [TestCase("lambda")]
    [TestCase("amazonaws.com")]
    [TestCase(".amazonaws.com")]
    [TestCase("lambda.amazonaws.com.evil")]
    [TestCase("*.amazonaws.com")]
    [TestCase("lambda.example.com")]
    [TestCase("secretsmanager.amazonaws.cn")]
    public void Any_other_service_principal_is_unsupported(string name) =>
        ProblemOf($$"""{"Service":"{{name}}"}""").ShouldBe(PolicyProblem.UnsupportedServicePrincipal);

    [Test]
    public void Identity_providers_and_canonical_users_are_kept_as_they_are()
    {
        var parsed = Parse("""{"Federated":"accounts.google.com","CanonicalUser":["79a59d","f00"]}""");

        parsed.Federated.ShouldBe(["accounts.google.com"]);
        parsed.CanonicalUser.ShouldBe(["79a59d", "f00"]);
    }

    [TestCase("\"111122223333\"")]
    [TestCase("\"\"")]
    [TestCase("111122223333")]
    [TestCase("null")]
    [TestCase("[\"*\"]")]
    [TestCase("""{"aws":"*"}""")]
    [TestCase("""{"AWS":111122223333}""")]
    [TestCase("""{"AWS":{"a":"b"}}""")]
    [TestCase("""{"AWS":"*","AWS":"*"}""")]
    public void A_principal_of_another_form_is_a_syntax_error(string principal) => ProblemOf(principal).ShouldBe(PolicyProblem.Syntax);

    private static PolicyPrincipal Parse(string principal) =>
        PolicyDocument.Parse($$$"""{"Statement":{"Effect":"Allow","Principal":{{{principal}}},"Action":"*"}}""").Statements[0].Principal!;

    private static PolicyProblem ProblemOf(string principal) => Should.Throw<PolicySyntaxException>(() => Parse(principal)).Problem;
}
