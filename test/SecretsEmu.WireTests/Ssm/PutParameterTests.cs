using System.Globalization;

namespace SecretsEmu.WireTests.Ssm;

public sealed class PutParameterTests
{
    private const string Expiration = """{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2027-01-01T00:00:00.000Z\"}}""";

    // Types and constraints

    [TestCase("""{"Name":"a","Value":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Name":"a","Value":"b","Overwrite":"yes"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("""{"Name":"a","Value":"b","Tags":{}}""", "Start of structure or map found where not expected.")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("PutParameter", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("""{"Name":"a"}""", "Value null at 'value' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Name":"a","Value":""}""", "Value at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase(
        """{"Name":"a","Value":"b","Type":"Number"}""",
        "Value 'Number' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]")]
    [TestCase(
        """{"Name":"a","Value":"b","Tier":"Huge"}""",
        "Value 'Huge' at 'tier' failed to satisfy constraint: Member must satisfy enum value set: [Standard, Advanced, Intelligent-Tiering]")]
    [TestCase("""{"Name":"a","Value":"b","KeyId":"a b"}""", "Value 'a b' at 'keyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-zA-Z0-9:/_-]+)$")]
    [TestCase("""{"Name":"a","Value":"b","Tags":[{"Key":"k"}]}""", "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("PutParameter", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    // Names

    [TestCase("a b")]
    [TestCase("/a/b@c")]
    [TestCase("/ssm/a")]
    [TestCase("/a/")]
    [TestCase("/SSM-a/b")]
    [TestCase("a:b")]
    public async Task A_name_has_few_characters_and_no_beginning_of_the_services(string name) =>
        (await TableEmulator.Running.Ssm.Put(name, "one")).ShouldBeValidationError(SsmAnswers.InvalidName);

    [TestCase("awsome")]
    [TestCase("/aws")]
    [TestCase("SSM-a")]
    public async Task A_single_name_does_not_begin_like_one_of_AWS(string name) =>
        (await TableEmulator.Running.Ssm.Put(name, "one")).ShouldBeValidationError("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");

    [Test]
    public async Task The_path_of_AWS_is_closed() =>
        (await TableEmulator.Running.Ssm.Put("/aws/x", "one")).ShouldBeError("AccessDeniedException", "No access to reserved parameter name: /aws/x.");

    [Test]
    public async Task A_path_begins_with_a_slash() =>
        // Verified: field, terraform-provider-aws 7251.
        (await TableEmulator.Running.Ssm.Put("app/db", "one")).ShouldBeValidationError("Parameter name must be a fully qualified name.");

    [Test]
    public async Task A_hierarchy_has_fifteen_levels()
    {
        await using var emulator = await Emulator.Start();
        var fifteen = string.Concat(Enumerable.Range(1, 15).Select(level => $"/{level}"));

        (await emulator.Ssm.Put(fifteen, "one")).Status.ShouldBe(200);
        (await emulator.Ssm.Put($"{fifteen}/16", "one")).ShouldBeSsmError(
            "HierarchyLevelLimitExceededException",
            "A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names in the Amazon Web Services Systems Manager User Guide.");
    }

    [Test]
    public async Task The_length_of_a_name_counts_its_ARN()
    {
        await using var emulator = await Emulator.Start();
        var longest = new string('a', 1011 - "arn:aws:ssm:us-east-1:000000000000:parameter/".Length);

        (await emulator.Ssm.Put(longest, "one")).Status.ShouldBe(200);
        (await emulator.Ssm.Put($"{longest}a", "one")).ShouldBeValidationError("Parameter name: its ARN can have at most 1011 characters.");
    }

    // Versions

    [Test]
    public async Task A_parameter_is_made_once_and_overwritten_on_request()
    {
        // Verified: localstack's recordings, for the answer.
        await using var emulator = await Emulator.Start();

        (await emulator.Ssm.Put("db", "one")).Body.ShouldBe("""{"Tier":"Standard","Version":1}""");
        (await emulator.Ssm.Put("db", "two")).ShouldBeSsmError(
            "ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        (await emulator.Ssm.Put("db", "two", more: "\"Overwrite\":true")).Body.ShouldBe("""{"Tier":"Standard","Version":2}""");
        (await emulator.Ssm.Put("new", "one", more: "\"Overwrite\":true")).Body.ShouldBe("""{"Tier":"Standard","Version":1}""");
    }

    [Test]
    public async Task What_a_new_version_leaves_out_stays_as_it_was()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("list", "a,b", "StringList", """ "Description":"letters","AllowedPattern":"[a-z,]*" """);

        await emulator.Ssm.Overwrite("list", "c");

        var latest = (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0];
        (latest.GetProperty("Type").GetString(), latest.GetProperty("Description").GetString(), latest.GetProperty("AllowedPattern").GetString()).ShouldBe(("StringList", "letters", "[a-z,]*"));
        (await emulator.Ssm.Put("list", "1", null, "\"Overwrite\":true")).ShouldBeSsmError(
            "ParameterPatternMismatchException", "Parameter value, cannot be validated against allowedPattern: [a-z,]*");
    }

