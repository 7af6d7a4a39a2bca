using SecretsEmu.Tool;
using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

/// <summary>The three grammars of references: <c>valueFrom</c>, CodeBuild's, and that of <c>exec --secret</c>.</summary>
public sealed class ReferenceTests
{
    private const string Secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf";

    [TestCase("", null, null, null)]
    [TestCase(":password::", "password", null, null)]
    [TestCase("::AWSPREVIOUS:", null, "AWSPREVIOUS", null)]
    [TestCase(":::9d4cb84b-ad69-40c0-a0ab-cead3EXAMPLE", null, null, "9d4cb84b-ad69-40c0-a0ab-cead3EXAMPLE")]
    [TestCase(":password:AWSPENDING:9d4cb84b", "password", "AWSPENDING", "9d4cb84b")]
    [TestCase(":::", null, null, null)]
    public void An_ARN_of_a_secret_has_two_parts_or_five(string rest, string? key, string? stage, string? version) =>
        ValueFrom.Parse(Secret + rest).ShouldBe((new SecretReference("eu-west-1", Secret, key, stage, version), null));

    [TestCase(":password")]
    [TestCase(":password:")]
    [TestCase(":password:::")]
    public void Any_other_count_is_refused_in_the_agent_s_words(string rest) =>
        ValueFrom.Parse(Secret + rest).ShouldBe((
            null,
            $"trying to retrieve secret with value {Secret}{rest} resulted in error: an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again."));

    [TestCase("prod-db", null)]
    [TestCase("/prod/db", null)]
    [TestCase("/prod/db:3", null)]
    [TestCase("arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db", "eu-west-1")]
    [TestCase("arn:aws:secretsmanager", null)]
    public void Whatever_is_no_ARN_of_a_secret_names_a_parameter(string text, string? region) =>
        ValueFrom.Parse(text).ShouldBe((new ParameterReference(region, text), null));

    [TestCase(Secret + ":password::", "arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-AbCdEf:password::")]
    [TestCase("arn:aws:ssm:eu-west-1:111122223333:parameter/a", "arn:aws:ssm:us-east-1:000000000000:parameter/a")]
    [TestCase("arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "arn:aws:iam::000000000000:role/ecsTaskExecutionRole")]
    [TestCase("arn:aws:secretsmanager:region:aws_account_id:secret:x-AbCdEf", "arn:aws:secretsmanager:us-east-1:000000000000:secret:x-AbCdEf")]
    [TestCase("/prod/db", "/prod/db")]
    public void Leniently_an_ARN_is_one_of_the_server_s(string text, string moved) =>
        ValueFrom.Moved(text, "000000000000", "us-east-1").ShouldBe(moved);

    [TestCase("prod/db", "prod/db", null, null, null)]
    [TestCase("prod/db:password", "prod/db", "password", null, null)]
    [TestCase("prod/db:password:AWSPREVIOUS", "prod/db", "password", "AWSPREVIOUS", null)]
    [TestCase("prod/db::AWSPREVIOUS", "prod/db", null, "AWSPREVIOUS", null)]
    [TestCase("prod/db:password::v1", "prod/db", "password", null, "v1")]
    [TestCase("prod/db:::", "prod/db", null, null, null)]
    public void CodeBuild_may_leave_parts_out(string text, string id, string? key, string? stage, string? version) =>
        SecretReference.Parse(text).ShouldBe(new SecretReference(null, id, key, stage, version));

    [TestCase("", null, null, null)]
    [TestCase(":password", "password", null, null)]
    [TestCase(":password::", "password", null, null)]
    [TestCase(":password:AWSPREVIOUS:v1", "password", "AWSPREVIOUS", "v1")]
    public void CodeBuild_takes_ARNs_in_the_same_form(string rest, string? key, string? stage, string? version) =>
        SecretReference.Parse(Secret + rest).ShouldBe(new SecretReference("eu-west-1", Secret, key, stage, version));

    [TestCase("")]
    [TestCase(":password")]
    [TestCase("prod/db:a:b:c:d")]
    [TestCase(Secret + ":a:b:c:d")]
    public void Too_many_parts_and_no_name_are_no_reference(string text) => SecretReference.Parse(text).ShouldBeNull();

    [Test]
    public void A_variable_takes_what_valueFrom_takes()
    {
        SecretVariable.Parse($"P={Secret}:password:AWSPREVIOUS:").Reference.ShouldBe(new SecretReference("eu-west-1", Secret, "password", "AWSPREVIOUS", null));
        SecretVariable.Parse("P=arn:aws:ssm:eu-west-1:111122223333:parameter/a").Reference
            .ShouldBe(new ParameterReference("eu-west-1", "arn:aws:ssm:eu-west-1:111122223333:parameter/a"));
        SecretVariable.Parse("P=prod/db:password").ShouldBe(new SecretVariable("P", new SecretReference(null, "prod/db", "password", null, null)));
    }

    [TestCase("P")]
    [TestCase("=prod/db")]
    [TestCase("P=")]
    [TestCase("P=:key")]
    [TestCase("P=prod/db:")]
    [TestCase("P=prod/db:a:b:c:d")]
    public void A_variable_of_another_form_is_bad_usage(string text) =>
        Should.Throw<ToolException>(() => SecretVariable.Parse(text)).Message
            .ShouldBe($"--secret takes VARIABLE=SECRET or VARIABLE=SECRET:JSON-KEY, not '{text}'.");
}
