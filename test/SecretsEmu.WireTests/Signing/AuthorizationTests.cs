using System.Text;

namespace SecretsEmu.WireTests.Signing;

/// <summary>What strict mode answers to a signature that is absent, incomplete or for something else, byte for byte, in the order of AWS's front end.</summary>
public sealed class AuthorizationTests
{
    private const string Key = "Credential=test/20260131/us-east-1/secretsmanager/aws4_request";
    private const string Rest = "SignedHeaders=host;x-amz-date, Signature=00";
    private const string Good = $"AWS4-HMAC-SHA256 {Key}, {Rest}";
    private const string Date = "X-Amz-Date: 20260131T080000Z\r\n";
    private const string Missing = "Request is missing Authentication Token";
    private const string Query = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test/20260131/us-east-1/secretsmanager/aws4_request&X-Amz-Date=20260131T080000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00";

    // Neither here nor there, or in both places

    [TestCase("")]
    [TestCase("Authorization: \r\n")]
    [TestCase("Authorization: Bearer token\r\n")]
    [TestCase("Authorization: aws4-hmac-sha256 Credential=test\r\n")]
    [TestCase("Authorization: AWS test:signature\r\n")]
    [TestCase("X-Amz-Date: 20260131T080000Z\r\nX-Amz-Security-Token: token\r\n")]
    public async Task A_request_without_a_signature_misses_it(string headers) =>
        await ShouldBeRefused(headers, "MissingAuthenticationTokenException", Missing);

