namespace SecretsEmu.WireTests.Protocol;

/// <summary>The front end's sentences about constraints of the model, in full.</summary>
public sealed class ConstraintTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";
    private const string InvalidName =
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!";

    // One constraint each

    [TestCase("DescribeSecret", "{}", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("CreateSecret", "{}", "Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [TestCase("TagResource", """{"SecretId":"db"}""", "Value null at 'tags' failed to satisfy constraint: Member must not be null")]
    [TestCase("UntagResource", """{"SecretId":"db"}""", "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null")]
    [TestCase("PutResourcePolicy", """{"SecretId":"db"}""", "Value null at 'resourcePolicy' failed to satisfy constraint: Member must not be null")]
    [TestCase("ValidateResourcePolicy", "{}", "Value null at 'resourcePolicy' failed to satisfy constraint: Member must not be null")]
    [TestCase("ReplicateSecretToRegions", """{"SecretId":"db"}""", "Value null at 'addReplicaRegions' failed to satisfy constraint: Member must not be null")]
    [TestCase("RemoveRegionsFromReplication", """{"SecretId":"db"}""", "Value null at 'removeReplicaRegions' failed to satisfy constraint: Member must not be null")]
    [TestCase("CancelRotateSecret", "{}", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("StopReplicationToReplica", "{}", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    public async Task A_required_member_that_is_absent_is_null(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("CreateSecret", "Name", "name", 512)]
    [TestCase("DescribeSecret", "SecretId", "secretId", 2048)]
    [TestCase("RotateSecret", "SecretId", "secretId", 2048)]
    public async Task A_text_that_is_too_long_is_printed(string operation, string member, string name, int longest)
    {
        var text = new string('x', longest + 1);

        var answer = await TableEmulator.Call(operation, $$"""{"{{member}}":"{{text}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{text}' at '{name}' failed to satisfy constraint: Member must have length less than or equal to {longest}");
    }

    [TestCase("CreateSecret", "Name", 512)]
    [TestCase("DescribeSecret", "SecretId", 2048)]
    public async Task The_longest_text_is_accepted(string operation, string member, int longest)
    {
        var answer = await TableEmulator.Call(operation, $$"""{"{{member}}":"{{new string('x', longest)}}"}""");

        answer.Body.ShouldNotContain("ValidationException");
    }

    [TestCase("ListSecretVersionIds", """{"SecretId":"db","NextToken":""}""", "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("PutResourcePolicy", """{"SecretId":"db","ResourcePolicy":""}""", "Value '' at 'resourcePolicy' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("RotateSecret", """{"SecretId":"db","ExternalSecretRotationRoleArn":"arn:aws:iam::1"}""", "Value 'arn:aws:iam::1' at 'externalSecretRotationRoleArn' failed to satisfy constraint: Member must have length greater than or equal to 20")]
    public async Task A_text_that_is_too_short_is_printed(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("GetRandomPassword", """{"PasswordLength":0}""", "Value '0' at 'passwordLength' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("GetRandomPassword", """{"PasswordLength":5000}""", "Value '5000' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096")]
    [TestCase("GetRandomPassword", """{"PasswordLength":-9223372036854775808}""", "Value '-9223372036854775808' at 'passwordLength' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("ListSecrets", """{"MaxResults":0}""", "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("ListSecrets", """{"MaxResults":101}""", "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100")]
    [TestCase("ListSecretVersionIds", """{"SecretId":"db","MaxResults":101}""", "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100")]
    public async Task A_number_out_of_range_is_printed(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("RotateSecret", """{"SecretId":"db","RotationRules":{"Duration":"3d"}}""", "Value '3d' at 'rotationRules.duration' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+h")]
    [TestCase("RotateSecret", """{"SecretId":"db","RotationRules":{"ScheduleExpression":"rate(1_day)"}}""", @"Value 'rate(1_day)' at 'rotationRules.scheduleExpression' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9A-Za-z\(\)#\?\*\-\/, ]+")]
    [TestCase("ReplicateSecretToRegions", """{"SecretId":"db","AddReplicaRegions":[{"Region":"eu-west-1"},{"Region":"EU"}]}""", @"Value 'EU' at 'addReplicaRegions.2.member.region' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+-)+\d+$")]
    [TestCase("ReplicateSecretToRegions", """{"SecretId":"db","AddReplicaRegions":[{"Region":"eu-west-1\n"}]}""", "Value 'eu-west-1\n' at 'addReplicaRegions.1.member.region' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+-)+\\d+$")]
    public async Task A_pattern_must_match_the_whole_text(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("""{"SortOrder":"ASC"}""", "Value 'ASC' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]")]
    [TestCase("""{"SortBy":"date"}""", "Value 'date' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: [created-date, last-accessed-date, last-changed-date, name]")]
    [TestCase("""{"SortBy":""}""", "Value '' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: [created-date, last-accessed-date, last-changed-date, name]")]
    [TestCase("""{"Filters":[{"Key":"invalid","Values":["a"]}]}""", "Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, owning-service]")]
    public async Task A_value_outside_an_enumeration_is_told_the_set(string body, string sentence)
    {
        var answer = await TableEmulator.Call("ListSecrets", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    // Lists

    [TestCase("ListSecrets", """{"Filters":[{"Key":"name","Values":["a","b","c","d","e","f","g","h","i","j","k"]}]}""", "Value '[a, b, c, d, e, f, g, h, i, j, k]' at 'filters.1.member.values' failed to satisfy constraint: Member must have length less than or equal to 10")]
    [TestCase("ListSecrets", """{"Filters":[{"Key":"name","Values":[]}]}""", "Value '[]' at 'filters.1.member.values' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("RemoveRegionsFromReplication", """{"SecretId":"db","RemoveReplicaRegions":[]}""", "Value '[]' at 'removeReplicaRegions' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("ReplicateSecretToRegions", """{"SecretId":"db","AddReplicaRegions":[]}""", "Value '[]' at 'addReplicaRegions' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task A_list_of_a_wrong_length_is_printed_in_brackets(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("UntagResource", """{"SecretId":"db","TagKeys":["a",""]}""", "Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]")]
    [TestCase("ListSecrets", """{"Filters":[{"Key":"name","Values":["a","b*"]}]}""", @"Value '[a, b*]' at 'filters.1.member.values' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 512, Member must satisfy regular expression pattern: ^\!?[a-zA-Z0-9 :_@\/\+\=\.\-\!]*$]")]
    [TestCase("RemoveRegionsFromReplication", """{"SecretId":"db","RemoveReplicaRegions":["Europe"]}""", @"Value '[Europe]' at 'removeReplicaRegions' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ^([a-z]+-)+\d+$]")]
    [TestCase("UntagResource", """{"SecretId":"db","TagKeys":["a",null]}""", "Value '[a, null]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]")]
    public async Task A_text_in_a_list_is_reported_on_the_list_with_all_its_demands(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("TagResource", """{"SecretId":"db","Tags":[{"Key":"a","Value":""},{"Key":"","Value":""}]}""", "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("TagResource", """{"SecretId":"db","Tags":[{"Value":""}]}""", "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null")]
    [TestCase("TagResource", """{"SecretId":"db","Tags":[null]}""", "Value null at 'tags.1.member' failed to satisfy constraint: Member must not be null")]
    [TestCase("RotateSecret", """{"SecretId":"db","ExternalSecretRotationMetadata":[{"Key":"a","Value":"b"},{"Key":"c","Value":"d"},{"Key":"","Value":"e"}]}""", "Value '' at 'externalSecretRotationMetadata.3.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task A_structure_in_a_list_is_named_by_its_position_from_one(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    // Inferred: how the front end prints structures is not known.
    [Test]
    public async Task More_than_ten_filters_are_printed_member_by_member()
    {
        var filters = string.Join(',', Enumerable.Repeat("""{"Key":"name","Values":["a"]}""", 11));

        var answer = await TableEmulator.Call("ListSecrets", $$"""{"Filters":[{{filters}}]}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '[{string.Join(", ", Enumerable.Repeat("Filter(key=name, values=[a])", 11))}]' at 'filters' failed to satisfy constraint: Member must have length less than or equal to 10");
    }

    // Structures and secrets

    [TestCase(0, "greater than or equal to 1")]
    [TestCase(1001, "less than or equal to 1000")]
    public async Task A_member_of_a_structure_is_named_by_its_path(int days, string demand)
    {
        var answer = await TableEmulator.Call(
            "RotateSecret", $$$"""{"SecretId":"db","ClientRequestToken":"{{{Token}}}","RotationRules":{"AutomaticallyAfterDays":{{{days}}}}}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{days}' at 'rotationRules.automaticallyAfterDays' failed to satisfy constraint: Member must have value {demand}");
    }

    [Test]
    public async Task No_value_of_a_secret_is_printed()
    {
        var answer = await TableEmulator.Call(
            "PutSecretValue", $$"""{"SecretId":"db","SecretString":"{{new string('s', 65537)}}","SecretBinary":"","RotationToken":"hush"}""");

        answer.ShouldBeValidationError(
            "3 validation errors detected: Value at 'secretBinary' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + "Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536; "
            + "Value at 'rotationToken' failed to satisfy constraint: Member must have length greater than or equal to 36");
    }

    // Several

    [Test]
    public async Task Two_broken_constraints_are_counted_and_joined()
    {
        var answer = await TableEmulator.Call("ListSecrets", """{"SortOrder":"up","MaxResults":101}""");

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100; "
            + "Value 'up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]");
    }

    [Test]
    public async Task One_value_may_break_two_constraints()
    {
        var answer = await TableEmulator.Call("PutSecretValue", """{"SecretId":"db","RotationToken":"no spaces please"}""");

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value at 'rotationToken' failed to satisfy constraint: Member must have length greater than or equal to 36; "
            + @"Value at 'rotationToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9\-]+$");
    }

    [Test]
    public async Task Constraints_at_every_depth_come_in_one_sentence()
    {
        var answer = await TableEmulator.Call(
            "CreateSecret", """{"ClientRequestToken":"short","Tags":[{"Key":"a","Value":"b"},{"Key":"","Value":"b"}],"AddReplicaRegions":[{"Region":"EU"}]}""");

        answer.ShouldBeValidationError(
            "4 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; "
            + "Value 'short' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32; "
            + "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + @"Value 'EU' at 'addReplicaRegions.1.member.region' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+-)+\d+$");
    }

    // Order

    [Test]
    public async Task Types_come_before_constraints()
    {
        var answer = await TableEmulator.Call("CreateSecret", """{"ClientRequestToken":"short","Description":1}""");

        answer.ShouldBeError("SerializationException", "NUMBER_VALUE cannot be converted to String", messageKey: "message");
    }

    [Test]
    public async Task Constraints_come_before_the_name()
    {
        var answer = await TableEmulator.Call("GetSecretValue", """{"SecretId":"Inv Name","VersionId":"short"}""");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value 'short' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32");
    }

    [Test]
    public async Task An_empty_name_is_no_constraint_error_beside_others()
    {
        var answer = await TableEmulator.Call("GetSecretValue", """{"SecretId":"","VersionId":"short"}""");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value 'short' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32");
    }

    [TestCase("PutSecretValue", """{"SecretId":"Inv Name","SecretString":"one"}""")]
    [TestCase("UpdateSecret", """{"SecretId":"Inv Name"}""")]
    [TestCase("CreateSecret", """{"Name":"Inv Name"}""")]
    [TestCase("DeleteSecret", """{"SecretId":"Inv Name","RecoveryWindowInDays":1}""")]
    [TestCase("TagResource", """{"SecretId":"Inv Name","Tags":[{"Key":"aws:a","Value":""}]}""")]
    [TestCase("UpdateSecretVersionStage", """{"SecretId":"Inv Name","VersionStage":"a"}""")]
    public async Task The_name_comes_before_the_operations_own_rules(string operation, string body)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeValidationError(InvalidName);
    }

    [TestCase("CreateSecret", """{"Name":"Inv Name","Type":"partner"}""", "secrets of an external Type")]
    public async Task What_is_not_emulated_is_told_right_after_the_constraints(string operation, string body, string what)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeError("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.", messageKey: "message");
    }

    [Test]
    public async Task Constraints_come_before_what_is_not_emulated()
    {
        var answer = await TableEmulator.Call("CreateSecret", """{"Name":"db","ClientRequestToken":"short","Type":"partner"}""");

        answer.ShouldBeValidationError(
            "1 validation error detected: Value 'short' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32");
    }

    // All operations that name a secret

    private static readonly string[] NamingASecret =
        [.. EveryOperation.Names.Where(operation => EveryOperation.Of(operation).TopLevel.Contains("SecretId"))];

    [TestCaseSource(nameof(NamingASecret))]
    public async Task A_name_that_cannot_be_gets_the_name_sentence_in(string operation)
    {
        foreach (var name in new[] { "Inv Name", " Inv Name", " Inv*Name? ", @" Inv *?!]Name\\-", "", "a:b", "a#b", "ü", @"a\u0000", @"a\n" })
        {
            var answer = await TableEmulator.Call(operation, EveryOperation.Of(operation).With("SecretId", $"\"{name}\""));
            answer.ShouldBeValidationError(InvalidName);
        }
    }

    [TestCaseSource(nameof(NamingASecret))]
    public async Task A_SecretId_that_is_too_long_is_printed_by(string operation)
    {
        var id = new string('x', 2049);

        var answer = await TableEmulator.Call(operation, EveryOperation.Of(operation).With("SecretId", $"\"{id}\""));

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{id}' at 'secretId' failed to satisfy constraint: Member must have length less than or equal to 2048");
    }
}
