using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>Which actions and resources a statement is about, and what policy variables are worth (kms-iam-sts.md 4.3).</summary>
public class StatementMatchingTests
{
    private const string Prefix = $"arn:aws:secretsmanager:us-east-1:{Account}:secret:";

    [TestCase("\"Action\":\"*\"", true)]
    [TestCase("\"Action\":\"secretsmanager:GetSecretValue\"", true)]
    [TestCase("\"Action\":\"SecretsManager:getsecretvalue\"", true)]
    [TestCase("\"Action\":\"secretsmanager:Get*\"", true)]
    [TestCase("\"Action\":\"secretsmanager:*Value\"", true)]
    [TestCase("\"Action\":\"*:GetSecretValue\"", true)]
    [TestCase("\"Action\":\"secretsmanager:GetSecretValu?\"", true)]
    [TestCase("\"Action\":\"secretsmanager:GetSecretValue?\"", false)]
    [TestCase("\"Action\":\"secretsmanager:Get\"", false)]
    [TestCase("\"Action\":[\"kms:*\",\"secretsmanager:Put*\"]", false)]
    [TestCase("\"Action\":[\"kms:*\",\"secretsmanager:G*\"]", true)]
    [TestCase("\"Action\":[]", false)]
    [TestCase("\"NotAction\":\"kms:*\"", true)]
    [TestCase("\"NotAction\":[\"kms:*\",\"secretsmanager:get*\"]", false)]
    [TestCase("\"NotAction\":[]", true)]
    public void Actions(string element, bool matches) =>
        Decide(User($$"""{"Effect":"Allow",{{element}},"Resource":"*"}"""), Secret()).IsAllowed.ShouldBe(matches);

