using System.Security.Cryptography;
using System.Text;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Amazon.SecretsManager.Model;
using SecretsEmu.WireTests.Kms;
using SecretsEmu.WireTests.Sts;
using MalformedPolicyDocumentException = Amazon.KeyManagementService.Model.MalformedPolicyDocumentException;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>KMS through AWS's own client: bytes, dates and lists come back as they went in.</summary>
public sealed class KeyTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("a message");

    [Test]
    public async Task A_key_is_created_described_tagged_and_found_by_its_alias()
    {
        await using var emulator = await Emulator.Start();
        using var kms = emulator.KmsClient();

        var created = (await kms.CreateKeyAsync(new CreateKeyRequest { Description = "payments", Tags = [new() { TagKey = "team", TagValue = "pay" }] })).KeyMetadata;
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/pay", TargetKeyId = created.KeyId });
        var described = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = "alias/pay" })).KeyMetadata;

        created.Arn.ShouldBe(KeyCalls.ArnOf(created.KeyId));
        described.Arn.ShouldBe(created.Arn);
        (described.KeyState, described.KeyUsage, described.KeySpec).ShouldBe((KeyState.Enabled, KeyUsageType.ENCRYPT_DECRYPT, KeySpec.SYMMETRIC_DEFAULT));
        (described.Enabled, described.MultiRegion, described.Description).ShouldBe((true, false, "payments"));
        described.CreationDate!.Value.ToUniversalTime().ShouldBe(new DateTime(2026, 1, 31, 8, 0, 0, DateTimeKind.Utc));
        (await kms.ListResourceTagsAsync(new ListResourceTagsRequest { KeyId = created.KeyId })).Tags.Single().TagValue.ShouldBe("pay");
        (await kms.ListAliasesAsync(new ListAliasesRequest { KeyId = created.KeyId })).Aliases.Single().AliasName.ShouldBe("alias/pay");
    }

    [Test]
    public async Task What_is_encrypted_in_a_context_is_decrypted_in_it_also_after_a_rotation()
    {
        await using var emulator = await Emulator.Start();
        using var kms = emulator.KmsClient();
        var key = await CreateKey(kms);
        var context = new Dictionary<string, string> { ["tenant"] = "seven" };
        var box = (await kms.EncryptAsync(new EncryptRequest { KeyId = key, Plaintext = new MemoryStream(Message), EncryptionContext = context })).CiphertextBlob;
        var dataKey = await kms.GenerateDataKeyAsync(new GenerateDataKeyRequest { KeyId = key, KeySpec = DataKeySpec.AES_256 });

        await kms.RotateKeyOnDemandAsync(new RotateKeyOnDemandRequest { KeyId = key });

        var opened = await kms.DecryptAsync(new DecryptRequest { CiphertextBlob = box, EncryptionContext = context });
        (opened.KeyId, opened.EncryptionAlgorithm).ShouldBe((key, EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
        opened.Plaintext.ToArray().ShouldBe(Message);
        (await kms.DecryptAsync(new DecryptRequest { CiphertextBlob = dataKey.CiphertextBlob })).Plaintext.ToArray().ShouldBe(dataKey.Plaintext.ToArray());
        (await kms.ListKeyRotationsAsync(new ListKeyRotationsRequest { KeyId = key })).Rotations.Single().RotationType.ShouldBe(RotationType.ON_DEMAND);
    }

    [Test]
    public async Task A_signature_verifies_with_the_public_key_alone()
    {
        await using var emulator = await Emulator.Start();
        using var kms = emulator.KmsClient();
        var key = (await kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.ECC_NIST_P256, KeyUsage = KeyUsageType.SIGN_VERIFY })).KeyMetadata.Arn;

        var signature = (await kms.SignAsync(new SignRequest
        {
            KeyId = key, Message = new MemoryStream(Message), SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
        })).Signature.ToArray();

        using var publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo((await kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = key })).PublicKey.ToArray(), out _);
        publicKey.VerifyData(Message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
    }

    [Test]
    public async Task Each_error_is_its_own_class()
    {
        await using var emulator = await Emulator.Start();
        using var kms = emulator.KmsClient();
        var (key, other, off, going) = (await CreateKey(kms), await CreateKey(kms), await CreateKey(kms), await CreateKey(kms));
        var mac = (await kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.HMAC_256, KeyUsage = KeyUsageType.GENERATE_VERIFY_MAC })).KeyMetadata.Arn;
        var curve = (await kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.ECC_NIST_P256, KeyUsage = KeyUsageType.SIGN_VERIFY })).KeyMetadata.Arn;
        var box = (await Encrypt(key)).CiphertextBlob.ToArray();
        await kms.DisableKeyAsync(new DisableKeyRequest { KeyId = off });
        await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = going, PendingWindowInDays = 7 });
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/taken", TargetKeyId = key });

        await Refused<NotFoundException>(() => Encrypt(KeyCalls.MissingArn), "NotFoundException", $"Key '{KeyCalls.MissingArn}' does not exist");
        await Refused<DisabledException>(() => Encrypt(off), "DisabledException", $"{off} is disabled.");
        await Refused<KMSInvalidStateException>(() => Encrypt(going), "KMSInvalidStateException", $"{going} is pending deletion.");
        await Refused<InvalidKeyUsageException>(() => Encrypt(mac), "InvalidKeyUsageException", $"{mac} key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.");
        await Refused<IncorrectKeyException>(
            () => kms.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(box), KeyId = other }),
            "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        await Refused<AlreadyExistsException>(
            () => kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/taken", TargetKeyId = other }),
            "AlreadyExistsException", "An alias with the name arn:aws:kms:us-east-1:000000000000:alias/taken already exists");
        await Refused<MalformedPolicyDocumentException>(
            () => kms.PutKeyPolicyAsync(new PutKeyPolicyRequest { KeyId = key, PolicyName = "default", Policy = "{}" }),
            "MalformedPolicyDocumentException", "This key policy contains a syntax error.");
        await Refused<InvalidMarkerException>(
            () => kms.ListKeysAsync(new ListKeysRequest { Marker = "made up" }), "InvalidMarkerException", "The marker is invalid.");
        await Refused<InvalidGrantTokenException>(
            () => kms.EncryptAsync(new EncryptRequest { KeyId = key, Plaintext = new MemoryStream(Message), GrantTokens = ["made up"] }),
            "InvalidGrantTokenException", "The grant token is invalid.");
        await Refused<DryRunOperationException>(
            () => kms.EncryptAsync(new EncryptRequest { KeyId = key, Plaintext = new MemoryStream(Message), DryRun = true }),
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        await Nameless<InvalidCiphertextException>(() => kms.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(Message) }));
        await Nameless<KMSInvalidSignatureException>(() => kms.VerifyAsync(new VerifyRequest
        {
            KeyId = curve, Message = new MemoryStream(Message), Signature = new MemoryStream(Message), SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
        }));
        await Nameless<KMSInvalidMacException>(() => kms.VerifyMacAsync(new VerifyMacRequest
        {
            KeyId = mac, Message = new MemoryStream(Message), Mac = new MemoryStream(Message), MacAlgorithm = MacAlgorithmSpec.HMAC_SHA_256,
        }));

        Task<EncryptResponse> Encrypt(string keyId) => kms.EncryptAsync(new EncryptRequest { KeyId = keyId, Plaintext = new MemoryStream(Message) });
    }

    [Test]
    public async Task A_grant_lends_a_key_to_a_role()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var root = emulator.KmsClient(new BasicAWSCredentials("111122223333", "test"));
        using var sts = emulator.StsClient(new BasicAWSCredentials(DescribedAccounts.CiKey, DescribedAccounts.CiSecret));
        var credentials = (await sts.AssumeRoleAsync(new() { RoleArn = DescribedAccounts.App, RoleSessionName = "job" })).Credentials;
        using var app = emulator.KmsClient(credentials);
        var key = await CreateKey(root);
        var box = (await root.EncryptAsync(new EncryptRequest { KeyId = key, Plaintext = new MemoryStream(Message) })).CiphertextBlob.ToArray();

        await Refused<AmazonKeyManagementServiceException>(
            () => app.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(box) }),
            "AccessDeniedException",
            $"User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: kms:Decrypt on resource: {key} because no identity-based policy allows the kms:Decrypt action");
        var grant = await root.CreateGrantAsync(new CreateGrantRequest { KeyId = key, GranteePrincipal = DescribedAccounts.App, Operations = ["Decrypt"] });

        var opened = await app.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(box), GrantTokens = [grant.GrantToken] });
        opened.Plaintext.ToArray().ShouldBe(Message);
        (await root.ListGrantsAsync(new ListGrantsRequest { KeyId = key })).Grants.Single().GrantId.ShouldBe(grant.GrantId);
    }

    [Test]
    public async Task A_secret_under_a_key_can_be_read_as_long_as_the_key_is_enabled()
    {
        await using var emulator = await Emulator.Start();
        using var kms = emulator.KmsClient();
        using var secrets = emulator.SdkClient();
        var key = await CreateKey(kms);
        await secrets.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one", KmsKeyId = key });

        await kms.DisableKeyAsync(new DisableKeyRequest { KeyId = key });
        (await Should.ThrowAsync<DecryptionFailureException>(() => secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" }))).Message.ShouldBe(
            "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");

        await kms.EnableKeyAsync(new EnableKeyRequest { KeyId = key });
        (await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("one");
    }

    private static async Task<string> CreateKey(AmazonKeyManagementServiceClient kms) => (await kms.CreateKeyAsync(new CreateKeyRequest())).KeyMetadata.Arn;

    private static async Task<T> Refused<T>(Func<Task> call, string code, string sentence)
        where T : AmazonKeyManagementServiceException
    {
        var error = await call.ShouldThrowAsync<T>();
        (error.ErrorCode, error.Message).ShouldBe((code, sentence));
        return error;
    }

    // KMS gives no reason, and the client says so in words of its own.
    private static async Task Nameless<T>(Func<Task> call)
        where T : AmazonKeyManagementServiceException =>
        (await call.ShouldThrowAsync<T>()).ErrorCode.ShouldBe(typeof(T).Name);
}
