using System.Net.Http.Headers;
using System.Text;

namespace SecretsEmu.WireTests.Protocol;

/// <summary>Which service, operation, account and region a request is for.</summary>
public sealed class RoutingTests
{
    private const string UnknownOperation = """{"__type":"UnknownOperationException"}""";
    private const string Scope = "20260131/us-east-1/secretsmanager/aws4_request";
    private const string CallerIdentity = "Action=GetCallerIdentity&Version=2011-06-15";

    // Targets

    [TestCase("secretsmanager.")]
    [TestCase("secretsmanager.getsecretvalue")]
    [TestCase("secretsmanager.GetSecretValue.Extra")]
    [TestCase("SecretsManager.GetSecretValue")]
    [TestCase("GetSecretValue")]
    [TestCase("")]
    [TestCase("secretsmanager.ToString")]
    public async Task A_target_that_is_no_operation_of_the_service_is_unknown(string target)
    {
        var answer = await TableEmulator.Running.Client.Send("secretsmanager", "{}", ("X-Amz-Target", target));

        answer.Body.ShouldBe(UnknownOperation);
        answer.Status.ShouldBe(400);
    }

    [Test]
    public async Task A_missing_target_is_unknown()
    {
        var answer = await TableEmulator.Running.Client.Send("secretsmanager", "{}");

        answer.Body.ShouldBe(UnknownOperation);
        answer.Status.ShouldBe(400);
    }

    [Test]
    public async Task A_target_given_twice_is_unknown()
    {
        var answer = await TableEmulator.Running.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("X-Amz-Target", "secretsmanager.ListSecrets"));

