using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Ssm;

public sealed class DescribeParametersTests
{
    [TestCase("""{"MaxResults":"1"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("""{"Shared":"yes"}""", "STRING_VALUE cannot be converted to Boolean")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("DescribeParameters", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"MaxResults":51}""", "Value '51' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50")]
    [TestCase("""{"Filters":[{"Key":"Name"}]}""", "Value null at 'filters.1.member.values' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Filters":[{"Key":"Tier","Values":["a"]}]}""", "Value 'Tier' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [Name, Type, KeyId]")]
    [TestCase(
        """{"ParameterFilters":[{"Key":"Name","Option":"BeginsWithIt","Values":["a"]}]}""",
        "Value 'BeginsWithIt' at 'parameterFilters.1.member.option' failed to satisfy constraint: Member must have length less than or equal to 10")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("DescribeParameters", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task Everything_but_the_value_is_shown()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/port", "5432", more: """
            "Description":"of the database","AllowedPattern":"\\d+","Tier":"Advanced","Policies":"[{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2027-01-01T00:00:00.000Z\"}}]"
            """);

        (await emulator.Ssm.Call("DescribeParameters", "{}")).Body.ShouldBe("""
            {"Parameters":[{"ARN":"arn:aws:ssm:us-east-1:000000000000:parameter/app/port","AllowedPattern":"\\d+","DataType":"text","Description":"of the database","LastModifiedDate":1.7698464E9,"LastModifiedUser":"arn:aws:iam::000000000000:root","Name":"/app/port","Policies":[{"PolicyStatus":"Pending","PolicyText":"{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2027-01-01T00:00:00.000Z\"}}","PolicyType":"Expiration"}],"Tier":"Advanced","Type":"String","Version":1}]}
            """.Trim());
    }

    [TestCase("""{"Key":"Name","Values":["/app/db"]}""", "/app/db")]
    [TestCase("""{"Key":"Name","Values":["/single","app/db"]}""", "/app/db single")]
    [TestCase("""{"Key":"Name","Option":"BeginsWith","Values":["/app"]}""", "/app/db /app/db/user")]
    [TestCase("""{"Key":"Name","Option":"Contains","Values":["db"]}""", "/app/db /app/db/user /other/db")]
    [TestCase("""{"Key":"Name","Option":"Contains","Values":["/app/d"]}""", "/app/db /app/db/user")]
    [TestCase("""{"Key":"Name","Option":"Contains","Values":["/sing"]}""", "single")]
    [TestCase("""{"Key":"Path","Values":["/app"]}""", "/app/db")]
    [TestCase("""{"Key":"Path","Option":"Recursive","Values":["/app"]}""", "/app/db /app/db/user")]
    [TestCase("""{"Key":"Path","Option":"OneLevel","Values":["/"]}""", "single")]
    [TestCase("""{"Key":"Type","Values":["SecureString","StringList"]}""", "/other/db single")]
    [TestCase("""{"Key":"KeyId","Values":["alias/aws/ssm"]}""", "/other/db")]
    [TestCase("""{"Key":"Tier","Values":["Advanced"]}""", "single")]
    [TestCase("""{"Key":"DataType","Values":["text"]}""", "/app/db /app/db/user /other/db single")]
    [TestCase("""{"Key":"tag:team","Values":["blue","green"]}""", "/app/db single")]
    [TestCase("""{"Key":"tag:team","Option":"BeginsWith","Values":["bl"]}""", "/app/db")]
    [TestCase("""{"Key":"tag:team"}""", "/app/db single")]
    [TestCase("""{"Key":"tag:team"},{"Key":"Type","Values":["String"]}""", "/app/db")]
    public async Task Filters_leave_what_all_of_them_match(string filters, string names)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/db", "a", more: """ "Tags":[{"Key":"team","Value":"blue"}] """);
        await emulator.Ssm.Put("/app/db/user", "a");
        await emulator.Ssm.Put("/other/db", "a", "SecureString");
        await emulator.Ssm.Put("single", "a,b", "StringList", """ "Tier":"Advanced","Tags":[{"Key":"team","Value":"green"}] """);

        var answer = await emulator.Ssm.Call("DescribeParameters", $$"""{"ParameterFilters":[{{filters}}]}""");

        string.Join(' ', SsmClient.Names(answer)).ShouldBe(names);
    }

    [Test]
    public async Task In_the_older_form_a_name_is_a_beginning()
    {
        // Verified: field, terraform-aws-github-runner 1808.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("action-runner-1", "a");
        await emulator.Ssm.Put("action-runner-2", "a", "SecureString");
        await emulator.Ssm.Put("other", "a");

        SsmClient.Names(await emulator.Ssm.Call("DescribeParameters", """{"Filters":[{"Key":"Name","Values":["action-runner-"]}]}""")).ShouldBe(["action-runner-1", "action-runner-2"]);
        SsmClient.Names(await emulator.Ssm.Call("DescribeParameters", """{"Filters":[{"Key":"Type","Values":["SecureString"]}]}""")).ShouldBe(["action-runner-2"]);
        SsmClient.Names(await emulator.Ssm.Call("DescribeParameters", """{"Filters":[{"Key":"KeyId","Values":["alias/aws/ssm"]}]}""")).ShouldBe(["action-runner-2"]);
    }

    [TestCase("""{"Key":"Label","Values":["a"]}""", "InvalidFilterKey", "The following filter key is not valid: Label. Valid filter keys include: [Path, Name, Type, KeyId, Tier].")]
    [TestCase(
        """{"Key":"Name","Values":["a"]},{"Key":"Name","Values":["b"]}""",
        "InvalidFilterKey", "The following filter is duplicated in the request: Name. A request can contain only one occurrence of a specific filter.")]
    [TestCase(
        """{"Key":"Type","Option":"Contains","Values":["String"]}""",
        "InvalidFilterOption", "The following filter option is not valid: Contains. Valid options include: [BeginsWith, Equals].")]
    [TestCase(
        """{"Key":"Path","Option":"Equals","Values":["/a"]}""", "InvalidFilterOption", "The following filter option is not valid: Equals. Valid options include: [Recursive, OneLevel].")]
    [TestCase(
        """{"Key":"Tier","Values":["Huge"]}""",
        "InvalidFilterOption", "The following filter value is not valid: Huge. Valid values include: [Standard, Advanced, Intelligent-Tiering].")]
    [TestCase(
        """{"Key":"Type","Values":["Number"]}""",
        "InvalidFilterOption", "The following filter value is not valid: Number. Valid values include: [String, StringList, SecureString].")]
    public async Task Other_filters_are_refused(string filters, string type, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("DescribeParameters", $$"""{"ParameterFilters":[{{filters}}]}""")).ShouldBeSsmError(type, sentence);

    [Test]
    public async Task A_filter_needs_its_values()
    {
        var answer = await TableEmulator.Running.Ssm.Call("DescribeParameters", """{"ParameterFilters":[{"Key":"Name"}]}""");

        answer.ShouldBeError("InvalidFilterValue", "The following filter values are missing : null for filter key Name.");
    }

    [TestCase("/aws/service")]
    [TestCase("/SSM")]
    public async Task Paths_of_AWS_are_no_filters(string path) =>
        (await TableEmulator.Running.Ssm.Call("DescribeParameters", $$"""{"ParameterFilters":[{"Key":"Path","Values":["{{path}}"]}]}""")).ShouldBeValidationError(
            "Filters for common parameters can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). When using global parameters, please specify within a global namespace.");

    [Test]
    public async Task Both_forms_at_once_are_refused() =>
        (await TableEmulator.Running.Ssm.Call(
            "DescribeParameters", """{"Filters":[{"Key":"Name","Values":["a"]}],"ParameterFilters":[{"Key":"Name","Values":["a"]}]}""")).ShouldBeValidationError(
            "You can use either Filters or ParameterFilters in a single request.");

    [Test]
    public async Task Pages_follow_each_other_and_nothing_is_shared()
    {
        await using var emulator = await Emulator.Start();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await emulator.Ssm.Put(name, "value");
        }

        var one = await emulator.Ssm.Call("DescribeParameters", """{"MaxResults":2}""");
        var two = await emulator.Ssm.Call("DescribeParameters", new JsonObject { ["MaxResults"] = 2, ["NextToken"] = one.Text("NextToken") });

        SsmClient.Names(one).Concat(SsmClient.Names(two)).ShouldBe(["a", "b", "c"]);
        two.Has("NextToken").ShouldBeFalse();
        (await emulator.Ssm.Call("DescribeParameters", """{"NextToken":"garbage"}""")).ShouldBeError("InvalidNextToken", "The specified token isn't valid.");
        (await emulator.Ssm.Call("DescribeParameters", """{"Shared":true}""")).Body.ShouldBe("""{"Parameters":[]}""");
    }
}
