using System.Buffers.Text;
using System.Text;

namespace SecretsEmu.WireTests.Sts;

public sealed class AssumeRoleWithWebIdentityTests
{
    private const string Web = "arn:aws:iam::111122223333:role/web";
    private const string Claims = """{"iss":"https://token.example.com","sub":"system:serviceaccount:ns:app","aud":["sts.amazonaws.com"]}""";

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_token_that_the_role_trusts_gets_a_session_without_a_signature(bool strict)
    {
        await using var emulator = await DescribedAccounts.Start(new() { Strict = strict });

        var answer = await Assume(emulator, Web, TokenOf(Claims));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldContain(
            "<AssumeRoleWithWebIdentityResult><SubjectFromWebIdentityToken>system:serviceaccount:ns:app</SubjectFromWebIdentityToken><Audience>sts.amazonaws.com</Audience>");
        answer.Element("Provider").ShouldBe("https://token.example.com");
        answer.Element("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/web/pod");
        using var session = new SigningClient(emulator.Server.Url, emulator.Wall, answer.Element("AccessKeyId"), answer.Element("SecretAccessKey"));
        (await session.Sts(answer.Element("SessionToken"), "GetCallerIdentity")).Element("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/web/pod");
    }

    [TestCase("""{"iss":"https://other.example.com","sub":"system:serviceaccount:ns:app","aud":"sts.amazonaws.com"}""")]
    [TestCase("""{"iss":"https://token.example.com","sub":"system:serviceaccount:ns:other","aud":"sts.amazonaws.com"}""")]
    [TestCase("""{"iss":"https://token.example.com","sub":"system:serviceaccount:ns:app","aud":"somebody"}""")]
    public async Task A_token_that_the_role_does_not_trust_is_refused(string claims)
    {
        await using var emulator = await DescribedAccounts.Start();

        (await Assume(emulator, Web, TokenOf(claims))).ShouldBeStsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    [Test]
    public async Task A_role_that_nobody_described_is_trusted_unless_the_mode_is_strict()
    {
        const string Missing = "arn:aws:iam::111122223333:role/missing";
        await using var emulator = await DescribedAccounts.Start();
        await using var strict = await DescribedAccounts.Start(new() { Strict = true });

        (await Assume(emulator, Missing, TokenOf(Claims))).Element("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/missing/pod");
        (await Assume(strict, Missing, TokenOf(Claims))).ShouldBeStsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    [TestCase("no-token")]
    [TestCase("a.b.c")]
    [TestCase("a.W10.c")]
    public async Task What_is_no_token_is_refused(string token) =>
        (await Assume(TableEmulator.Running, Web, token)).ShouldBeStsError(
            400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");

    [TestCase("""{"sub":"a","aud":"b"}""", "iss")]
    [TestCase("""{"iss":"https://a","aud":"b"}""", "sub")]
    [TestCase("""{"iss":"https://a","sub":"a","aud":7}""", "aud")]
    public async Task A_token_needs_three_claims(string claims, string claim) =>
        (await Assume(TableEmulator.Running, Web, TokenOf(claims))).ShouldBeStsError(400, "InvalidIdentityToken", $"Missing a required claim: {claim}");

    [Test]
    public async Task A_character_that_XML_has_no_form_for_is_left_out_of_the_answer()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Assume(emulator, Web, TokenOf("""{"iss":"https://token.example.com","sub":"a\u0001b \ud83d\ude00","aud":"\u0000"}"""));

        answer.Element("SubjectFromWebIdentityToken").ShouldBe("ab \U0001F600");
        answer.Element("Audience").ShouldBe("");
    }

    [Test]
    public async Task An_expired_session_does_not_keep_its_client_from_a_new_one()
    {
        await using var emulator = await DescribedAccounts.Start();
        var first = await Assume(emulator, Web, TokenOf(Claims));
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        using var expired = emulator.Client.As(first.Element("AccessKeyId"));

        var second = await expired.Sts(
            "AssumeRoleWithWebIdentity", ("RoleArn", Web), ("RoleSessionName", "pod"), ("WebIdentityToken", TokenOf(Claims)));

        second.Status.ShouldBe(200, second.Body);
    }

    private static string TokenOf(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

    private static async Task<WireAnswer> Assume(Emulator emulator, string role, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator.Server.Url)
        {
            Content = new FormUrlEncodedContent(
            [
                new("Action", "AssumeRoleWithWebIdentity"), new("Version", "2011-06-15"), new("RoleArn", role), new("RoleSessionName", "pod"),
                new("WebIdentityToken", token),
            ]),
        };
        return await emulator.Client.Send(request);
    }
}
