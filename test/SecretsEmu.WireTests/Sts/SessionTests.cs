using System.Text;

namespace SecretsEmu.WireTests.Sts;

/// <summary>What becomes of sessions: restarts, the clock, resets, and what the disk shows of them.</summary>
public sealed class SessionTests
{
    private const string Expired = "The security token included in the request is expired";

    [Test]
    public async Task A_session_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        string key, secret, token;
        await using (var emulator = await DescribedAccounts.Start(new() { DataFolder = folder.Path, Strict = true }))
        {
            using var ci = emulator.AsCi();
            var answer = await ci.AssumeRole(DescribedAccounts.App, ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "pay"));
            (key, secret, token) = (answer.Element("AccessKeyId"), answer.Element("SecretAccessKey"), answer.Element("SessionToken"));
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path, Strict = true });
        using var session = new SigningClient(again.Server.Url, again.Wall, key, secret);

        (await session.Sts(token, "GetCallerIdentity")).Element("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        (await session.Sts(token, "AssumeRole", ("RoleArn", "arn:aws:iam::111122223333:role/pay"), ("RoleSessionName", "next"))).Status.ShouldBe(200);
    }

    [Test]
    public async Task Nothing_of_a_key_or_a_session_is_in_the_database_in_clear()
    {
        using var folder = new TemporaryFolder();
        string secret, token;
        await using (var emulator = await DescribedAccounts.Start(new() { DataFolder = folder.Path }))
        {
            using var ci = emulator.AsCi();
            var answer = await ci.AssumeRole(DescribedAccounts.App);
            (secret, token) = (answer.Element("SecretAccessKey"), answer.Element("SessionToken"));
        }

        foreach (var file in Directory.GetFiles(folder.Path))
        {
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            content.ShouldNotContain(DescribedAccounts.CiSecret, Case.Sensitive, file);
            content.ShouldNotContain(secret, Case.Sensitive, file);
            content.ShouldNotContain(token[..40], Case.Sensitive, file);
        }

        Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.File("secrets-emu.db"))).ShouldContain(DescribedAccounts.CiKey);
    }

    [Test]
    public async Task A_session_expires_on_the_emulators_clock()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var session = await ci.Assumed(DescribedAccounts.App, ("DurationSeconds", "900"));

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(899));
        (await session.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await session.Sts("GetCallerIdentity")).ShouldBeStsError(403, "ExpiredToken", Expired);
        (await session.Call("ListSecrets", "{}")).ShouldBeError("ExpiredTokenException", Expired, messageKey: "message");
        using var refreshed = await ci.Assumed(DescribedAccounts.App);
        (await refreshed.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/app/job");
        (await session.Sts("GetCallerIdentity")).ShouldBeStsError(403, "ExpiredToken", Expired);
    }

    [Test]
    public async Task A_reset_revokes_sessions()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var session = await ci.Assumed(DescribedAccounts.App);

        await emulator.Server.ResetAsync();

        // A key that an emulator gave out says whose it was.
        (await session.Arn()).ShouldBe("arn:aws:iam::111122223333:root");
    }

    [Test]
    public async Task A_reset_revokes_sessions_in_strict_mode()
    {
        await using var emulator = await DescribedAccounts.Start(new() { Strict = true });
        using var ci = emulator.AsCi();
        var answer = await ci.AssumeRole(DescribedAccounts.App);
        using var session = new SigningClient(emulator.Server.Url, emulator.Wall, answer.Element("AccessKeyId"), answer.Element("SecretAccessKey"));

        await emulator.Server.ResetAsync();

        (await session.Sts(answer.Element("SessionToken"), "GetCallerIdentity")).ShouldBeStsError(
            403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    [Test]
    public async Task A_session_has_the_permissions_that_its_role_has_now()
    {
        await using var emulator = await DescribedAccounts.Start();
        using var ci = emulator.AsCi();
        using var session = await ci.Assumed(DescribedAccounts.App);
        (await session.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        await emulator.Server.SetPrincipalsAsync(DescribedAccounts.File.Replace("\"secretsmanager:*\", \"sts:AssumeRole\"", "\"sts:AssumeRole\"", StringComparison.Ordinal));

        (await session.Call("ListSecrets", "{}")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::111122223333:assumed-role/app/job is not authorized to perform: secretsmanager:ListSecrets "
            + "because no identity-based policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public async Task Sessions_do_not_pile_up()
    {
        await using var emulator = await Emulator.Start();
        using var first = await emulator.Client.Assumed(DescribedAccounts.App, ("DurationSeconds", "900"));
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        // A thousand expired sessions are remembered.
        for (var i = 0; i < 1000; i++)
        {
            (await emulator.Client.AssumeRole(DescribedAccounts.App)).Status.ShouldBe(200);
        }

        (await first.Arn()).ShouldBe("arn:aws:iam::111122223333:root");
    }
}
