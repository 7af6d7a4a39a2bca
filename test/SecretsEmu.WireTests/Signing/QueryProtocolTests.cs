using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace SecretsEmu.WireTests.Signing;

/// <summary>The query protocol has words of its own for a signature that does not hold, and a form in which the address is signed.</summary>
public sealed class QueryProtocolTests
{
    private const string NotMatching =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    // In the header

    [Test]
    public async Task STS_answers_a_request_that_is_not_signed_in_its_own_form()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = Identity() };

        ShouldBeQueryError(await StrictEmulator.Running.Client.Send(request), 403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    [TestCase("AWS4-HMAC-SHA256 one", 400, "IncompleteSignature", "'one' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 one'.")]
    [TestCase("AWS4-X Credential=a/b/c/sts/e, SignedHeaders=host, Signature=0", 400, "IncompleteSignature", "Unsupported AWS 'algorithm': 'AWS4-X' (only AWS4-HMAC-SHA256 for now). ")]
    [TestCase("AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/sts/end, SignedHeaders=host, Signature=0", 403, "SignatureDoesNotMatch", "Credential should be scoped with a valid terminator: 'aws4_request', not 'end'. ")]
    [TestCase("AWS4-HMAC-SHA256 Credential=no/20260131/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0", 403, "InvalidClientTokenId", "The security token included in the request is invalid.")]
    public async Task STS_answers_a_signature_that_does_not_hold_in_its_own_form(string authorization, int status, string code, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = Identity() };
        request.Headers.Add("X-Amz-Date", "20260131T080000Z");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        ShouldBeQueryError(await StrictEmulator.Running.Client.Send(request), status, code, sentence);
    }

    [Test]
    public async Task STS_shows_the_texts_of_a_signature_that_differs()
    {
        using var client = new SigningClient(StrictEmulator.Running.Server.Url, StrictEmulator.Running.Wall, "test", "wrong");

        var answer = await client.Send("sts", "Action=GetCallerIdentity&Version=2011-06-15", ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(403);
        answer.Body.ShouldContain($"<Code>SignatureDoesNotMatch</Code><Message>{NotMatching}\n\nThe Canonical String for this request should have been\n'POST\n/\n\nhost:");
    }

    [Test]
    public async Task A_role_is_assumed_with_a_web_identity_without_a_signature()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Action"] = "AssumeRoleWithWebIdentity", ["Version"] = "2011-06-15", ["RoleArn"] = "arn:aws:iam::000000000000:role/nobody",
                ["RoleSessionName"] = "session", ["WebIdentityToken"] = "token",
            }),
        };

        // Its token is judged, and no signature is missed.
        (await StrictEmulator.Running.Client.Send(request)).Body.ShouldNotContain("MissingAuthenticationToken");
    }

    // A presigned GetCallerIdentity, as EKS and Vault send it

    [Test]
    public async Task A_presigned_request_is_good_for_as_long_as_it_says()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        var address = Presigned(emulator, expires: 900);

        (await Get(emulator, address)).Body.ShouldContain("<Arn>arn:aws:iam::000000000000:root</Arn>");
        emulator.Wall.Advance(TimeSpan.FromMinutes(15));
        (await Get(emulator, address)).Status.ShouldBe(200);
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        ShouldBeQueryError(
            await Get(emulator, address), 403, "SignatureDoesNotMatch",
            "Signature expired: 20260131T080000Z is now earlier than 20260131T080001Z (20260131T081501Z - 15 min.)");
    }

    [Test]
    public async Task A_presigned_request_is_good_for_what_was_signed()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        var address = Presigned(emulator, expires: 60);

        (await Get(emulator, address + "&More=1")).Body.ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        (await Get(emulator, address.Replace("X-Amz-Expires=60", "X-Amz-Expires=600", StringComparison.Ordinal))).Body.ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        (await Get(emulator, address + "&X-Amz-Security-Token=very-secret-token")).Body.ShouldContain("<Code>InvalidClientTokenId</Code>");
    }

    [Test]
    public async Task A_session_token_in_a_query_is_hidden_in_the_answer()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);

        var answer = await Get(emulator, Presigned(emulator, expires: 60) + "0&X-Amz-Security-Token=very-secret-token");

        answer.Body.ShouldContain("X-Amz-Security-Token=***");
        answer.Body.ShouldNotContain("very-secret-token");
    }

    private static StringContent Identity() =>
        new("Action=GetCallerIdentity&Version=2011-06-15", Encoding.UTF8, "application/x-www-form-urlencoded");

    private static void ShouldBeQueryError(WireAnswer answer, int status, string code, string sentence)
    {
        var error = XDocument.Parse(answer.Body).Root!.Elements().First();
        error.Elements().Select(element => (element.Name.LocalName, element.Value)).ShouldBe([("Type", "Sender"), ("Code", code), ("Message", sentence)]);
        answer.Status.ShouldBe(status);
    }

    private static async Task<WireAnswer> Get(Emulator emulator, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        return await emulator.Client.Send(request);
    }

    /// <summary>Signed with test and test at 08:00.</summary>
    private static string Presigned(Emulator emulator, int expires)
    {
        var query = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + $"&X-Amz-Credential=test%2F20260131%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20260131T080000Z&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host";
        var canonical = $"GET\n/\n{query}\nhost:{emulator.Server.Url.Authority}\n\nhost\n{HashOf("")}";
        return $"/?{query}&X-Amz-Signature={emulator.Client.SignatureOf("20260131T080000Z", "sts", canonical)}";
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