    [Test]
    public async Task A_signature_in_the_header_and_in_the_query_is_one_too_many() =>
        await ShouldBeRefused(
            $"Authorization: {Good}\r\n{Date}", "InvalidSignatureException",
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.", "?X-Amz-Algorithm=AWS4-HMAC-SHA256");

    [Test]
    public async Task A_body_that_is_not_JSON_and_an_unknown_target_are_told_first()
    {
        (await Send("", body: "not json")).ShouldBe("""{"__type":"SerializationException"}""");
        (await Send("", target: "secretsmanager.Nothing")).ShouldBe("""{"__type":"UnknownOperationException"}""");
    }

    [Test]
    public async Task The_signature_is_judged_before_the_members_of_the_body() =>
        (await Send("", body: """{"SecretId":1}""")).ShouldBe($$"""{"__type":"MissingAuthenticationTokenException","message":"{{Missing}}"}""");

    // Parts of the header

    [TestCase("AWS4-HMAC-SHA256 nonsense", "nonsense")]
    [TestCase($"AWS4-HMAC-SHA256 {Key}, SignedHeaders, Signature=00", "SignedHeaders")]
    [TestCase($"AWS4-HMAC-SHA256 one two, {Key}, {Rest}", "one")]
    [TestCase($"AWS4-HMAC-SHA256 {Key}, SignedHeaders=host; x-amz-date, Signature=00", "x-amz-date")]
    public async Task A_piece_without_an_equal_sign_is_no_pair(string header, string piece) =>
        await ShouldBeRefused(
            $"Authorization: {header}\r\n{Date}", "IncompleteSignatureException",
            $"'{piece}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");

    [TestCase("AWS4-HMAC-SHA256", Date, "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. ")]
    [TestCase("AWS4-", "", "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")]
    [TestCase($"AWS4-HMAC-SHA256 {Rest}", Date, "Authorization header requires 'Credential' parameter. ")]
    [TestCase($"AWS4-HMAC-SHA256 Credential=, {Rest}", Date, "Authorization header requires 'Credential' parameter. ")]
    [TestCase($"AWS4-HMAC-SHA256 {Key},SignedHeaders=host", Date, "Authorization header requires 'Signature' parameter. ")]
    [TestCase($"AWS4-HMAC-SHA256 {Key} Signature=00", Date, "Authorization header requires 'SignedHeaders' parameter. ")]
    [TestCase(Good, "", "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")]
    [TestCase(Good, "X-Amz-Date: \r\n", "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")]
    [TestCase("AWS4-HMAC-SHA256 credential=a, signature=b, signedheaders=c", Date, "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. ")]
    public async Task Missing_parts_are_named_together(string header, string date, string sentences) =>
        await ShouldBeRefused($"Authorization: {header}\r\n{date}", "IncompleteSignatureException", $"{sentences}Authorization={header}");

    [Test]
    public async Task The_sentence_names_each_missing_part_in_order() =>
        await ShouldBeRefused(
            "Authorization: AWS4-X\r\n", "IncompleteSignatureException",
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-X");

    // The query form

    [Test]
    public async Task Missing_parameters_of_a_presigned_request_are_named_together() =>
        await ShouldBeRefused(
            "", "IncompleteSignatureException",
            "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
            "?X-Amz-Algorithm");

    [TestCase("X-Amz-Credential")]
    [TestCase("X-Amz-Signature")]
    [TestCase("X-Amz-SignedHeaders")]
    [TestCase("X-Amz-Date")]
    public async Task A_missing_parameter_of_a_presigned_request_is_named(string name) =>
        await ShouldBeRefused(
            "", "IncompleteSignatureException",
            $"AWS query-string parameters must include '{name}'. Re-examine the query-string parameters.", Query.Replace($"&{name}=", "&Other=", StringComparison.Ordinal));

    // Dates

    [TestCase("2026-01-31T08:00:00Z")]
    [TestCase("20260131T0800Z")]
    [TestCase("20260131T080000")]
    [TestCase("20260131t080000z")]
    [TestCase("20260231T080000Z")]
    [TestCase("20260131T250000Z")]
    [TestCase("Sat, 31 Jan 2026 08:00:00 GMT")]
    [TestCase("now")]
    public async Task A_date_in_another_form_is_refused(string date) =>
        await ShouldBeRefused(
            $"Authorization: {Good}\r\nX-Amz-Date: {date}\r\n", "IncompleteSignatureException",
            $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    [Test]
    public async Task The_plain_date_header_is_read_when_there_is_no_other() =>
        await ShouldBeRefused(
            $"Authorization: {Good}\r\nDate: 19990101T000000Z\r\n", "InvalidSignatureException",
            "Signature expired: 19990101T000000Z is now earlier than 20260131T075500Z (20260131T080000Z - 5 min.)");

    [Test]
    public async Task The_date_header_of_the_signature_goes_before_the_plain_one() =>
        await ShouldBeRefused(
            $"Authorization: {Good}\r\nDate: 19990101T000000Z\r\nX-Amz-Date: 20360131T080000Z\r\n", "InvalidSignatureException",
            "Signature not yet current: 20360131T080000Z is still later than 20260131T080500Z (20260131T080000Z + 5 min.)");

    // What the signature is for

    [TestCase("SignedHeaders=x-amz-date")]
    [TestCase("SignedHeaders=hosts;x-amz-date")]
    [TestCase("SignedHeaders=;")]
    public async Task The_host_must_be_signed(string signedHeaders) =>
        await ShouldBeRefused(
            $"Authorization: AWS4-HMAC-SHA256 {Key}, {signedHeaders}, Signature=00\r\n{Date}", "InvalidSignatureException",
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    [TestCase("AWS4-ECDSA-P256-SHA256")]
    [TestCase("AWS4-HMAC-SHA512")]
    [TestCase("AWS4-")]
    public async Task Another_algorithm_is_not_supported(string algorithm) =>
        await ShouldBeRefused(
            $"Authorization: {algorithm} {Key}, {Rest}\r\n{Date}", "IncompleteSignatureException",
            $"Unsupported AWS 'algorithm': '{algorithm}' (only AWS4-HMAC-SHA256 for now). ");

    [TestCase("test")]
    [TestCase("test/20260131/us-east-1/secretsmanager")]
    [TestCase("test/20260131/us-east-1/secretsmanager/aws4_request/more")]
    public async Task A_credential_has_five_parts(string credential) =>
        await ShouldBeRefused(
            $"Authorization: AWS4-HMAC-SHA256 Credential={credential}, {Rest}\r\n{Date}", "IncompleteSignatureException",
            $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");

    [TestCase("test/20260131/US_EAST/secretsmanager/aws4_request", "Credential should be scoped to a valid region, not 'US_EAST'. ")]
    [TestCase("test/20260131//secretsmanager/aws4_request", "Credential should be scoped to a valid region, not ''. ")]
    [TestCase("test/20260131/us-east-1/ssm/aws4_request", "Credential should be scoped to correct service: 'secretsmanager'. ")]
    [TestCase("test/20260131/us-east-1/sts/aws4_request", "Credential should be scoped to correct service: 'secretsmanager'. ")]
    [TestCase("test/20260131/us-east-1/secretsmanager/aws2", "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws2'. ")]
    [TestCase("test/20260130/us-east-1/secretsmanager/aws4_request", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260130' != '20260131', from '20260131T080000Z'.")]
    [TestCase("test/1/2/3/4", "Credential should be scoped to a valid region, not '2'. Credential should be scoped to correct service: 'secretsmanager'. Credential should be scoped with a valid terminator: 'aws4_request', not '4'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '1' != '20260131', from '20260131T080000Z'.")]
    public async Task A_scope_is_for_this_service_and_day(string credential, string sentences) =>
        await ShouldBeRefused($"Authorization: AWS4-HMAC-SHA256 Credential={credential}, {Rest}\r\n{Date}", "InvalidSignatureException", sentences);

    // Who signed

    [TestCase("AKIAIOSFODNN7EXAMPLE")]
    [TestCase("TEST")]
    [TestCase("")]
    [TestCase("000000000000")]
    [TestCase("111122223333")]
    public async Task A_key_that_nobody_declared_is_not_known(string key) =>
        await ShouldBeRefused(
            $"Authorization: AWS4-HMAC-SHA256 Credential={key}/20260131/us-east-1/secretsmanager/aws4_request, {Rest}\r\n{Date}",
            "UnrecognizedClientException", "The security token included in the request is invalid.");

    [TestCase("00")]
    [TestCase("zz")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("=")]
    public async Task Any_other_text_is_a_signature_that_differs(string signature) =>
        (await Send($"Authorization: AWS4-HMAC-SHA256 {Key}, SignedHeaders=host;x-amz-date, Signature={signature}\r\n{Date}"))
            .ShouldStartWith("""{"__type":"InvalidSignatureException","message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nhost:localhost\nx-amz-date:20260131T080000Z\n\nhost;x-amz-date\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260131T080000Z\n20260131/us-east-1/secretsmanager/aws4_request\n""");

    private static async Task ShouldBeRefused(string headers, string type, string sentence, string query = "") =>
        (await Send(headers, query)).ShouldBe($$"""{"__type":"{{type}}","message":"{{sentence}}"}""");

    /// <summary>The body of the answer, whose status is 400.</summary>
    private static async Task<string> Send(string headers, string query = "", string target = "secretsmanager.ListSecrets", string body = "{}")
    {
        await using var connection = await RawConnection.Open(StrictEmulator.Running);
        var answer = await connection.Exchange(
            $"POST /{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: {target}\r\n{headers}"
            + $"Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
        answer.ShouldStartWith("HTTP/1.1 400 ");
        return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}
