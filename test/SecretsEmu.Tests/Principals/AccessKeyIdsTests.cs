using SecretsEmu.Principals;

namespace SecretsEmu.Tests.Principals;

/// <summary>The account inside an access key id (kms-iam-sts.md 1.6).</summary>
public sealed class AccessKeyIdsTests
{
    [TestCase("AKIARZPUZDIKGB2VALC4", "123456789012")]
    [TestCase("ASIAQAAAAAAAGMKEM7X5", "000000000000")]
    public void An_id_of_AWS_is_decoded_when_it_is_asked_about(string id, string account)
    {
        AccessKeyIds.AccountOf(id).ShouldBe(account);
        AccessKeyIds.AccountOfMinted(id).ShouldBeNull();
    }

    [TestCase("000000000000")]
    [TestCase("123456789012")]
    [TestCase("999999999999")]
    public void An_id_that_was_given_out_tells_its_account(string account)
    {
        for (var i = 0; i < 256; i++)
        {
            var id = AccessKeyIds.Mint(AccessKeyIds.Temporary, account, [(byte)i, (byte)(255 - i), (byte)(i * 7)]);

            id.ShouldMatch("^ASIA[A-Z2-7]{16}$");
            AccessKeyIds.AccountOf(id).ShouldBe(account);
            AccessKeyIds.AccountOfMinted(id).ShouldBe(account);
        }
    }

    [TestCase("")]
    [TestCase("test")]
    [TestCase("AKIA0000000000000000")]
    [TestCase("AKIAAAAAAAAAAAAAAAAA")]
    [TestCase("AKIA7777777777777777")]
    [TestCase("AKIAIOSFODNN7EXAMPLE")]
    [TestCase("ASIAQAAAAAAAGMKEM7X5A")]
    public void Other_texts_hold_no_account(string id)
    {
        AccessKeyIds.AccountOf(id).ShouldBeNull();
        AccessKeyIds.AccountOfMinted(id).ShouldBeNull();
    }
}