    [Test]
    public async Task An_empty_description_or_pattern_takes_it_away()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one", more: """ "Description":"a word","AllowedPattern":"[a-z]*" """);

        (await emulator.Ssm.Put("db", "2", null, """ "Overwrite":true,"Description":"","AllowedPattern":"" """)).Status.ShouldBe(200);

        var latest = (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0];
        (latest.TryGetProperty("Description", out _), latest.TryGetProperty("AllowedPattern", out _)).ShouldBe((false, false));
    }

    [Test]
    public async Task A_new_parameter_needs_a_type() =>
        (await TableEmulator.Running.Ssm.Put("untyped", "one", type: null)).ShouldBeValidationError("A parameter type is required when you create a parameter.");

    [Test]
    public async Task A_hundred_versions_are_kept_and_a_label_keeps_the_oldest()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "1");
        for (var i = 2; i <= 101; i++)
        {
            await emulator.Ssm.Overwrite("db", i.ToString(CultureInfo.InvariantCulture));
        }

        (await emulator.Ssm.Get("db:1")).ShouldBeSsmError(
            "ParameterVersionNotFound", "Systems Manager could not find version 1 of db. Verify the version and try again.");
        (await emulator.Ssm.Value("db:2")).ShouldBe("2");
        await emulator.Ssm.Label("db", 2, "stable");
        (await emulator.Ssm.Put("db", "102", null, "\"Overwrite\":true")).ShouldBeSsmError(
            "ParameterMaxVersionLimitExceeded",
            "You attempted to create a new version of db by calling the PutParameter API with the overwrite flag. Version 2, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.");
        await emulator.Ssm.Label("db", 3, "stable");
        (await emulator.Ssm.Put("db", "102", null, "\"Overwrite\":true")).Body.ShouldBe("""{"Tier":"Standard","Version":102}""");
    }

    // Members that do not go together

    [Test]
    public async Task Tags_are_for_a_new_parameter_alone() =>
        (await TableEmulator.Running.Ssm.Put("db", "one", more: """ "Overwrite":true,"Tags":[{"Key":"a","Value":"b"}] """)).ShouldBeValidationError(
            "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");

    [TestCase("String")]
    [TestCase("StringList")]
    public async Task Only_a_SecureString_has_a_key(string type) =>
        (await TableEmulator.Running.Ssm.Put("db", "one", type, "\"KeyId\":\"alias/app\"")).ShouldBeValidationError($"KeyId is not required for {type} type parameter.");

    [Test]
    public async Task Nor_has_a_new_version_of_another_type()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Put("db", "two", null, "\"Overwrite\":true,\"KeyId\":\"alias/app\"")).ShouldBeValidationError("KeyId is not required for String type parameter.");
        (await emulator.Ssm.Value("db")).ShouldBe("one");
    }

    [TestCase("{{ssm:other}}")]
    [TestCase("a {{ b }} c")]
    public async Task A_value_does_not_nest_a_parameter(string value) =>
        (await TableEmulator.Running.Ssm.Put("db", value)).ShouldBeValidationError("Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");

    [TestCase("aws:ec2:image")]
    [TestCase("integer")]
    public async Task Other_data_types_than_text_are_not_emulated(string dataType)
    {
        (await TableEmulator.Running.Ssm.Put("db", "one", more: $"\"DataType\":\"{dataType}\"")).ShouldBeSsmError(
            "UnsupportedOperationException", "secrets-emu does not emulate parameters of data types other than text yet.");
        await using var emulator = await Emulator.Start();
        (await emulator.Ssm.Put("db", "one", more: "\"DataType\":\"text\"")).Status.ShouldBe(200);
    }

    // Patterns

    [TestCase(@"^\\d+$", "123", true)]
    [TestCase(@"\\d+", "123a", false)]
    [TestCase("", "anything", true)]
    public async Task A_value_matches_its_pattern_as_a_whole(string pattern, string value, bool fits)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ssm.Put("db", value, more: $"\"AllowedPattern\":\"{pattern}\"");

        if (fits)
        {
            answer.Status.ShouldBe(200);
        }
        else
        {
            answer.ShouldBeSsmError("ParameterPatternMismatchException", @"Parameter value, cannot be validated against allowedPattern: \d+");
        }
    }

    [TestCase("[")]
    [TestCase("(x+x+)+y")]
    public async Task A_pattern_that_is_none_or_never_ends_is_refused(string pattern) =>
        (await TableEmulator.Running.Ssm.Put("db", new string('x', 4000), more: $"\"AllowedPattern\":\"{pattern}\"")).ShouldBeSsmError(
            "InvalidAllowedPatternException", "The request doesn't meet the regular expression requirement.");

    // Tiers

    [TestCase(null, 4096, "Standard")]
    [TestCase("Standard", 4096, "Standard")]
    [TestCase("Advanced", 10, "Advanced")]
    [TestCase("Advanced", 8192, "Advanced")]
    [TestCase("Intelligent-Tiering", 4096, "Standard")]
    [TestCase("Intelligent-Tiering", 4097, "Advanced")]
    public async Task A_tier_holds_values_of_its_size(string? asked, int size, string tier)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ssm.Put("db", new string('x', size), more: asked is null ? null : $"\"Tier\":\"{asked}\"");

        answer.Body.ShouldBe($$"""{"Tier":"{{tier}}","Version":1}""");
    }

    [TestCase(null)]
    [TestCase("Standard")]
    public async Task A_standard_parameter_holds_4_KB(string? tier) =>
        // Verified: field, terraform-provider-aws 18521.
        (await TableEmulator.Running.Ssm.Put("db", new string('ü', 2049), more: tier is null ? null : $"\"Tier\":\"{tier}\"")).ShouldBeValidationError(
            "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");

    [TestCase("Advanced")]
    [TestCase("Intelligent-Tiering")]
    public async Task An_advanced_parameter_holds_8_KB(string tier) =>
        (await TableEmulator.Running.Ssm.Put("db", new string('x', 8193), more: $"\"Tier\":\"{tier}\"")).ShouldBeValidationError(
            "Advanced tier parameters support a maximum parameter value of 8192 characters.");

    [Test]
    public async Task A_parameter_goes_up_a_tier_and_never_down()
    {
        // Verified: field, cdk-real-drift 408.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");

        (await emulator.Ssm.Put("db", "two", null, "\"Overwrite\":true,\"Tier\":\"Advanced\"")).Text("Tier").ShouldBe("Advanced");
        (await emulator.Ssm.Put("db", "three", null, "\"Overwrite\":true")).Text("Tier").ShouldBe("Advanced");
        (await emulator.Ssm.Put("db", "four", null, "\"Overwrite\":true,\"Tier\":\"Intelligent-Tiering\"")).Text("Tier").ShouldBe("Advanced");
        (await emulator.Ssm.Put("db", "five", null, "\"Overwrite\":true,\"Tier\":\"Standard\"")).ShouldBeValidationError(
            "You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier");
    }

    [Test]
    public async Task An_account_has_ten_thousand_standard_parameters_in_a_region()
    {
        // Verified: field, terraform-provider-aws 18521.
        await using var emulator = await Emulator.Start();
        var seed = $$"""{ "parameters": [ {{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"name":"p{{i}}","value":"v"}"""))}} ] }""";
        await emulator.Server.SeedAsync(seed);

        (await emulator.Ssm.Put("one-more", "v")).ShouldBeSsmError(
            "ParameterLimitExceeded",
            "You have reached the maximum number of standard parameters for this AWS account and Region (10000). To add more parameters, either delete existing parameters or upgrade to the advanced-parameter tier (charges apply).");
        (await emulator.Ssm.Put("p0", "w", null, "\"Overwrite\":true")).Text("Tier").ShouldBe("Standard");
        (await emulator.Ssm.Put("one-more", "v", more: "\"Tier\":\"Intelligent-Tiering\"")).Text("Tier").ShouldBe("Advanced");
    }

    // Policies

    [Test]
    public async Task Policies_are_kept_until_new_ones_come_or_an_empty_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one", more: $"\"Tier\":\"Intelligent-Tiering\",\"Policies\":\"[{Expiration}]\"");

        await emulator.Ssm.Overwrite("db", "two");
        var kept = (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0];
        await emulator.Ssm.Put("db", "three", null, "\"Overwrite\":true,\"Policies\":\"[{}]\"");
        var gone = (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0];

        kept.GetProperty("Policies")[0].GetProperty("PolicyType").GetString().ShouldBe("Expiration");
        gone.GetProperty("Policies").GetArrayLength().ShouldBe(0);
    }

