using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Ssm;

/// <summary>SecureString values: what KMS is asked, and what becomes of its refusals (integrations.md 3, kms-iam-sts.md 9).</summary>
public sealed class SecureStringTests
{
    private const string Arn = "arn:aws:ssm:us-east-1:000000000000:parameter/app/db";

    [Test]
    public async Task Without_decryption_it_is_a_ciphertext_of_KMS_bound_to_the_ARN_of_the_parameter()
    {
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.CreateKey();
        await emulator.Ssm.Put("/app/db", "hunter2", "SecureString", $"\"KeyId\":\"{key}\"");

        var sealedValue = (await emulator.Ssm.Get("/app/db")).Json.GetProperty("Parameter").GetProperty("Value").GetString()!;
        var opened = await emulator.Kms.Call(
            "Decrypt", ("CiphertextBlob", Convert.FromBase64String(sealedValue)), ("EncryptionContext", new JsonObject { ["PARAMETER_ARN"] = Arn }));

        Encoding.UTF8.GetString(opened.Bytes("Plaintext")).ShouldBe("hunter2");
        opened.Text("KeyId").ShouldEndWith(key);
        (await emulator.Ssm.Value("/app/db")).ShouldBe("hunter2");
        (await emulator.Ssm.Get("/app/db", withDecryption: false)).Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe(sealedValue);
    }

    [Test]
    public async Task An_advanced_one_is_under_a_data_key_bound_to_the_ARN_of_the_parameter()
    {
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.CreateKey();
        var value = new string('x', 8192);
        await emulator.Ssm.Put("/app/db", value, "SecureString", $"\"Tier\":\"Advanced\",\"KeyId\":\"{key}\"");

        var sealedValue = Convert.FromBase64String((await emulator.Ssm.Get("/app/db")).Json.GetProperty("Parameter").GetProperty("Value").GetString()!);
        var wrapped = sealedValue[sizeof(ushort)..(sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(sealedValue))];
        var dataKey = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", wrapped), ("EncryptionContext", new JsonObject { ["PARAMETER_ARN"] = Arn }));

        dataKey.Bytes("Plaintext").Length.ShouldBe(32);
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", wrapped))).ShouldBeBareError("InvalidCiphertextException");
        Encoding.Latin1.GetString(sealedValue).ShouldNotContain("xxxx");
        (await emulator.Ssm.Value("/app/db")).ShouldBe(value);
    }