    [TestCase("\"Resource\":\"*\"", true)]
    [TestCase($"\"Resource\":\"{SecretArn}\"", true)]
    [TestCase($"\"Resource\":\"{Prefix}db/password-??????\"", true)]
    [TestCase($"\"Resource\":\"{Prefix}db/password\"", false)]
    [TestCase($"\"Resource\":\"{Prefix}db/password-?????\"", false)]
    [TestCase($"\"Resource\":\"{Prefix}db/*\"", true)]
    [TestCase($"\"Resource\":\"{Prefix}DB/*\"", false)]
    [TestCase($"\"Resource\":\"arn:aws:secretsmanager:*:{Account}:*\"", true)]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager:*:*:secret:db/*\"", true)]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager:*:secret:db/*\"", false, Description = "A wildcard does not cross one of the first five colons.")]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager:eu-*:*:secret:db/*\"", false)]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager\"", true, Description = "Fields that are missing are wildcards.")]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager:*\"", true)]
    [TestCase("\"Resource\":\"arn:aws:kms\"", false)]
    [TestCase($"\"Resource\":[\"arn:aws:s3:::b\",\"{Prefix}*\"]", true)]
    [TestCase("\"Resource\":[]", false)]
    [TestCase($"\"NotResource\":\"{Prefix}db/*\"", false)]
    [TestCase($"\"NotResource\":\"{Prefix}app/*\"", true)]
    [TestCase("\"NotResource\":\"*\"", false)]
    [TestCase("\"NotResource\":[]", true)]
    public void Resources(string element, bool matches) =>
        Decide(User($$"""{"Effect":"Allow","Action":"*",{{element}}}"""), Secret()).IsAllowed.ShouldBe(matches);

    [TestCase("\"Resource\":\"*\"", true)]
    [TestCase("\"Resource\":\"arn:aws:secretsmanager:*:*:*\"", false)]
    [TestCase("\"NotResource\":\"arn:aws:secretsmanager:*:*:*\"", true)]
    [TestCase("\"NotResource\":\"*\"", false)]
    public void An_action_without_a_resource_is_covered_by_nothing_but_the_star(string element, bool matches) =>
        Decide(User($$"""{"Effect":"Allow","Action":"*",{{element}}}"""), Target.WithoutResource("secretsmanager:ListSecrets", Account)).IsAllowed.ShouldBe(matches);

    [TestCase("", true)]
    [TestCase(",\"Resource\":\"*\"", true)]
    [TestCase($",\"Resource\":\"{SecretArn}\"", true)]
    [TestCase(",\"Resource\":\"arn:aws:secretsmanager:us-east-1:111122223333:secret:other-??????\"", false)]
    [TestCase($",\"NotResource\":\"{SecretArn}\"", false)]
    public void In_a_policy_of_a_secret_no_Resource_and_the_star_mean_the_secret(string element, bool matches) =>
        Decide(User(), Secret(For(Aws(UserArn), more: element))).IsAllowed.ShouldBe(matches);

    // Variables in Resource.
    [TestCase("db/${aws:PrincipalTag/team}-a1B2c3", true)]
    [TestCase("db/${AWS:principaltag/TEAM}-*", true)]
    [TestCase("db/${aws:PrincipalTag/none, 'password'}-*", true)]
    [TestCase("db/${aws:PrincipalTag/team, 'other'}-*", true)]
    [TestCase("db/${aws:PrincipalTag/none}*", false, Description = "Without a value it matches nothing.")]
    [TestCase("db/${aws:PrincipalTag/star}", false, Description = "The star of a value is a character.")]
    [TestCase("db/${aws:PrincipalTag/many}*", false, Description = "A key with several values is no variable.")]
    [TestCase("db/${*}", false)]
    [TestCase("db/${password-a1B2c3", false)]
    public void Variables_of_a_resource(string pattern, bool matches) =>
        Decide(User($$"""{"Effect":"Allow","Action":"*","Resource":"{{Prefix}}{{pattern}}"}"""), Secret(), Tags).IsAllowed.ShouldBe(matches);

    [Test]
    public void A_variable_ahead_of_the_fifth_colon_is_literal_text() =>
        Decide(
            User("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:secretsmanager:${aws:RequestedRegion}:*:secret:*"}"""),
            Secret(),
            new SomeKeys { ["aws:RequestedRegion"] = ["us-east-1"] }).IsAllowed.ShouldBeFalse();

    // Variables and escapes in conditions.
    [TestCase("StringEquals", "${aws:PrincipalTag/team}", "password", true)]
    [TestCase("StringEquals", "${aws:PrincipalTag/team}", "other", false)]
    [TestCase("StringEquals", "${aws:PrincipalTag/none}", "password", false)]
    [TestCase("StringNotEquals", "${aws:PrincipalTag/none}", "password", true)]
    [TestCase("StringNotEquals", "${aws:PrincipalTag/team}", "password", false)]
    [TestCase("StringEquals", "${aws:PrincipalTag/none, 'a}b'}", "a}b", true)]
    [TestCase("StringLike", "${aws:PrincipalTag/star}", "password", false)]
    [TestCase("StringLike", "${aws:PrincipalTag/star}", "*", true)]
    [TestCase("StringLike", "${aws:PrincipalTag/team}*", "password-1", true)]
    [TestCase("StringLike", "a${*}b", "a*b", true)]
    [TestCase("StringLike", "a${*}b", "axb", false)]
    [TestCase("StringLike", "a${?}b", "axb", false)]
    [TestCase("StringLike", "${$}{a}", "${a}", true)]
    [TestCase("StringEqualsIgnoreCase", "${aws:PrincipalTag/team}", "PASSWORD", true)]
    [TestCase("Bool", "${aws:PrincipalTag/yes}", "TRUE", true)]
    [TestCase("Bool", "${aws:PrincipalTag/yes}", "false", false)]
    [TestCase("ArnLike", "arn:aws:iam::${aws:PrincipalAccount}:role/*", "arn:aws:iam::111122223333:role/a", true)]
    [TestCase("ArnLike", "arn:aws:iam::${aws:PrincipalAccount}:role/*", "arn:aws:iam::444455556666:role/a", false)]
    [TestCase("ArnNotLike", "arn:aws:iam::${aws:PrincipalTag/none}:role/*", "arn:aws:iam::444455556666:role/a", true)]
    public void Variables_of_a_condition(string conditionOperator, string asked, string found, bool holds) =>
        Decide(User(Conditional(conditionOperator, asked)), Secret(keys: new SomeKeys { ["k"] = [found] }), Tags).IsAllowed.ShouldBe(holds);

    [TestCase("2012-10-17", "password", true)]
    [TestCase("2012-10-17", "${aws:PrincipalTag/team}", false)]
    [TestCase("2008-10-17", "password", false)]
    [TestCase("2008-10-17", "${aws:PrincipalTag/team}", true)]
    public void Only_the_newer_version_has_variables(string version, string found, bool holds)
    {
        var text = $$"""{"Statement":{{Conditional("StringEquals", "${aws:PrincipalTag/team}")}},"Version":"{{version}}"}""";
        var user = User() with { IdentityPolicies = [new(PolicyKind.Identity, "p", PolicyText.OfIdentity(text))] };

        Decide(user, Secret(keys: new SomeKeys { ["k"] = [found] }), Tags).IsAllowed.ShouldBe(holds);
    }

    [Test]
    public void Many_stars_take_no_time_to_speak_of()
    {
        var pattern = Pattern.Parse(string.Concat(Enumerable.Repeat("*a", 50)) + "b", PatternSyntax.Wildcards);

        pattern.Matches(new string('a', 5_000), NoConditionKeys.Instance).ShouldBeFalse();
    }

    private static SomeKeys Tags => new()
    {
        ["aws:PrincipalTag/team"] = ["password"], ["aws:PrincipalTag/star"] = ["*"], ["aws:PrincipalTag/many"] = ["password", "other"],
        ["aws:PrincipalTag/yes"] = ["true"], ["aws:PrincipalAccount"] = [Account],
    };

    private static string Conditional(string conditionOperator, string asked) =>
        $$$$"""{"Sid":"C","Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{{conditionOperator}}}}":{"k":"{{{{asked}}}}"}}}""";
}
