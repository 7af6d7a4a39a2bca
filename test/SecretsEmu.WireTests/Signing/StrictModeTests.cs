using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.SecretsManager.Model;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.AwsSdk;

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

    // Session tokens

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
        using var request = Request("X-Amz-Security-Token", "very-secret-token");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/secretsmanager/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=00");

        var answer = await StrictEmulator.Running.Client.Send(request);

        answer.Text("message").ShouldContain("\nx-amz-security-token:***\n");
        answer.Body.ShouldNotContain("very-secret-token");
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

    // Dates

    [Test]
    public async Task A_signature_is_good_for_five_minutes_by_the_wall_clock()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        using var clientClock = new Clocked(emulator);

        emulator.Wall.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(999));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        emulator.Wall.Advance(TimeSpan.FromMilliseconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).ShouldBeError(
            "InvalidSignatureException",
            "Signature expired: 20260131T080000Z is now earlier than 20260131T080001Z (20260131T080501Z - 5 min.)",
            messageKey: "message");
    }

    [Test]
    public async Task A_client_whose_clock_is_ahead_is_told_so()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        using var clientClock = new Clocked(emulator);

        clientClock.Time.Advance(TimeSpan.FromMinutes(5));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        clientClock.Time.Advance(TimeSpan.FromSeconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).ShouldBeError(
            "InvalidSignatureException",
            "Signature not yet current: 20260131T080501Z is still later than 20260131T080500Z (20260131T080000Z + 5 min.)",
            messageKey: "message");
    }

    [TestCase(15 * 60, "15")]
    [TestCase(90, "1.5")]
    [TestCase(0, "0")]
    public async Task The_window_is_a_setting(int seconds, string minutes)
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options with { ClockSkew = TimeSpan.FromSeconds(seconds) });
        using var clientClock = new Clocked(emulator);

        emulator.Wall.Advance(TimeSpan.FromSeconds(seconds));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).Text("message").ShouldEndWith($" - {minutes} min.)");
    }

    [TestCase(-1)]
    [TestCase(24 * 60 * 60 + 1)]
    public async Task A_window_beyond_a_day_is_refused_at_the_start(int seconds)
    {
        var options = StrictEmulator.Options with { ClockSkew = TimeSpan.FromSeconds(seconds) };

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: options));

        failure.Message.ShouldBe($"The clock skew {options.ClockSkew} is not between nothing and a day.");
    }

    [Test]
    public async Task The_emulators_clock_has_no_part_in_it()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));

        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Each_answer_says_what_time_it_is_by_the_clock_that_judges()
    {
        using var unsigned = Request("Accept", "*/*");

        var (accepted, refused) = (await StrictEmulator.Running.Client.Call("ListSecrets", "{}"), await StrictEmulator.Running.Client.Send(unsigned));

        (accepted.Status, accepted.Headers.Date).ShouldBe((200, DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));
        (refused.Status, refused.Headers.Date).ShouldBe((400, DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));
    }

    // What needs no signature

    [Test]
    public async Task The_control_endpoints_are_not_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_emulator/info", UriKind.Relative));

        (await StrictEmulator.Running.Client.Send(request)).Status.ShouldBe(200);
    }

    // The SDK of AWS, whose signer is not ours

    [Test]
    public async Task What_the_SDK_signs_is_accepted()
    {
        // On the machine's clock, by which the SDK signs.
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.SdkClient();

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "p\u00e4ss\"w\u00f6rd" });

        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("p\u00e4ss\"w\u00f6rd");
    }

    [Test]
    public async Task What_the_SDK_signs_for_STS_is_accepted()
    {
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.StsClient(new BasicAWSCredentials("test", "test"));

        (await client.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn.ShouldBe("arn:aws:iam::000000000000:root");
    }

    [Test]
    public async Task What_the_SDK_signs_with_another_secret_is_refused()
    {
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.SdkClient(secret: "wrong");

        var refused = await Should.ThrowAsync<AmazonServiceException>(() => client.ListSecretsAsync(new ListSecretsRequest()));

        refused.ErrorCode.ShouldBe("InvalidSignatureException");
        refused.Message.ShouldStartWith(NotMatching);
    }

    [Test]
    public async Task An_SDK_whose_clock_is_wrong_corrects_it_by_the_date_of_the_answer()
    {
        await using var emulator = await Emulator.Start(at: "2001-02-03T04:05:06Z", options: StrictEmulator.Options);
        using var client = emulator.SdkClient();

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("one");
    }

    private static HttpRequestMessage Request(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = Json("{}") };
        request.Headers.Add("X-Amz-Target", "secretsmanager.ListSecrets");
        request.Headers.Add(header, value);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260131T080000Z");
        return request;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/x-amz-json-1.1");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A client whose clock starts with the emulator's and goes its own way.</summary>
    private sealed class Clocked(Emulator emulator) : IDisposable
    {
        public FakeTimeProvider Time { get; } = new(emulator.Wall.GetUtcNow());

        public SigningClient Client => field ??= new SigningClient(emulator.Server.Url, Time);

        public void Dispose() => Client.Dispose();
    }
}