    [Test]
    public async Task The_default_key_is_made_on_first_use_and_is_the_services()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "hunter2", "SecureString");

        var described = await emulator.Kms.Call("DescribeKey", ("KeyId", "alias/aws/ssm"));
        var metadata = described.Json.GetProperty("KeyMetadata");

        (metadata.GetProperty("KeyManager").GetString(), metadata.GetProperty("Description").GetString()).ShouldBe(
            ("AWS", "Default key that protects my SSM parameters when no other key is defined"));
        var listed = (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0];
        listed.GetProperty("KeyId").GetString().ShouldBe("alias/aws/ssm");
    }

    [Test]
    public async Task DescribeKey_makes_the_default_key_as_well()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Kms.Call("DescribeKey", ("KeyId", "alias/aws/ssm"))).Status.ShouldBe(200);
        await emulator.Ssm.Put("db", "hunter2", "SecureString");

        (await emulator.Ssm.Value("db")).ShouldBe("hunter2");
    }

    [Test]
    public async Task A_new_version_keeps_its_type_and_goes_back_to_the_default_key_unless_it_names_another()
    {
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.CreateKey();
        await emulator.Ssm.Put("db", "one", "SecureString", $"\"KeyId\":\"{key}\"");

        await emulator.Ssm.Overwrite("db", "two");
        await emulator.Ssm.Put("db", "three", null, $"\"Overwrite\":true,\"KeyId\":\"{key}\"");

        var history = (await emulator.Ssm.Call("GetParameterHistory", """{"Name":"db","WithDecryption":true}""")).Json.GetProperty("Parameters");
        history.EnumerateArray().Select(version => (version.GetProperty("Type").GetString(), version.GetProperty("KeyId").GetString(), version.GetProperty("Value").GetString()))
            .ShouldBe([("SecureString", key, "one"), ("SecureString", "alias/aws/ssm", "two"), ("SecureString", key, "three")]);
    }

    [Test]
    public async Task A_type_can_change()
    {
        // Verified: Terraform's acceptance tests, terraform-provider-aws 10819, against the words of the API reference.
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("/app/db", "one", "SecureString");

        (await emulator.Ssm.Put("/app/db", "two", "String", "\"Overwrite\":true")).Body.ShouldBe("""{"Tier":"Standard","Version":2}""");

        (await emulator.Ssm.Get("/app/db")).Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe("two");
        (await emulator.Ssm.Value("/app/db:1")).ShouldBe("one");
        (await emulator.Ssm.Call("DescribeParameters", "{}")).Json.GetProperty("Parameters")[0].TryGetProperty("KeyId", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_key_that_does_not_exist_gets_KMSs_sentence()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ssm.Put("db", "one", "SecureString", "\"KeyId\":\"12345678-1234-1234-1234-123456789012\"");

        answer.ShouldBeSsmError(
            "InvalidKeyId",
            $"Key 'arn:aws:kms:us-east-1:000000000000:key/12345678-1234-1234-1234-123456789012' does not exist (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: {RequestIdOf(answer)}; Proxy: null)");
        (await emulator.Ssm.Get("db")).ShouldBeBareError("ParameterNotFound");
    }

    [TestCase("DisableKey", "DisabledException", "is disabled.")]
    [TestCase("ScheduleKeyDeletion", "KMSInvalidStateException", "is pending deletion.")]
    public async Task A_key_that_is_of_no_use_stops_reads_and_writes(string operation, string code, string sentence)
    {
        // Verified: field, terraform-provider-aws 27352, for a key that is pending deletion.
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.CreateKey();
        await emulator.Ssm.Put("db", "one", "SecureString", $"\"KeyId\":\"{key}\"");
        await emulator.Kms.Call(operation, ("KeyId", key));

        var read = await emulator.Ssm.Get("db", withDecryption: true);
        var write = await emulator.Ssm.Put("db", "two", null, $"\"Overwrite\":true,\"KeyId\":\"{key}\"");

        foreach (var answer in new[] { read, write })
        {
            answer.ShouldBeSsmError(
                "InvalidKeyId",
                $"arn:aws:kms:us-east-1:000000000000:key/{key} {sentence} (Service: AWSKMS; Status Code: 400; Error Code: {code}; Request ID: {RequestIdOf(answer)}; Proxy: null)");
        }

        (await emulator.Ssm.Get("db")).Status.ShouldBe(200);
        (await emulator.Ssm.History("db")).ShouldBe("1");
    }

    [TestCase("Standard", "kms:Encrypt")]
    [TestCase("Advanced", "kms:GenerateDataKey")]
    public async Task A_refusal_of_KMS_is_passed_on(string tier, string action)
    {
        // Verified: field, many reports of the form.
        await using var emulator = await Emulator.Start();
        var key = await emulator.Kms.CreateKey(("Policy", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/app"},"Action":"kms:*","Resource":"*"}]}
            """), ("BypassPolicyLockoutSafetyCheck", true));

        var answer = await emulator.Ssm.Put("db", "one", "SecureString", $"\"KeyId\":\"{key}\",\"Tier\":\"{tier}\"");

        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: {action} on resource: arn:aws:kms:us-east-1:000000000000:key/{key} because no resource-based policy allows the {action} action"
            + $" (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: {RequestIdOf(answer)}; Proxy: null)");
    }

    [Test]
    public async Task Another_services_own_key_is_of_no_use()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("secret", "value");

        var answer = await emulator.Ssm.Put("db", "one", "SecureString", "\"KeyId\":\"alias/aws/secretsmanager\"");

        var key = (await emulator.Kms.Call("DescribeKey", ("KeyId", "alias/aws/secretsmanager"))).Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString();
        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: kms:Encrypt on resource: {key} because no resource-based policy allows the kms:Encrypt action"
            + $" (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: {RequestIdOf(answer)}; Proxy: null)");
    }

    private static string RequestIdOf(WireAnswer answer) => answer.Headers.GetValues("x-amzn-RequestId").Single();
}
