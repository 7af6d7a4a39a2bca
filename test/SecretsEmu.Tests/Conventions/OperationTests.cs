using SecretsEmu.Calls;

namespace SecretsEmu.Tests.Conventions;

/// <summary>Each operation of AWS's models is in the operation table: emulated, or known and refused.</summary>
public sealed class OperationTests
{
    // 2026-11: what is left needs SAML, an organization's root or a signer of tokens.
    private static readonly string[] EmulatedBySts =
        ["AssumeRole", "AssumeRoleWithWebIdentity", "GetAccessKeyInfo", "GetCallerIdentity", "GetFederationToken", "GetSessionToken"];

    // 2026-11: these need an HSM, an enclave or a wrapping key of the caller's (kms-iam-sts.md 2.1, tier D); the last use of a key is not kept.
    private static readonly string[] NotEmulatedByKms =
    [
        "ConnectCustomKeyStore",
        "CreateCustomKeyStore",
        "DeleteCustomKeyStore",
        "DeleteImportedKeyMaterial",
        "DeriveSharedSecret",
        "DescribeCustomKeyStores",
        "DisconnectCustomKeyStore",
        "GetKeyLastUsage",
        "GetParametersForImport",
        "ImportKeyMaterial",
        "UpdateCustomKeyStore",
    ];

    [Test]
    public void The_table_of_Secrets_Manager_has_the_operations_of_the_model_and_no_others() =>
        Names(Services.SecretsManager.Operations).ShouldBe(
            ServiceModel.SecretsManager.Operations, ignoreOrder: true,
            "SecretsManagerOperations.cs must have one line for each operation of Models/secretsmanager.json: Read, Change or Missing.");

    [Test]
    public void The_table_of_KMS_has_the_operations_of_the_model_and_no_others() =>
        Names(Services.Kms.Operations).ShouldBe(
            ServiceModel.Kms.Operations, ignoreOrder: true,
            "KmsOperations.cs must have one line for each operation of Models/kms.json: Read, Change or Missing.");

    [Test]
    public void The_table_of_STS_has_the_operations_of_the_model_and_no_others() =>
        Names(Services.Sts.Operations).ShouldBe(
            ServiceModel.Sts.Operations, ignoreOrder: true,
            "StsOperations.cs must name each operation of Models/sts.json: emulated or in Missing.");

    [Test]
    public void Secrets_Manager_emulates_all_of_them() =>
        Names(Services.SecretsManager.Operations.Where(operation => operation.NotEmulated is not null)).ShouldBeEmpty();

    [Test]
    public void KMS_emulates_all_but_the_dated_list() =>
        Names(Services.Kms.Operations.Where(operation => operation.NotEmulated is not null)).ShouldBe(
            NotEmulatedByKms, "Operation.Missing in KmsOperations.cs and the list in this test must say the same.");

    [Test]
    public void STS_emulates_what_the_list_says() =>
        Names(Services.Sts.Operations.Where(operation => operation.NotEmulated is null)).ShouldBe(
            EmulatedBySts, "StsOperations.cs and the list in this test must say the same.");

    [Test]
    public void Parameter_Store_is_emulated_whole() =>
        Names(Services.Ssm.Operations.Where(operation => operation.NotEmulated is null)).ShouldBe(
            ServiceModel.Ssm.Operations, ignoreOrder: true, "SsmOperations.cs must have one line for each operation of Models/ssm.json: Read or Change.");

    [Test]
    public void The_rest_of_Systems_Manager_is_known_and_refused() =>
        Services.Ssm.Operations.Count(operation => operation.NotEmulated is not null).ShouldBe(
            133, "The names in SsmOperations.Missing are those of AWS's model but for Parameter Store's: what is not there is answered as no operation at all.");

    private static IEnumerable<string> Names(IEnumerable<Operation> operations) =>
        operations.Select(operation => operation.Name).Order(StringComparer.Ordinal);
}
