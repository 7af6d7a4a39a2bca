namespace SecretsEmu.WireTests.Kms;

/// <summary>What KMS has and the emulator does not: checked like the rest, and refused with its name (kms-iam-sts.md 2.1, tier D).</summary>
public sealed class NotEmulatedTests
{
    [TestCase("ConnectCustomKeyStore", """{"CustomKeyStoreId":"cks-1"}""", "custom key stores")]
    [TestCase("CreateCustomKeyStore", """{"CustomKeyStoreName":"store","KeyStorePassword":"password"}""", "custom key stores")]
    [TestCase("DeleteCustomKeyStore", """{"CustomKeyStoreId":"cks-1"}""", "custom key stores")]
    [TestCase("DescribeCustomKeyStores", "{}", "custom key stores")]
    [TestCase("DisconnectCustomKeyStore", """{"CustomKeyStoreId":"cks-1"}""", "custom key stores")]
    [TestCase("UpdateCustomKeyStore", """{"CustomKeyStoreId":"cks-1"}""", "custom key stores")]
    [TestCase("GetParametersForImport", """{"KeyId":"k","WrappingAlgorithm":"RSAES_OAEP_SHA_256","WrappingKeySpec":"RSA_2048"}""", "imported key material")]
    [TestCase("ImportKeyMaterial", """{"KeyId":"k","ImportToken":"AAEC","EncryptedKeyMaterial":"AAEC","ValidTo":1.8E9}""", "imported key material")]
    [TestCase("DeleteImportedKeyMaterial", """{"KeyId":"k"}""", "imported key material")]
    [TestCase("DeriveSharedSecret", """{"KeyId":"k","KeyAgreementAlgorithm":"ECDH","PublicKey":"AAEC"}""", "the agreement on shared secrets")]
    [TestCase("GetKeyLastUsage", """{"KeyId":"k"}""", "the date of a key's last use")]
    public async Task It_says_what_is_missing(string operation, string body, string what)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.");
    }

    [TestCase("""{"KeyId":"k","ImportToken":"AAEC","EncryptedKeyMaterial":"AAEC","ValidTo":"soon"}""", "STRING_VALUE cannot be converted to Timestamp")]
    [TestCase("""{"KeyId":"k","ImportToken":"AAEC","EncryptedKeyMaterial":"AAEC","ValidTo":1e300}""", "NUMBER_VALUE cannot be converted to Timestamp")]
    public async Task A_date_is_a_number_of_seconds(string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send("ImportKeyMaterial", body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [Test]
    public async Task An_operation_that_KMS_has_not_is_unknown()
    {
        var answer = await TableEmulator.Running.Kms.Call("MakeKey");

        answer.ShouldBeBareError("UnknownOperationException");
    }
}
