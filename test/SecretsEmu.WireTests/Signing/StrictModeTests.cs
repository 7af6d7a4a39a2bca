using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.WireTests.Signing;

/// <summary>Strict mode to a client that signs: the pair test and test works, and what was not signed as it came does not.</summary>
public sealed class StrictModeTests
{
    private const string NotMatching =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    // Keys

    [Test]
    public async Task The_built_in_pair_is_the_root_of_the_default_account()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options with { Account = "111122223333" });

        var created = await emulator.Secrets.Create("db", "one");

        created.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:us-east-1:111122223333:secret:db-");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task The_region_is_that_of_the_scope()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);

        var created = await emulator.Secrets.As(region: "eu-central-1").Create("db", "one");

        created.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:eu-central-1:000000000000:secret:db-");
    }

    [Test]
    public async Task Another_secret_key_gets_the_texts_that_the_server_signed()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        using var client = new SigningClient(emulator.Server.Url, emulator.Wall, "test", "wrong");

        var answer = await client.Call("ListSecrets", "{}");

        var canonical = $"POST\n/\n\nhost:{emulator.Server.Url.Authority}\nx-amz-date:20260131T080000Z\n\nhost;x-amz-date\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        answer.ShouldBeError(
            "InvalidSignatureException",
            $"{NotMatching}\n\nThe Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260131T080000Z\n20260131/us-east-1/secretsmanager/aws4_request\n{HashOf(canonical)}'\n",
            messageKey: "message");
    }

    [Test]
    public async Task Twelve_digits_are_no_key()
    {
        var answer = await StrictEmulator.Running.Client.As(accessKey: "111122223333").Call("ListSecrets", "{}");

        answer.ShouldBeError("UnrecognizedClientException", "The security token included in the request is invalid.", messageKey: "message");
    }

    // The body

    [Test]
    public async Task A_body_that_was_changed_on_the_way_is_refused()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        await emulator.Secrets.Create("one", "1");
        using var signed = emulator.Client.Signed("GetSecretValue", """{"SecretId":"one"}""");
        using var changed = emulator.Client.Signed("GetSecretValue", """{"SecretId":"one"}""");

        changed.Content = Json("""{"SecretId":"two"}""");

        (await emulator.Client.Send(signed)).Text("SecretString").ShouldBe("1");
        (await emulator.Client.Send(changed)).Text("message").ShouldStartWith(NotMatching);
    }

    [TestCase("UNSIGNED-PAYLOAD")]
    [TestCase("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [TestCase("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase("")]
    public async Task A_hash_that_is_not_of_the_body_is_refused(string hash)
    {
        var answer = await StrictEmulator.Running.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("X-Amz-Content-Sha256", hash));

        answer.Text("message").ShouldStartWith(NotMatching);
    }

    [Test]
    public async Task A_hash_of_the_body_is_accepted()
    {
        var answer = await StrictEmulator.Running.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"),
            ("X-Amz-Content-Sha256", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));

        answer.Status.ShouldBe(200);
    }

    // What needs no signature

    [Test]
    public async Task The_control_endpoints_are_not_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_emulator/info", UriKind.Relative));

        (await StrictEmulator.Running.Client.Send(request)).Status.ShouldBe(200);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/x-amz-json-1.1");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
