using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The filters of ListSecrets (secretsmanager.md 4.10).</summary>
public class SecretFilterTests
{
    // Verified: localstack's recordings
    [TestCase("a", "a secret|an secret|asecret")]
    [TestCase("!a", "thesecret")]
    [TestCase("a secret", "a secret|an secret")]
    [TestCase("!c", "a secret|an secret|asecret|thesecret")]
    public void The_recorded_table_of_descriptions(string value, string expected) =>
        DescriptionsFoundBy(value, "a secret", "an secret", "asecret", "thesecret").ShouldBe(expected.Split('|'));

    // Verified: moto's tests against AWS
    [TestCase("one two", "one two|one and two")]
    [TestCase("o t", "one two|one and two")]
    [TestCase("t", "one two|one and two|two")]
    public void The_verified_table_of_descriptions(string value, string expected) =>
        DescriptionsFoundBy(value, "one two", "one and two", "one", "two", "unrelated").ShouldBe(expected.Split('|'));

    [Test]
    public void The_documented_example_of_descriptions() =>
        DescriptionsFoundBy("My Description", "My Description", "my description", "My basic description", "Description of my secret", "mine")
            .ShouldBe(["My Description", "my description", "My basic description", "Description of my secret"]);

    // Verified: moto's tests against AWS (humps) and localstack's recordings (slash)
    [TestCase("prod/AppBeta/a1", "AppBeta", true)]
    [TestCase("prod@AppBeta@a1", "Beta", true)]
    [TestCase("prod-AppBeta/a1", "AppBeta", false)]
    [TestCase("prod-AppBeta/a1", "Beta", false)]
    [TestCase("prod+AppBeta+a1", "+", false)]
    [TestCase("uat/COMPANY/a1", "company", true)]
    [TestCase("uat/COMPANY/a1", "N", false)]
    [TestCase("uat/COMPANY/a1", "pany", false)]
    [TestCase("uat/COMPANYthings/a1", "company", false)]
    [TestCase("uat/COMPANYthings/a1", "things", false)]
    [TestCase("uat/COMPANYthings/a1", "Ythings", true)]
    [TestCase("SecretOne", "SecretOne", true)]
    [TestCase("SecretOne", "Secret", true)]
    [TestCase("SecretOne", "secret", true)]
    [TestCase("SecretOne", "sec", true)]
    [TestCase("SecretOne", "ret", false)]
    [TestCase("SecretOne", "SomeSecret", false)]
    [TestCase("Thirdsecret", "Secret", false)]
    public void All_searches_the_words_of_the_name(string name, string value, bool expected)
    {
        var filter = SecretFilter.Parse("all", [value]);

        filter.Matches(Named(name)).ShouldBe(expected);
    }

    [TestCase("d", true)]
    [TestCase("d t", true)]
    [TestCase("d foo", false)]
    [TestCase("foo", true)]
    [TestCase("bar", true)]
    [TestCase("rds", true)]
    [TestCase("west", true)]
    [TestCase("other", false)]
    [TestCase("!foo", false)]
    [TestCase("!other", true)]
    public void All_searches_every_attribute_but_finds_all_words_in_one_of_them(string value, bool expected)
    {
        var filter = SecretFilter.Parse("all", [value]);

        var secret = new SecretAttributes("name", "DescTwo", ["foo"], ["bar"], "rds", "us-west-2");

        filter.Matches(secret).ShouldBe(expected);
    }

    // Verified: localstack's recordings; Data by AWS's page
    [TestCase("/testing2/one", "/", true)]
    [TestCase("testing1/one", "/", false)]
    [TestCase("testing1/one", "!/", true)]
    [TestCase("/testing2/one", "!/", false)]
    [TestCase("testing1/one", "testing1 one", false)]
    [TestCase("DatabaseSecret", "Data", true)]
    [TestCase("databaseSecret", "Data", false)]
    [TestCase("MyData", "Data", false)]
    [TestCase("MyData", "", true)]
    [TestCase("MyData", "!", false)]
    public void Name_is_a_case_sensitive_prefix(string name, string value, bool expected)
    {
        var filter = SecretFilter.Parse("name", [value]);

        filter.Matches(Named(name)).ShouldBe(expected);
    }

    [TestCase("tag-key", "env", true)]
    [TestCase("tag-key", "Env", false)]
    [TestCase("tag-key", "vir", false)]
    [TestCase("tag-key", "!env", false)]
    [TestCase("tag-key", "!prod", true)]
    [TestCase("tag-value", "prod", true)]
    [TestCase("tag-value", "Prod", false)]
    [TestCase("tag-value", "env", false)]
    [TestCase("owning-service", "rd", true)]
    [TestCase("owning-service", "RDS", false)]
    [TestCase("primary-region", "us-", true)]
    [TestCase("primary-region", "eu-", false)]
    [TestCase("primary-region", "!eu-", true)]
    public void Tags_service_and_region_are_case_sensitive_prefixes(string key, string value, bool expected)
    {
        var filter = SecretFilter.Parse(key, [value]);

        var secret = new SecretAttributes("name", null, ["owner", "environment"], ["me", "production"], "rds", "us-west-2");

        filter.Matches(secret).ShouldBe(expected);
    }

    [TestCase("description")]
    [TestCase("tag-key")]
    [TestCase("tag-value")]
    [TestCase("owning-service")]
    [TestCase("primary-region")]
    public void A_secret_without_the_attribute_matches_only_negated_values(string key)
    {
        var secret = Named("db");

        SecretFilter.Parse(key, ["d"]).Matches(secret).ShouldBeFalse();
        SecretFilter.Parse(key, ["!d"]).Matches(secret).ShouldBeTrue();
    }

    [TestCase("foo", true)]
    [TestCase("bar", true)]
    [TestCase("baz", false)]
    public void One_of_several_values_is_enough(string name, bool expected)
    {
        var filter = SecretFilter.Parse("name", ["foo", "bar"]);

        filter.Matches(Named(name)).ShouldBe(expected);
    }

    [TestCase("one two", true)]
    [TestCase("one", true)]
    [TestCase("unrelated", true)]
    [TestCase("two", false)]
    public void A_negated_value_beside_a_positive_one_is_one_more_way_to_match(string description, bool expected)
    {
        var filter = SecretFilter.Parse("description", ["one", "!two"]);

        filter.Matches(Described(description)).ShouldBe(expected);
    }

    [TestCase(null)]
    [TestCase("Name")]
    public void A_filter_without_a_known_key_is_refused(string? key)
    {
        var refusal = Should.Throw<AwsErrorException>(() => SecretFilter.Parse(key, ["foo"]));

        refusal.Error.ShouldBe(new AwsError("InvalidParameterException", "Invalid filter key"));
    }

    [Test]
    public void A_filter_without_values_is_refused()
    {
        var refusal = Should.Throw<AwsErrorException>(() => SecretFilter.Parse("description", null));

        refusal.Error.ShouldBe(new AwsError("InvalidParameterException", "Invalid filter values for key: description"));
    }

    private static IEnumerable<string> DescriptionsFoundBy(string value, params string[] descriptions)
    {
        var filter = SecretFilter.Parse("description", [value]);
        return descriptions.Where(description => filter.Matches(Described(description)));
    }

    private static SecretAttributes Named(string name) => new(name, null, [], [], null, null);

    private static SecretAttributes Described(string description) => new("name", description, [], [], null, null);
}
