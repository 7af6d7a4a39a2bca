namespace SecretsEmu.WireTests.Sts;

public sealed class GetSessionTokenTests
{
    [Test]
    public async Task The_session_is_the_user_for_twelve_hours()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();

        var answer = await ci.Sts("GetSessionToken");

        answer.Element("Expiration").ShouldBe("2026-01-31T20:00:00Z");
        using var session = ci.As(answer.Element("AccessKeyId"));
        (await session.Arn()).ShouldBe(DescribedAccounts.Ci);
        (await session.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [TestCase(null)]
    [TestCase("43200")]
    public async Task A_roots_session_lasts_an_hour(string? seconds)
    {
        var answer = await TableEmulator.Running.Client.Sts("GetSessionToken", seconds is null ? [] : [("DurationSeconds", seconds)]);

        answer.Element("Expiration").ShouldBe("2026-01-31T09:00:00Z");
        using var session = TableEmulator.Running.Client.As(answer.Element("AccessKeyId"));
        (await session.Arn()).ShouldBe("arn:aws:iam::000000000000:root");
    }

    [Test]
    public async Task Sessions_get_no_further_ones()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var app = await ci.Assumed(DescribedAccounts.App);
        using var self = ci.As((await ci.Sts("GetSessionToken")).Element("AccessKeyId"));

        (await app.Sts("GetSessionToken")).ShouldBeStsError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        (await self.Sts("GetSessionToken")).ShouldBeStsError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
}
