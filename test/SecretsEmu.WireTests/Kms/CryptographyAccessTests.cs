using System.Text;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Kms;

/// <summary>On what cryptographic operations are decided: the key itself, for a ciphertext the one that it names (kms-iam-sts.md 2.5, 4.6).</summary>
public sealed class CryptographyAccessTests
{
    private const string AccessKey = "AKIAAPP0000000000000";
    private const string Account = "000000000000";
    private const string OtherAccount = "222222222222";
    private const string NoAccess =
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.";

    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("hello");

    [Test]
    public async Task Decrypt_without_KeyId_is_decided_on_the_key_of_the_blob()
    {
        await using var emulator = await Emulator.Start();
        var (mine, other) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        await Describe(emulator, Allow("kms:Decrypt", Arn(mine)));
        var app = emulator.Kms.As(AccessKey);

        (await app.Call("Decrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, mine)))).Bytes("Plaintext").ShouldBe(Plaintext);
        (await app.Call("Decrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, other)))).ShouldBeError("AccessDeniedException", Denied("kms:Decrypt", other));
    }

    [Test]
    public async Task Who_may_not_use_a_key_does_not_learn_whether_it_exists()
    {
        await using var emulator = await Emulator.Start();
        await using var elsewhere = await Emulator.Start(seed: 8);
        await Describe(emulator, Allow("kms:DescribeKey", "*"));
        var (here, gone) = (await emulator.Kms.CreateKey(), await elsewhere.Kms.CreateKey());
        var app = emulator.Kms.As(AccessKey);

        (await app.Call("Decrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, here)))).ShouldBeError("AccessDeniedException", Denied("kms:Decrypt", here));
        (await app.Call("Decrypt", ("CiphertextBlob", await Encrypt(elsewhere.Kms, gone)))).ShouldBeError("AccessDeniedException", Denied("kms:Decrypt", gone));
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", await Encrypt(elsewhere.Kms, gone)))).ShouldBeError("AccessDeniedException", NoAccess);
    }

    [Test]
    public async Task A_blob_of_another_account_opens_only_under_a_key_policy_that_lets_one_in()
    {
        await using var emulator = await Emulator.Start();
        var closed = await emulator.Kms.CreateKey();
        var open = await emulator.Kms.CreateKey(("Policy", Policy(
            $$"""{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::{{Account}}:root","arn:aws:iam::{{OtherAccount}}:root"]},"Action":"kms:*","Resource":"*"}""")));
        var other = emulator.Kms.As(OtherAccount);

        (await other.Call("Decrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, open)))).Bytes("Plaintext").ShouldBe(Plaintext);
        (await other.Call("Decrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, closed)))).ShouldBeError("AccessDeniedException", NoAccess);
        (await other.Call("ReEncrypt", ("CiphertextBlob", await Encrypt(emulator.Kms, closed)), ("DestinationKeyId", Arn(open)))).ShouldBeError("AccessDeniedException", NoAccess);
    }

    [Test]
    public async Task ReEncrypt_needs_a_permission_on_each_key()
    {
        await using var emulator = await Emulator.Start();
        var (source, destination) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        var blob = await Encrypt(emulator.Kms, source);
        var app = emulator.Kms.As(AccessKey);

        await Describe(emulator, Allow("kms:ReEncryptTo", Arn(destination)));
        (await app.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", destination))).ShouldBeError("AccessDeniedException", Denied("kms:ReEncryptFrom", source));

        await Describe(emulator, Allow("kms:ReEncryptFrom", Arn(source)));
        (await app.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", destination))).ShouldBeError("AccessDeniedException", Denied("kms:ReEncryptTo", destination));

        await Describe(emulator, Allow("kms:ReEncryptFrom", Arn(source)), Allow("kms:ReEncryptTo", Arn(destination)));
        (await app.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", destination))).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_policy_can_ask_whether_ReEncrypt_stays_on_the_same_key()
    {
        await using var emulator = await Emulator.Start();
        var (source, other) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        await Describe(emulator, Allow("kms:ReEncrypt*", "*", """{"Bool":{"kms:ReEncryptOnSameKey":"true"}}"""));
        var blob = await Encrypt(emulator.Kms, source);
        var app = emulator.Kms.As(AccessKey);

        (await app.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", source))).Status.ShouldBe(200);
        (await app.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", other))).ShouldBeError("AccessDeniedException", Denied("kms:ReEncryptFrom", source));
    }

    [TestCase("Encrypt", "kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT")]
    [TestCase("Encrypt", "kms:EncryptionContext:app", "pay")]
    [TestCase("Sign", "kms:SigningAlgorithm", "ECDSA_SHA_256")]
    [TestCase("Sign", "kms:MessageType", "RAW")]
    [TestCase("GenerateMac", "kms:MacAlgorithm", "HMAC_SHA_256")]
    [TestCase("GenerateDataKeyPair", "kms:DataKeyPairSpec", "ECC_NIST_P256")]
    public async Task A_condition_sees_what_the_request_says(string operation, string condition, string value)
    {
        await using var emulator = await Emulator.Start();
        var id = operation switch
        {
            "Sign" => await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY"),
            "GenerateMac" => await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC"),
            _ => await emulator.Kms.CreateKey(),
        };
        var app = emulator.Kms.As(AccessKey);

        await Describe(emulator, Allow($"kms:{operation}", "*", $$$"""{"StringEquals":{"{{{condition}}}":"{{{value}}}"}}"""));
        (await Call()).Status.ShouldBe(200);

        await Describe(emulator, Allow($"kms:{operation}", "*", $$$"""{"StringEquals":{"{{{condition}}}":"other"}}"""));
        (await Call()).ShouldBeError("AccessDeniedException", Denied($"kms:{operation}", id));

        Task<WireAnswer> Call() => app.Send(operation, operation switch
        {
            "Encrypt" => $$$"""{"KeyId":"{{{id}}}","Plaintext":"AAAA","EncryptionContext":{"app":"pay"}}""",
            "Sign" => $$"""{"KeyId":"{{id}}","Message":"AAAA","SigningAlgorithm":"ECDSA_SHA_256"}""",
            "GenerateMac" => $$"""{"KeyId":"{{id}}","Message":"AAAA","MacAlgorithm":"HMAC_SHA_256"}""",
            _ => $$"""{"KeyId":"{{id}}","KeyPairSpec":"ECC_NIST_P256"}""",
        });
    }

    [Test]
    public async Task GenerateRandom_is_asked_on_no_key()
    {
        await using var emulator = await Emulator.Start();
        await Describe(emulator, Allow("kms:Decrypt", "*"));

        (await emulator.Kms.As(AccessKey).Call("GenerateRandom", ("NumberOfBytes", 8))).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::{Account}:user/app is not authorized to perform: kms:GenerateRandom because no identity-based policy allows the kms:GenerateRandom action");
    }

    [Test]
    public async Task Nobody_is_told_the_state_of_a_key_before_the_decision()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Call("DisableKey", ("KeyId", id));
        await Describe(emulator, Allow("kms:DescribeKey", "*"));

        (await emulator.Kms.As(AccessKey).Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).ShouldBeError("AccessDeniedException", Denied("kms:Encrypt", id));
        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).ShouldBeKmsError("DisabledException", $"{Arn(id)} is disabled.");
    }

    [Test]
    public async Task A_grant_token_that_nobody_issued_is_refused()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Send("Encrypt", $$"""{"KeyId":"{{id}}","Plaintext":"AAAA","GrantTokens":["none"]}""")).ShouldBeKmsError(
            "InvalidGrantTokenException", "The grant token is invalid.");
    }

    private static string Arn(string id) => $"arn:aws:kms:us-east-1:{Account}:key/{id}";

    private static string Denied(string action, string id) =>
        $"User: arn:aws:iam::{Account}:user/app is not authorized to perform: {action} on resource: {Arn(id)} because no identity-based policy allows the {action} action";

    private static string Policy(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    private static string Allow(string action, string resource, string? condition = null) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{(condition is null ? "" : $",\"Condition\":{condition}")}}}""";

    // The user app with exactly these statements.
    private static async Task Describe(Emulator emulator, params string[] statements) =>
        (await emulator.Ask("PUT", "/_emulator/principals", $$"""
            {"accounts":[{"id":"{{Account}}","users":[{"name":"app","accessKeyId":"{{AccessKey}}","secretAccessKey":"secret",
            "policies":[{"name":"app","document":{{Policy(statements)}}}]}]}]}
            """)).Status.ShouldBe(200);

    private static async Task<byte[]> Encrypt(KmsClient client, string id) =>
        (await client.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
}
