using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>CreateGrant, ListGrants, ListRetirableGrants, RevokeGrant and RetireGrant (kms-iam-sts.md 2.5, 4.6).</summary>
public sealed class GrantTests
{
    private const string Other = "111122223333";
    private const string Grantee = $"arn:aws:iam::{Other}:root";
    private const string Role = "arn:aws:iam::000000000000:role/app";

    // Types and constraints

    [TestCase("CreateGrant", """{"Operations":"Decrypt"}""", "Unexpected field type")]
    [TestCase("CreateGrant", """{"Constraints":{"EncryptionContextEquals":{"k":1}}}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("CreateGrant", """{"DryRun":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("ListGrants", """{"Limit":"1"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("ListRetirableGrants", """{"RetiringPrincipal":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("RevokeGrant", """{"GrantId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("RetireGrant", """{"GrantToken":[]}""", "Start of list found where not expected")]
    public async Task Members_of_another_type_cannot_be_read(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [TestCase("CreateGrant", "keyId", "granteePrincipal", "operations")]
    [TestCase("RevokeGrant", "keyId", "grantId")]
    [TestCase("ListGrants", "keyId")]
    [TestCase("ListRetirableGrants", "retiringPrincipal")]
    public async Task Required_members_are_asked_for(string operation, params string[] members)
    {
        var answer = await TableEmulator.Running.Kms.Call(operation);

        answer.ShouldBeValidationError(
            $"{members.Length} validation error{(members.Length == 1 ? "" : "s")} detected: "
            + string.Join("; ", members.Select(member => $"Value null at '{member}' failed to satisfy constraint: Member must not be null")));
    }

    [Test]
    public async Task Operations_are_those_of_the_model()
    {
        var answer = await TableEmulator.Running.Kms.Call(
            "CreateGrant", ("KeyId", KeyCalls.MissingId), ("GranteePrincipal", Role), ("Operations", new JsonArray("Decrypt", "DisableKey")));

        answer.ShouldBeValidationError(
            "1 validation error detected: Value '[Decrypt, DisableKey]' at 'operations' failed to satisfy constraint: Member must satisfy constraint: "
            + "[Member must satisfy enum value set: [Decrypt, Encrypt, GenerateDataKey, GenerateDataKeyWithoutPlaintext, ReEncryptFrom, ReEncryptTo, Sign, Verify, "
            + "GetPublicKey, CreateGrant, RetireGrant, DescribeKey, GenerateDataKeyPair, GenerateDataKeyPairWithoutPlaintext, GenerateMac, VerifyMac, DeriveSharedSecret]]");
    }

    [TestCase("[]", "{}", "Operations must name at least one grant operation.")]
    [TestCase("""["Decrypt"]""", """{"EncryptionContextEquals":{"app":"pay"},"EncryptionContextSubset":{"app":"pay"}}""",
        "Specify either EncryptionContextEquals or EncryptionContextSubset, and not both.")]
    public async Task A_grant_has_operations_and_at_most_one_constraint(string operations, string constraints, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Call(
            "CreateGrant", ("KeyId", KeyCalls.MissingId), ("GranteePrincipal", Role), ("Operations", JsonNode.Parse(operations)), ("Constraints", JsonNode.Parse(constraints)));

        answer.ShouldBeValidationError(sentence);
    }

    // Behaviour

    [Test]
    public async Task A_grant_lists_what_it_says()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var made = await emulator.Kms.Call(
            "CreateGrant", ("KeyId", id), ("GranteePrincipal", Role), ("RetiringPrincipal", Grantee), ("Name", "app"),
            ("Operations", new JsonArray("Decrypt", "DescribeKey")),
            ("Constraints", new JsonObject { ["EncryptionContextSubset"] = new JsonObject { ["app"] = "pay" } }));

        made.Members().ShouldBe(["GrantId", "GrantToken"]);
        made.Text("GrantId").ShouldMatch("^[0-9a-f]{64}$");
        var grants = await emulator.Kms.Call("ListGrants", ("KeyId", id));
        grants.Body.ShouldBe(
            """
            {"Grants":[{"Constraints":{"EncryptionContextSubset":{"app":"pay"}},"CreationDate":1.7698464E9,"GrantId":"{grant}",
            "GranteePrincipal":"arn:aws:iam::000000000000:role/app","IssuingAccount":"arn:aws:iam::000000000000:root","KeyId":"{arn}","Name":"app",
            "Operations":["Decrypt","DescribeKey"],"RetiringPrincipal":"arn:aws:iam::111122223333:root"}],"Truncated":false}
            """.ReplaceLineEndings("").Replace("{grant}", made.Text("GrantId"), StringComparison.Ordinal).Replace("{arn}", KeyCalls.ArnOf(id), StringComparison.Ordinal));
        (await emulator.Kms.Call("ListRetirableGrants", ("RetiringPrincipal", Grantee))).Body.ShouldBe(grants.Body);
    }

    [Test]
    public async Task The_same_name_and_members_are_the_same_grant()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var named = await Grant(emulator, id, ["Decrypt", "Encrypt"], name: "app");
        var again = await Grant(emulator, id, ["Encrypt", "Decrypt"], name: "app");
        var wider = await Grant(emulator, id, ["Decrypt", "Encrypt", "DescribeKey"], name: "app");
        var (nameless, second) = (await Grant(emulator, id, ["Decrypt"]), await Grant(emulator, id, ["Decrypt"]));

        again.Text("GrantId").ShouldBe(named.Text("GrantId"));
        again.Text("GrantToken").ShouldNotBe(named.Text("GrantToken"));
        wider.Text("GrantId").ShouldNotBe(named.Text("GrantId"));
        second.Text("GrantId").ShouldNotBe(nameless.Text("GrantId"));
    }

    [Test]
    public async Task The_ten_newest_tokens_of_a_grant_are_good()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var tokens = new List<string>();
        for (var call = 0; call < 11; call++)
        {
            tokens.Add((await Grant(emulator, id, ["Decrypt"], name: "app")).Text("GrantToken"));
        }

        (await emulator.Kms.Call("RetireGrant", ("GrantToken", tokens[0]))).ShouldBeKmsError("InvalidGrantTokenException", "The grant token is invalid.");
        await emulator.Kms.Do("RetireGrant", ("GrantToken", tokens[1]));
    }

    [Test]
    public async Task A_grantee_of_another_account_may_do_what_the_grant_names_until_it_is_revoked()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var arn = KeyCalls.ArnOf(id);
        var other = emulator.Kms.As(accessKey: Other);
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[] { 1 }))).Bytes("CiphertextBlob");
        (await other.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", arn))).Status.ShouldBe(400);

        var grant = await Grant(emulator, id, ["Decrypt"]);

        (await other.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", arn))).Bytes("Plaintext").ShouldBe([1]);
        (await other.Call("Encrypt", ("KeyId", arn), ("Plaintext", new byte[] { 1 }))).ShouldBeError(
            "AccessDeniedException",
            $"User: {Grantee} is not authorized to perform: kms:Encrypt on resource: {arn} because no resource-based policy allows the kms:Encrypt action");

        await emulator.Kms.Do("RevokeGrant", ("KeyId", id), ("GrantId", grant.Text("GrantId")));
        (await other.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", arn))).Status.ShouldBe(400);
    }

    [TestCase("EncryptionContextEquals", """{"app":"pay"}""", true)]
    [TestCase("EncryptionContextEquals", """{"app":"pay","stage":"test"}""", false)]
    [TestCase("EncryptionContextEquals", "{}", false)]
    [TestCase("EncryptionContextSubset", """{"app":"pay","stage":"test"}""", true)]
    [TestCase("EncryptionContextSubset", """{"app":"other"}""", false)]
    [TestCase("EncryptionContextSubset", "{}", false)]
    public async Task A_constraint_asks_for_an_encryption_context(string constraint, string context, bool isAllowed)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await Grant(emulator, id, ["Encrypt", "DescribeKey"], constraints: new JsonObject { [constraint] = new JsonObject { ["app"] = "pay" } });
        var other = emulator.Kms.As(accessKey: Other);

        var answer = await other.Call("Encrypt", ("KeyId", KeyCalls.ArnOf(id)), ("Plaintext", new byte[] { 1 }), ("EncryptionContext", JsonNode.Parse(context)));

        answer.Status.ShouldBe(isAllowed ? 200 : 400);
        (await other.Call("DescribeKey", ("KeyId", KeyCalls.ArnOf(id)))).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_grantee_may_pass_on_no_more_than_it_has()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await Grant(emulator, id, ["Decrypt", "CreateGrant"]);
        var other = emulator.Kms.As(accessKey: Other);

        (await Grant(other, KeyCalls.ArnOf(id), ["Decrypt"])).Status.ShouldBe(200);
        (await Grant(other, KeyCalls.ArnOf(id), ["Decrypt", "Encrypt"])).ShouldBeError(
            "AccessDeniedException",
            $"User: {Grantee} is not authorized to perform: kms:CreateGrant on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:CreateGrant action");
    }

    [TestCase("EncryptionContextEquals", """{"EncryptionContextEquals":{"app":"pay"}}""", true)]
    [TestCase("EncryptionContextEquals", """{"EncryptionContextEquals":{"app":"pay","stage":"test"}}""", false)]
    [TestCase("EncryptionContextEquals", """{"EncryptionContextSubset":{"app":"pay"}}""", false)]
    [TestCase("EncryptionContextEquals", null, false)]
    [TestCase("EncryptionContextSubset", """{"EncryptionContextEquals":{"app":"pay","stage":"test"}}""", true)]
    [TestCase("EncryptionContextSubset", """{"EncryptionContextSubset":{"app":"pay","stage":"test"}}""", true)]
    [TestCase("EncryptionContextSubset", """{"EncryptionContextSubset":{"stage":"test"}}""", false)]
    [TestCase("EncryptionContextSubset", null, false)]
    public async Task A_grantee_keeps_the_constraint_under_which_it_has_it(string constraint, string? passedOn, bool isAllowed)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await Grant(emulator, id, ["Decrypt", "CreateGrant"], constraints: new JsonObject { [constraint] = new JsonObject { ["app"] = "pay" } });

        var answer = await Grant(
            emulator.Kms.As(accessKey: Other), KeyCalls.ArnOf(id), ["Decrypt"], constraints: passedOn is null ? null : JsonNode.Parse(passedOn)!.AsObject());

        answer.Status.ShouldBe(isAllowed ? 200 : 400, answer.Body);
    }

    [Test]
    public async Task Its_retiring_principal_retires_a_grant_by_its_token_or_its_id()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var other = emulator.Kms.As(accessKey: Other);
        var (one, two) = (await Grant(emulator, id, ["Decrypt"], retiring: Grantee), await Grant(emulator, id, ["Decrypt"], retiring: Grantee));

        await other.Do("RetireGrant", ("GrantToken", one.Text("GrantToken")));
        await other.Do("RetireGrant", ("KeyId", KeyCalls.ArnOf(id)), ("GrantId", two.Text("GrantId")));

        (await emulator.Kms.Call("ListGrants", ("KeyId", id))).Body.ShouldBe("""{"Grants":[],"Truncated":false}""");
    }

    [Test]
    public async Task A_grantee_retires_its_grant_when_the_grant_says_so_and_the_key_s_account_always()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var other = emulator.Kms.As(accessKey: Other);
        var (closed, open, own) = (await Grant(emulator, id, ["Decrypt"]), await Grant(emulator, id, ["Decrypt", "RetireGrant"], name: "open"), await Grant(emulator, id, ["Encrypt"]));

        await other.Do("RetireGrant", ("GrantToken", open.Text("GrantToken")));
        await emulator.Kms.Do("RetireGrant", ("GrantToken", own.Text("GrantToken")));

        (await other.Call("RetireGrant", ("GrantToken", closed.Text("GrantToken")))).ShouldBeError(
            "AccessDeniedException",
            $"User: {Grantee} is not authorized to perform: kms:RetireGrant on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:RetireGrant action");
    }

    [Test]
    public async Task A_grant_that_its_grantee_may_retire_says_nothing_of_other_grants()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var other = emulator.Kms.As(accessKey: Other);
        await Grant(emulator, id, ["Decrypt", "RetireGrant"]);
        var role = await emulator.Kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", Role), ("Operations", new JsonArray("Decrypt", "RetireGrant")));
        var refusal =
            $"User: {Grantee} is not authorized to perform: kms:RetireGrant on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:RetireGrant action";

        (await other.Call("RetireGrant", ("GrantToken", role.Text("GrantToken")))).ShouldBeError("AccessDeniedException", refusal);
        (await other.Call("RetireGrant", ("KeyId", KeyCalls.ArnOf(id)), ("GrantId", role.Text("GrantId")))).ShouldBeError("AccessDeniedException", refusal);
        (await other.Call("RetireGrant", ("KeyId", KeyCalls.ArnOf(id)), ("GrantId", "none"))).ShouldBeError("AccessDeniedException", refusal);
    }

    [Test]
    public async Task What_names_no_grant_is_refused()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call("RevokeGrant", ("KeyId", id), ("GrantId", "none"))).ShouldBeKmsError("InvalidGrantIdException", "Grant none is not found.");
        (await emulator.Kms.Call("RetireGrant", ("KeyId", KeyCalls.ArnOf(id)), ("GrantId", "none"))).ShouldBeKmsError("InvalidGrantIdException", "Grant none is not found.");
        (await emulator.Kms.Call("RetireGrant", ("GrantToken", "none"))).ShouldBeKmsError("InvalidGrantTokenException", "The grant token is invalid.");
        foreach (var members in new (string, object?)[][] { [], [("KeyId", id)], [("GrantId", "none")], [("GrantToken", "t"), ("GrantId", "none")] })
        {
            (await emulator.Kms.Call("RetireGrant", members)).ShouldBeValidationError("Specify either GrantToken, or both KeyId and GrantId.");
        }
    }

    [Test]
    public async Task A_dry_run_checks_and_changes_nothing()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var grant = await Grant(emulator, id, ["Decrypt"]);
        var before = (await emulator.Kms.Call("ListGrants", ("KeyId", id))).Body;

        foreach (var answer in new[]
        {
            await emulator.Kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", Role), ("Operations", new JsonArray("Decrypt")), ("DryRun", true)),
            await emulator.Kms.Call("RevokeGrant", ("KeyId", id), ("GrantId", grant.Text("GrantId")), ("DryRun", true)),
            await emulator.Kms.Call("RetireGrant", ("GrantToken", grant.Text("GrantToken")), ("DryRun", true)),
        })
        {
            answer.ShouldBeKmsError("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        }

        (await emulator.Kms.Call("ListGrants", ("KeyId", id))).Body.ShouldBe(before);
    }

    [Test]
    public async Task A_key_grants_only_what_it_can_do()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC");

        (await Grant(emulator, id, ["GenerateMac", "Decrypt"])).ShouldBeValidationError($"The grant operation Decrypt is not supported for {KeyCalls.ArnOf(id)}.");
        (await Grant(emulator, id, ["GenerateMac", "VerifyMac"])).Status.ShouldBe(200);
    }

    [TestCase("app")]
    [TestCase("arn:aws:iam::12:role/app")]
    [TestCase("arn:aws:s3:::bucket")]
    public async Task A_grantee_is_a_principal(string principal)
    {
        var answer = await TableEmulator.Running.Kms.Call(
            "CreateGrant", ("KeyId", KeyCalls.MissingId), ("GranteePrincipal", principal), ("Operations", new JsonArray("Decrypt")));

        answer.ShouldBeKmsError("InvalidArnException", $"ARN does not refer to a valid principal: {principal}");
    }

    [Test]
    public async Task Grants_are_listed_in_pages_and_by_grantee_or_id()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var one = await emulator.Kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", Role), ("Operations", new JsonArray("Decrypt")));
        var two = await Grant(emulator, id, ["Decrypt"]);

        var first = await emulator.Kms.Call("ListGrants", ("KeyId", id), ("Limit", 1));
        var second = await emulator.Kms.Call("ListGrants", ("KeyId", id), ("Limit", 1), ("Marker", first.Text("NextMarker")));

        first.Texts("Grants", "GrantId").Concat(second.Texts("Grants", "GrantId")).ShouldBe([one.Text("GrantId"), two.Text("GrantId")], ignoreOrder: true);
        (await emulator.Kms.Call("ListGrants", ("KeyId", id), ("GranteePrincipal", Role))).Texts("Grants", "GrantId").ShouldBe([one.Text("GrantId")]);
        (await emulator.Kms.Call("ListGrants", ("KeyId", id), ("GrantId", two.Text("GrantId")))).Texts("Grants", "GrantId").ShouldBe([two.Text("GrantId")]);
    }

    private static Task<WireAnswer> Grant(
        Emulator emulator, string key, string[] operations, string? name = null, string? retiring = null, JsonObject? constraints = null) =>
        Grant(emulator.Kms, key, operations, name, retiring, constraints);

    private static Task<WireAnswer> Grant(
        KmsClient kms, string key, string[] operations, string? name = null, string? retiring = null, JsonObject? constraints = null) =>
        kms.Call(
            "CreateGrant", ("KeyId", key), ("GranteePrincipal", Grantee), ("RetiringPrincipal", retiring), ("Name", name), ("Constraints", constraints),
            ("Operations", new JsonArray([.. operations.Select(operation => JsonValue.Create(operation))])));
}