        answer.Body.ShouldBe(UnknownOperation);
        answer.Status.ShouldBe(400);
    }

    [Test]
    public async Task A_body_that_is_not_JSON_is_told_before_an_unknown_target()
    {
        var answer = await TableEmulator.Running.Client.Send("secretsmanager", "not json", ("X-Amz-Target", "secretsmanager.Nothing"));

        answer.Body.ShouldBe("""{"__type":"SerializationException"}""");
        answer.Status.ShouldBe(400);
    }

    [TestCase("application/json")]
    [TestCase("application/x-amz-json-1.0")]
    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("not a type at all")]
    public async Task The_content_type_does_not_matter_beside_a_target(string type)
    {
        var answer = await TableEmulator.Running.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("Content-Type", type));

        answer.Body.ShouldBe("""{"SecretList":[]}""");
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("application/x-amz-json-1.1");
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    [TestCase("OPTIONS")]
    [TestCase("BREW")]
    public async Task Another_method_is_an_unknown_operation(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), TableEmulator.Running.Server.Url);
        request.Headers.Add("X-Amz-Target", "secretsmanager.ListSecrets");

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.Body.ShouldBe(UnknownOperation);
        answer.Status.ShouldBe(400);
    }

    [Test]
    public async Task HEAD_is_answered_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, TableEmulator.Running.Server.Url);

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("");
    }

    [TestCase("db")]
    [TestCase("index.html")]
    [TestCase("a/b")]
    public async Task Another_path_is_not_found(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(TableEmulator.Running.Server.Url, path)) { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "secretsmanager.ListSecrets");

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.Body.ShouldBe(UnknownOperation);
        answer.Status.ShouldBe(404);
    }

    [Test]
    public async Task A_query_beside_the_target_does_not_matter()
    {
        using var request = Unsigned("""{"SecretId":"nowhere"}""", "secretsmanager.DescribeSecret", "?Action=GetCallerIdentity&Version=2011-06-15");

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    // Credentials

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Bearer abc")]
    [TestCase("AWS4-HMAC-SHA256")]
    [TestCase("AWS4-HMAC-SHA256 Credential=")]
    [TestCase("AWS4-HMAC-SHA256 Credential=AKIA/20260131/us-east-1, SignedHeaders=host, Signature=0")]
    [TestCase("AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f/g, SignedHeaders=host, Signature=0")]
    [TestCase("AWS test:abc")]
    [TestCase("Basic dGVzdDp0ZXN0")]
    [TestCase("AWS4-HMAC-SHA256 ,,,,==,")]
    public async Task Credentials_that_cannot_be_read_are_the_default_account_and_region(string? authorization)
    {
        await using var emulator = await Emulator.Start();
        using var request = Unsigned("""{"Name":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""", "secretsmanager.CreateSecret");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var answer = await emulator.Client.Send(request);

        answer.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-");
    }

    [TestCase("AWS4-HMAC-SHA256 Credential=123456789012/20260131/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0")]
    [TestCase("AWS4-HMAC-SHA256 Credential=123456789012/20260131/eu-west-1/secretsmanager/aws4_request,SignedHeaders=host,Signature=0")]
    [TestCase("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0, Credential=123456789012/20260131/eu-west-1/secretsmanager/aws4_request")]
    [TestCase("AWS4-HMAC-SHA256   Credential=123456789012/20260131/eu-west-1/secretsmanager/aws4_request")]
    [TestCase("AWS4-ECDSA-P256-SHA256 Credential=123456789012/20260131/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0")]
    public async Task Account_and_region_come_from_the_credential_scope(string authorization)
    {
        await using var emulator = await Emulator.Start();
        using var request = Unsigned("""{"Name":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""", "secretsmanager.CreateSecret");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var answer = await emulator.Client.Send(request);

        answer.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-");
    }

    [TestCase("eu-west-1", "eu-west-1")]
    [TestCase("eu-west-1, us-west-2", "eu-west-1")]
    [TestCase("*", "us-east-1")]
    public async Task A_signature_for_several_regions_counts_for_the_first(string regionSet, string region)
    {
        await using var emulator = await Emulator.Start();
        using var request = Unsigned("""{"Name":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""", "secretsmanager.CreateSecret");
        request.Headers.Add("X-Amz-Region-Set", regionSet);
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-ECDSA-P256-SHA256 Credential=123456789012/20260131/secretsmanager/aws4_request, SignedHeaders=host, Signature=0");

        var answer = await emulator.Client.Send(request);

        answer.Text("ARN").ShouldStartWith($"arn:aws:secretsmanager:{region}:123456789012:secret:db-");
    }

    [TestCase("eu west")]
    [TestCase("EU-WEST-1")]
    [TestCase("")]
    [TestCase("../etc")]
    [TestCase("1")]
    public async Task A_region_that_cannot_be_one_is_read_as_the_default_region(string region)
    {
        await using var emulator = await Emulator.Start();
        using var request = Unsigned("""{"Name":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""", "secretsmanager.CreateSecret");
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260131/{region}/secretsmanager/aws4_request, Signature=0");

        var answer = await emulator.Client.Send(request);

        answer.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-");
    }

    [Test]
    public async Task A_region_that_was_never_seen_is_a_new_empty_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Client.As(region: "mars-north-1").Call("ListSecrets", "{}");

        answer.Body.ShouldBe("""{"SecretList":[]}""");
    }

    [Test]
    public async Task Default_account_and_region_are_options()
    {
        await using var emulator = await Emulator.Start(options: new() { Account = "999999999999", Region = "ap-south-1" });
        using var request = Unsigned("""{"Name":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""", "secretsmanager.CreateSecret");

        var answer = await emulator.Client.Send(request);

        answer.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:ap-south-1:999999999999:secret:db-");
    }

    [Test]
    public async Task Two_Authorization_headers_are_no_credentials()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.ListSecrets\r\n"
            + $"Authorization: AWS4-HMAC-SHA256 Credential=a/{Scope}\r\nAuthorization: AWS4-HMAC-SHA256 Credential=b/{Scope}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}");

        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldEndWith("\r\n\r\n{\"SecretList\":[]}");
    }

    // Other services

    [TestCase("lambda", "AWSLambda.Invoke")]
    [TestCase("dynamodb", "DynamoDB_20120810.ListTables")]
    public async Task A_JSON_service_that_does_not_live_here_is_told_how_to_send_only_what_lives_here(string service, string target)
    {
        var answer = await TableEmulator.Running.Client.Send(service, "{}", ("X-Amz-Target", target));

        answer.ShouldBeError(
            "UnsupportedOperationException",
            $"secrets-emu does not emulate {service}. To send only what it emulates here, set AWS_ENDPOINT_URL_SECRETS_MANAGER, AWS_ENDPOINT_URL_KMS, AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_SSM instead of AWS_ENDPOINT_URL.",
            messageKey: "message");
    }

    [TestCase("iam", "Action=ListUsers&Version=2010-05-08")]
    [TestCase("sqs", "Action=ListQueues&Version=2012-11-05")]
    public async Task A_query_service_that_does_not_live_here_is_told_the_same_in_XML(string service, string body)
    {
        var answer = await TableEmulator.Running.Client.Send(service, body, ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));

        answer.Status.ShouldBe(400);
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("text/xml");
        answer.Body.ShouldBe(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>UnsupportedOperationException</Code>"
            + $"<Message>secrets-emu does not emulate {service}. To send only what it emulates here, set AWS_ENDPOINT_URL_SECRETS_MANAGER, AWS_ENDPOINT_URL_KMS, AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_SSM instead of AWS_ENDPOINT_URL.</Message></Error>"
            + $"<RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId></ErrorResponse>");
    }

    [TestCase("secretsmanager", "TrentService.ListKeys", """{"Keys":[],"Truncated":false}""")]
    [TestCase("kms", "secretsmanager.ListSecrets", """{"SecretList":[]}""")]
    [TestCase("sts", "secretsmanager.ListSecrets", """{"SecretList":[]}""")]
    [TestCase("ssm", "secretsmanager.ListSecrets", """{"SecretList":[]}""")]
    [TestCase("secretsmanager", "AmazonSSM.DescribeParameters", """{"Parameters":[]}""")]
    public async Task A_target_that_is_known_wins_over_the_signing_name(string service, string target, string body)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Send(service, "{}", ("X-Amz-Target", target));

        answer.Body.ShouldBe(body);
        answer.Status.ShouldBe(200);
    }

    [Test]
    public async Task The_signing_name_wins_over_a_target_that_is_unknown()
    {
        var answer = await TableEmulator.Running.Client.Send("sts", CallerIdentity, ("X-Amz-Target", "DynamoDB_20120810.ListTables"));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldStartWith("<GetCallerIdentityResponse ");
    }

    // STS

    [Test]
    public async Task GetCallerIdentity_answers_the_root_of_the_callers_account()
    {
        using var client = TableEmulator.Running.Client.As("123456789012");

        var answer = await client.Send("sts", CallerIdentity, ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(200);
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("text/xml");
        answer.Body.ShouldBe(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
            + "<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
            + $"<ResponseMetadata><RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
    }

    [Test]
    public async Task GetCallerIdentity_without_credentials_is_found_by_its_form()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TableEmulator.Running.Server.Url)
        {
            Content = new StringContent(CallerIdentity, Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("<Account>000000000000</Account>");
    }

    [Test]
    public async Task GetCallerIdentity_works_as_a_presigned_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(
            TableEmulator.Running.Server.Url,
            $"?{CallerIdentity}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=123456789012%2F20260131%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20260131T080000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00"));

        var answer = await TableEmulator.Running.Client.Send(request);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("<Arn>arn:aws:iam::123456789012:root</Arn>");
    }

    [TestCase("Action=Nothing&Version=2011-06-15", "Could not find operation Nothing for version 2011-06-15")]
    [TestCase("Version=2011-06-15", "Could not find operation  for version 2011-06-15")]
    [TestCase("", "Could not find operation  for version ")]
    [TestCase("Action=getcalleridentity", "Could not find operation getcalleridentity for version ")]
    [TestCase("Action=%3Cb%3E%00&Version=1", "Could not find operation &lt;b&gt; for version 1")]
    [TestCase("%%%&&&==", "Could not find operation  for version ")]
    public async Task An_action_that_STS_does_not_have_is_invalid(string body, string sentence)
    {
        var answer = await TableEmulator.Running.Client.Send("sts", body, ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>InvalidAction</Code>"
            + $"<Message>{sentence}</Message></Error><RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId></ErrorResponse>");
    }

    [Test]
    public async Task An_action_of_STS_that_is_not_emulated_says_so()
    {
        var answer = await TableEmulator.Running.Client.Send(
            "sts", "Action=AssumeRoot&Version=2011-06-15", ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("<Code>UnsupportedOperationException</Code><Message>secrets-emu does not emulate sts:AssumeRoot yet.</Message>");
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused_in_the_callers_protocol()
    {
        var answer = await TableEmulator.Running.Client.Send(
            "sts", new string('a', (1024 * 1024) + 1), ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(413);
        answer.Body.ShouldContain("<Code>RequestEntityTooLargeException</Code><Message>Request size exceeds the limit.</Message>");
    }

    [Test]
    public async Task A_body_far_over_the_limit_gets_its_answer_while_the_client_is_still_sending()
    {
        var answer = await TableEmulator.Call("ListSecrets", new string(' ', 32 * 1024 * 1024));

        answer.ShouldBeError("RequestEntityTooLargeException", "Request size exceeds the limit.", 413, "message");
    }

    private static HttpRequestMessage Unsigned(string body, string target, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(query, UriKind.Relative)) { Content = new StringContent(body) };
        request.Headers.Add("X-Amz-Target", target);
        return request;
    }
}
