namespace SecretsEmu.WireTests.Kms;

/// <summary>CreateAlias, UpdateAlias, DeleteAlias and ListAliases (kms-iam-sts.md 2.5).</summary>
public sealed class AliasTests
{
    // Types and constraints

    [TestCase("CreateAlias")]
    [TestCase("UpdateAlias")]
    public async Task Name_and_key_are_required(string operation)
    {
        var answer = await TableEmulator.Running.Kms.Call(operation);

        answer.ShouldBeValidationError(
            "2 validation errors detected: Value null at 'aliasName' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'targetKeyId' failed to satisfy constraint: Member must not be null");
    }

    [TestCase("ListAliases", """{"Limit":"1"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("CreateAlias", """{"AliasName":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("DeleteAlias", """{"AliasName":[]}""", "Start of list found where not expected")]
    public async Task Members_of_another_type_cannot_be_read(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [TestCase("CreateAlias", "alias/my key", "Value 'alias/my key' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$")]
    [TestCase("DeleteAlias", "alias/ä", "Value 'alias/ä' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$")]
    public async Task A_name_has_only_certain_characters(string operation, string name, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Call(operation, ("AliasName", name), ("TargetKeyId", KeyCalls.MissingId));

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [TestCase("CreateAlias")]
    [TestCase("UpdateAlias")]
    [TestCase("DeleteAlias")]
    public async Task A_name_has_its_prefix_no_colon_and_not_AWS_s_own(string operation)
    {
        var kms = TableEmulator.Running.Kms;

        foreach (var name in new[] { "app", "alias/" })
        {
            (await kms.Call(operation, ("AliasName", name), ("TargetKeyId", KeyCalls.MissingId))).ShouldBeValidationError(
                "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }

        (await kms.Call(operation, ("AliasName", "alias/a:b"), ("TargetKeyId", KeyCalls.MissingId))).ShouldBeValidationError(
            "alias/a:b contains invalid characters for an alias");
        (await kms.Call(operation, ("AliasName", "alias/aws/secretsmanager"), ("TargetKeyId", KeyCalls.MissingId))).ShouldBeBareError("NotAuthorizedException");
    }

    [TestCase(0, "Member must have value greater than or equal to 1")]
    [TestCase(101, "Member must have value less than or equal to 100")]
    public async Task A_page_has_1_to_100_aliases(int limit, string demand)
    {
        var answer = await TableEmulator.Running.Kms.Call("ListAliases", ("Limit", limit));

        answer.ShouldBeValidationError($"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: {demand}");
    }

    // Behaviour

    [Test]
    public async Task An_alias_names_the_key_by_its_bare_id()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", KeyCalls.ArnOf(id)));

        (await emulator.Kms.Call("ListAliases")).Body.ShouldBe(
            """
            {"Aliases":[{"AliasArn":"arn:aws:kms:us-east-1:000000000000:alias/app","AliasName":"alias/app","CreationDate":1.7698464E9,
            "LastUpdatedDate":1.7698464E9,"TargetKeyId":"{id}"}],"Truncated":false}
            """.ReplaceLineEndings("").Replace("{id}", id, StringComparison.Ordinal));
    }

    [Test]
    public async Task An_alias_is_made_once_and_points_at_a_key()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));

        (await emulator.Kms.Call("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id))).ShouldBeKmsError(
            "AlreadyExistsException", "An alias with the name arn:aws:kms:us-east-1:000000000000:alias/app already exists");
        (await emulator.Kms.Call("CreateAlias", ("AliasName", "alias/two"), ("TargetKeyId", "alias/app"))).ShouldBeValidationError("Aliases must refer to keys. Not aliases");
        (await emulator.Kms.Call("CreateAlias", ("AliasName", "alias/two"), ("TargetKeyId", KeyCalls.MissingId))).ShouldBeKmsError(
            "NotFoundException", $"Key '{KeyCalls.MissingArn}' does not exist");
    }

    [Test]
    public async Task An_alias_moves_to_another_key_of_its_kind()
    {
        await using var emulator = await Emulator.Start();
        var (one, two, signing) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY"));
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", one));
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));

        await emulator.Kms.Do("UpdateAlias", ("AliasName", "alias/app"), ("TargetKeyId", two));

        var alias = (await emulator.Kms.Call("ListAliases", ("KeyId", two))).Json.GetProperty("Aliases")[0];
        (alias.GetProperty("CreationDate").GetDouble(), alias.GetProperty("LastUpdatedDate").GetDouble()).ShouldBe((1769846400, 1769846401));
        (await emulator.Kms.Call("UpdateAlias", ("AliasName", "alias/app"), ("TargetKeyId", signing))).ShouldBeValidationError(
            "The alias cannot be moved to a KMS key of another type or key usage.");
        (await emulator.Kms.Call("UpdateAlias", ("AliasName", "alias/none"), ("TargetKeyId", two))).ShouldBeKmsError(
            "NotFoundException", "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.");
    }

    [Test]
    public async Task An_alias_leaves_a_key_that_waits_for_deletion_and_goes_to_none()
    {
        await using var emulator = await Emulator.Start();
        var (leaving, two) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", leaving));
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", leaving));

        await emulator.Kms.Do("UpdateAlias", ("AliasName", "alias/app"), ("TargetKeyId", two));

        (await emulator.Kms.Call("UpdateAlias", ("AliasName", "alias/app"), ("TargetKeyId", leaving))).ShouldBeKmsError(
            "KMSInvalidStateException", $"{KeyCalls.ArnOf(leaving)} is pending deletion.");
    }

    [Test]
    public async Task A_deleted_alias_is_gone_and_its_key_stays()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));

        await emulator.Kms.Do("DeleteAlias", ("AliasName", "alias/app"));

        (await emulator.Kms.Call("DeleteAlias", ("AliasName", "alias/app"))).ShouldBeKmsError(
            "NotFoundException", "Alias arn:aws:kms:us-east-1:000000000000:alias/app is not found.");
        (await emulator.Kms.State(id)).ShouldBe("Enabled");
    }

    [Test]
    public async Task Only_some_operations_take_an_alias_for_a_key()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", await emulator.Kms.CreateKey()));

        (await emulator.Kms.Call("DisableKey", ("KeyId", "alias/app"))).ShouldBeKmsError("NotFoundException", "Invalid keyId 'alias/app'");
        (await emulator.Kms.Call("ListAliases", ("KeyId", "alias/app"))).ShouldBeKmsError("NotFoundException", "Invalid keyId 'alias/app'");
    }

    [Test]
    public async Task Aliases_come_by_name_in_pages()
    {
        await using var emulator = await Emulator.Start();
        var (one, two) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        foreach (var (name, key) in new[] { ("alias/c", one), ("alias/a", two), ("alias/b", one) })
        {
            await emulator.Kms.Do("CreateAlias", ("AliasName", name), ("TargetKeyId", key));
        }

        var first = await emulator.Kms.Call("ListAliases", ("Limit", 2));
        var second = await emulator.Kms.Call("ListAliases", ("Limit", 2), ("Marker", first.Text("NextMarker")));

        first.Texts("Aliases", "AliasName").ShouldBe(["alias/a", "alias/b"]);
        first.Json.GetProperty("Truncated").GetBoolean().ShouldBeTrue();
        second.Texts("Aliases", "AliasName").ShouldBe(["alias/c"]);
        (second.Has("NextMarker"), second.Json.GetProperty("Truncated").GetBoolean()).ShouldBe((false, false));
        (await emulator.Kms.Call("ListAliases", ("KeyId", one))).Texts("Aliases", "AliasName").ShouldBe(["alias/b", "alias/c"]);
        (await emulator.Kms.Call("ListAliases", ("KeyId", one), ("Marker", first.Text("NextMarker")))).ShouldBeKmsError("InvalidMarkerException", "The marker is invalid.");
    }
}
