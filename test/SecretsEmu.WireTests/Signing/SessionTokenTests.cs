using System.Xml.Linq;

namespace SecretsEmu.WireTests.Signing;

/// <summary>Temporary credentials sign with the token that was issued with them; long-term ones without any.</summary>
public sealed class SessionTokenTests
{
    [Test]
    public async Task A_session_token_beside_a_long_term_key_is_wrong()
    {
        var answer = await StrictEmulator.Running.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("X-Amz-Security-Token", "token"));

        answer.ShouldBeError("UnrecognizedClientException", "The security token included in the request is invalid", messageKey: "message");
    }

    [Test]
    public async Task A_signed_session_token_is_hidden_in_the_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "secretsmanager.ListSecrets");
        request.Headers.Add("X-Amz-Date", "20260131T080000Z");
        request.Headers.Add("X-Amz-Security-Token", "very-secret-token");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/secretsmanager/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=00");

        var answer = await StrictEmulator.Running.Client.Send(request);

        answer.Text("message").ShouldContain("\nx-amz-security-token:***\n");
        answer.Body.ShouldNotContain("very-secret-token");
    }

    [Test]
    public async Task A_session_signs_with_its_token()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        await emulator.Secrets.Create("db", "one");
        var session = await Session(emulator);

        using var client = session.Client(emulator, session.Token);

        (await client.Call("GetSecretValue", """{"SecretId":"db"}""")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_token_that_was_added_after_signing_counts_too()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        var session = await Session(emulator);
        using var client = session.Client(emulator, null);

        using var request = client.Signed("ListSecrets", "{}");
        request.Headers.Add("X-Amz-Security-Token", session.Token);

        (await client.Send(request)).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_session_without_its_token_or_with_another_is_refused()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        var (session, other) = (await Session(emulator), await Session(emulator));

        foreach (var token in new[] { null, "token", session.Token + "x", session.Token[..^1], other.Token })
        {
            using var client = session.Client(emulator, token);
            (await client.Call("ListSecrets", "{}")).ShouldBeError(
                "UnrecognizedClientException", "The security token included in the request is invalid", messageKey: "message");
        }
    }

    [Test]
    public async Task A_session_that_has_expired_by_the_emulators_clock_is_told_so()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        var session = await Session(emulator);
        using var client = session.Client(emulator, session.Token);

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        (await client.Call("ListSecrets", "{}")).ShouldBeError(
            "ExpiredTokenException", "The security token included in the request is expired", messageKey: "message");
    }

    private static async Task<TemporaryCredentials> Session(Emulator emulator)
    {
        var answer = await emulator.Client.Send(
            "sts", "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=3600", ("Content-Type", "application/x-www-form-urlencoded"));
        var members = XDocument.Parse(answer.Body).Descendants().Where(element => !element.HasElements).ToDictionary(element => element.Name.LocalName, element => element.Value);
        return new(members["AccessKeyId"], members["SecretAccessKey"], members["SessionToken"]);
    }

    private sealed record TemporaryCredentials(string Key, string Secret, string Token)
    {
        public SigningClient Client(Emulator emulator, string? token) => new(emulator.Server.Url, emulator.Wall, Key, Secret, sessionToken: token);
    }
}
