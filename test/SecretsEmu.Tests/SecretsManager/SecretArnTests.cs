using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

public class SecretArnTests
{
    private const string NameCharacters = "ABCXYZabcxyz0189/_+=.@!-";
    private const string SuffixCharacters = "ABYZabyz0189";

    [TestCase("us-east-1", "arn:aws:secretsmanager:us-east-1:111122223333:secret:db/password-JOj6kh")]
    [TestCase("cn-north-1", "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db/password-JOj6kh")]
    [TestCase("us-gov-west-1", "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:db/password-JOj6kh")]
    public void The_region_decides_the_partition(string region, string expected)
    {
        var arn = SecretArn.For(region, "111122223333", "db/password", "JOj6kh");

        arn.ShouldBe(expected);
    }

    [Test]
    public void An_ARN_is_taken_apart_at_the_last_hyphen()
    {
        SecretArn.TryParse("arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-b-c-m4qxfJ", out var arn).ShouldBeTrue();

        arn.ShouldBe(new SecretArn("eu-central-1", "111122223333", "a-b-c", "m4qxfJ"));
        arn.Partition.ShouldBe("aws");
    }

    [TestCase("db/password")]
    [TestCase("arn:aws:secretsmanager:eu-central-1:111122223333:secret:db")]
    [TestCase("arn:aws:ssm:eu-central-1:111122223333:parameter/db")]
    public void What_has_no_suffix_is_no_full_ARN(string text)
    {
        SecretArn.TryParse(text, out var arn).ShouldBeFalse();

        arn.ShouldBe(default);
    }

    [Property]
    public Property An_ARN_that_was_built_is_read_back_as_it_was() => Prop.ForAll(AnyArn(), arn =>
        SecretArn.TryParse(arn.ToString(), out var read) && read == arn);

    [Property]
    public Property A_SecretId_says_the_same_as_the_ARN_that_it_was_built_from() => Prop.ForAll(AnyArn(), arn =>
    {
        var id = SecretId.Parse(arn.ToString());

        return id.Kind == SecretIdKind.FullArn
            && id.Region.SequenceEqual(arn.Region)
            && id.Account.SequenceEqual(arn.Account)
            && id.Remainder.SequenceEqual($"{arn.Name}-{arn.Suffix}");
    });

    private static Arbitrary<SecretArn> AnyArn() =>
        (from region in Gen.Elements("us-east-1", "eu-south-2", "cn-northwest-1", "us-gov-east-1", "us-iso-east-1")
         from account in Text("0123456789", 12)
         from length in Gen.Choose(1, 30)
         from name in Text(NameCharacters, length)
         from suffix in Text(SuffixCharacters, 6)
         select new SecretArn(region, account, name, suffix)).ToArbitrary();

    private static Gen<string> Text(string characters, int length) =>
        Gen.Elements(characters.ToCharArray()).ArrayOf(length).Select(text => new string(text));
}
