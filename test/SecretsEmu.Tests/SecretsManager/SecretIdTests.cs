using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>How a SecretId is looked up (secretsmanager.md 3.3).</summary>
public class SecretIdTests
{
    [TestCase("db/password")]
    [TestCase("rds!db-3bea3cf2-0b5f-436f-a6a1-97aad29da293")]
    [TestCase("name-a1b2c3")]
    [TestCase("ARN:aws:secretsmanager:us-east-1:111122223333:secret:db")]
    [TestCase("arn")]
    [TestCase("Inv Name")]
    [TestCase("")]
    public void What_does_not_start_as_an_ARN_is_a_name(string text)
    {
        var id = SecretId.Parse(text);

        id.Kind.ShouldBe(SecretIdKind.Name);
        id.Remainder.ToString().ShouldBe(text);
        id.Text.ShouldBe(text);
        id.Account.ToString().ShouldBe("");
        id.Region.ToString().ShouldBe("");
    }

    // Verified: localstack's recordings of names that end like a suffix and almost like one (3.3, rule 3)
    [TestCase("Valid/_+=.@-Name", SecretIdKind.PartialArn)]
    [TestCase("Valid/_+=.@-Name-a1b2", SecretIdKind.PartialArn)]
    [TestCase("Valid/_+=.@-Name-a1b2c3-", SecretIdKind.PartialArn)]
    [TestCase("Invalid/_+=.@-Name-a1b2c3", SecretIdKind.FullArn)]
    [TestCase("MySecret-abcdef", SecretIdKind.FullArn)]
    [TestCase("db-JOj6kh", SecretIdKind.FullArn)]
    [TestCase("db-JOj6khX", SecretIdKind.PartialArn)]
    [TestCase("db-JOj6k_", SecretIdKind.PartialArn)]
    [TestCase("db-JOj6kÄ", SecretIdKind.PartialArn)]
    [TestCase("db_JOj6kh", SecretIdKind.PartialArn)]
    [TestCase("-JOj6kh", SecretIdKind.PartialArn)]
    [TestCase("--JOj6kh", SecretIdKind.FullArn)]
    [TestCase("db:password::", SecretIdKind.PartialArn)]
    public void An_ARN_is_full_when_its_remainder_ends_in_hyphen_and_six_letters_or_digits(string remainder, object kind)
    {
        var id = SecretId.Parse($"arn:aws:secretsmanager:us-east-1:111122223333:secret:{remainder}");

        id.Kind.ShouldBe((SecretIdKind)kind);
        id.Region.ToString().ShouldBe("us-east-1");
        id.Account.ToString().ShouldBe("111122223333");
        id.Remainder.ToString().ShouldBe(remainder);
    }

    [TestCase("arn:")]
    [TestCase("arn:aws:secretsmanager:us-east-1:111122223333:secret")]
    [TestCase("arn:aws:secretsmanager:us-east-1:111122223333:secret:")]
    [TestCase("arn:aws:secretsmanager:us-east-1:111122223333:parameter:db")]
    [TestCase("arn:aws:kms:us-east-1:111122223333:secret:db")]
    [TestCase("arn:aws-cn:secretsmanager:us-east-1:111122223333:secret:db")]
    [TestCase("arn:aws:secretsmanager:cn-north-1:111122223333:secret:db")]
    [TestCase("arn::secretsmanager:us-east-1:111122223333:secret:db")]
    [TestCase("arn:aws:secretsmanager::111122223333:secret:db")]
    [TestCase("arn:aws:secretsmanager:US-EAST-1:111122223333:secret:db")]
    [TestCase("arn:aws:secretsmanager:us-east-1::secret:db")]
    [TestCase("arn:aws:secretsmanager:us-east-1:11112222333:secret:db")]
    [TestCase("arn:aws:secretsmanager:us-east-1:11112222333X:secret:db")]
    public void What_starts_as_an_ARN_and_is_none_of_a_secret_is_malformed(string text)
    {
        var id = SecretId.Parse(text);

        id.Kind.ShouldBe(SecretIdKind.Malformed);
        id.Text.ShouldBe(text);
        id.Remainder.ToString().ShouldBe("");
    }

    [Property]
    public bool Any_text_has_a_kind(FsCheck.NonNull<string> text) =>
        SecretId.Parse(text.Get).Text == text.Get && SecretId.Parse("arn:" + text.Get).Kind != SecretIdKind.Name;
}