    [TestCase("no json")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""[{\"Type\":\"Expiration\",\"Version\":\"1.0\"}]""")]
    [TestCase("""[{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"soon\"}}]""")]
    [TestCase("""[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"20\",\"Unit\":\"Years\"}}]""")]
    public async Task A_policy_has_the_attributes_of_its_type(string policies) =>
        (await PutPolicies(policies)).ShouldBeSsmError("InvalidPolicyAttributeException", "A policy attribute or its value is invalid.");

    [Test]
    public async Task Other_policies_are_refused()
    {
        const string Notification = """{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"20\",\"Unit\":\"Days\"}}""";
        (await PutPolicies("""[{\"Type\":\"Rotation\"}]""")).ShouldBeSsmError(
            "InvalidPolicyTypeException",
            "The policy type isn't supported. Parameter Store supports the following policy types: Expiration, ExpirationNotification, and NoChangeNotification.");
        (await PutPolicies($"[{Expiration},{Expiration}]")).ShouldBeSsmError(
            "IncompatiblePolicyException",
            "There is a conflict in the policies specified for this parameter. You can't, for example, specify two Expiration policies for a parameter. Review your policies, and try again.");
        (await PutPolicies($"[{string.Join(',', Enumerable.Repeat(Notification, 11))}]")).ShouldBeSsmError(
            "PoliciesLimitExceededException", "You specified more than the maximum number of allowed policies for the parameter. The maximum is 10.");
        (await TableEmulator.Running.Ssm.Put("db", "one", more: $"\"Policies\":\"[{Expiration}]\"")).ShouldBeValidationError(
            "Parameter policies are supported for advanced-tier parameters only.");
    }

    private static Task<WireAnswer> PutPolicies(string policies) =>
        TableEmulator.Running.Ssm.Put("db", "one", more: $"\"Tier\":\"Advanced\",\"Policies\":\"{policies}\"");
}
