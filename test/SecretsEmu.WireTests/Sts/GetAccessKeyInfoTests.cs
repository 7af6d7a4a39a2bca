namespace SecretsEmu.WireTests.Sts;

public sealed class GetAccessKeyInfoTests
{
    [TestCase("AKIARZPUZDIKGB2VALC4", "123456789012")]
    [TestCase("ASIAQAAAAAAAGMKEM7X5", "000000000000")]
    public async Task The_account_is_written_in_the_id(string key, string account) =>
        (await TableEmulator.Running.Client.Sts("GetAccessKeyInfo", ("AccessKeyId", key))).Element("Account").ShouldBe(account);

    [Test]
    public async Task A_key_that_the_emulator_knows_is_whose_it_is()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        var session = (await ci.AssumeRole("arn:aws:iam::444455556666:role/audit")).Element("AccessKeyId");

        (await emulator.Client.Sts("GetAccessKeyInfo", ("AccessKeyId", DescribedAccounts.CiKey))).Element("Account").ShouldBe("111122223333");
        (await emulator.Client.Sts("GetAccessKeyInfo", ("AccessKeyId", session))).Element("Account").ShouldBe("444455556666");
    }

    [Test]
    public async Task An_id_without_an_account_is_invalid() =>
        (await TableEmulator.Running.Client.Sts("GetAccessKeyInfo", ("AccessKeyId", "AKIA1111111111111111"))).ShouldBeStsError(
            400, "ValidationError", "AKIA1111111111111111 is invalid");
}
