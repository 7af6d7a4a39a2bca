using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>What a KmsKeyId may say, what is kept of it and what KMS is asked for (secretsmanager.md 4.6).</summary>
public sealed class SecretKeyTests
{
    private const string Id = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private static readonly Scope Scope = new("111111111111", "us-east-1");

    [TestCase("")]
    [TestCase("alias/aws/secretsmanager")]
    [TestCase("arn:aws:kms:us-east-1:111111111111:alias/aws/secretsmanager")]
    public void The_default_key_is_kept_as_none(string keyId) => SecretKey.Kept(keyId, Scope).ShouldBeNull();

    [TestCase(Id, Id)]
    [TestCase("arn:aws:kms:us-east-1:111111111111:key/" + Id, "arn:aws:kms:us-east-1:111111111111:key/" + Id)]
    [TestCase("alias/app", "arn:aws:kms:us-east-1:111111111111:alias/app")]
    [TestCase("arn:aws:kms:us-east-1:222222222222:alias/app", "arn:aws:kms:us-east-1:222222222222:alias/app")]
    [TestCase("arn:aws:kms:us-east-1:222222222222:alias/aws/secretsmanager", "arn:aws:kms:us-east-1:222222222222:alias/aws/secretsmanager")]
    [TestCase("arn:aws:kms:eu-west-1:111111111111:alias/aws/secretsmanager", "arn:aws:kms:eu-west-1:111111111111:alias/aws/secretsmanager")]
    [TestCase("no key", "no key")]
    public void Another_key_is_kept_as_given_and_an_alias_as_its_ARN(string keyId, string kept) => SecretKey.Kept(keyId, Scope).ShouldBe(kept);

    [TestCase(Id, "arn:aws:kms:us-east-1:111111111111:key/" + Id)]
    [TestCase("arn:aws:kms:us-east-1:222222222222:key/" + Id, "arn:aws:kms:us-east-1:222222222222:key/" + Id)]
    [TestCase("arn:aws:kms:us-east-1:111111111111:alias/app", "arn:aws:kms:us-east-1:111111111111:alias/app")]
    [TestCase("no key", "no key")]
    public void A_bare_id_is_a_key_of_the_secrets_account(string kept, string asked) => SecretKey.Asked(kept, Scope).ShouldBe(asked);

    [TestCase("alias/aws/ssm", true)]
    [TestCase("arn:aws:kms:us-east-1:111111111111:alias/aws/ssm", true)]
    [TestCase("alias/awsome", false)]
    [TestCase(Id, false)]
    [TestCase("no key", false)]
    public void Keys_of_other_services_are_known_by_their_alias(string keyId, bool isOfAService) => SecretKey.IsOfAService(keyId).ShouldBe(isOfAService);
}
