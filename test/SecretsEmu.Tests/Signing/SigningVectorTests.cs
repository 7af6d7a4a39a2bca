using System.Globalization;
using System.Text;
using SecretsEmu.Signing;

namespace SecretsEmu.Tests.Signing;

/// <summary>AWS's own signing suite, in both directions: our texts are its texts, and what it signed verifies.</summary>
/// <remarks>
/// Cases named "unnormalized" follow S3's rule for paths, and no service here is S3: of them only the encoding is tested.
/// The folded header of get-header-value-multiline cannot arrive, since Kestrel refuses it; it is unfolded here.
/// </remarks>
public sealed class SigningVectorTests
{
    [TestCaseSource(nameof(Vectors))]
    public void A_request_signed_in_its_header_has_the_texts_of_the_suite(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Header.SignedRequest);

        ShouldHaveTheTexts(expected, expected.Header, request, ClaimInHeader(request));
    }

    [TestCaseSource(nameof(Vectors))]
    public void A_presigned_request_has_the_texts_of_the_suite(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Query.SignedRequest);

        ShouldHaveTheTexts(expected, expected.Query, request, SignatureClaim.InQuery(request.Query)!, expected.SignToken);
    }

    [TestCaseSource(nameof(Vectors))]
    public void A_request_is_signed_as_in_the_suite(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, headers) = SigningVector.Parse(expected.Request);
        headers["X-Amz-Date"] = expected.Time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (expected.SignBody)
        {
            headers["x-amz-content-sha256"] = Signature.PayloadHash(request.Body.Span);
        }

        if (expected is { Token: { } token, SignToken: true })
        {
            headers["X-Amz-Security-Token"] = token;
        }

        var names = headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal);
        var authorization = Signer.AuthorizationOf(request, names, expected.Scope, expected.Secret);

        expected.Header.SignedRequest.ShouldContain($"\nAuthorization:{authorization}\n");
    }

    [TestCaseSource(nameof(Vectors))]
    public void What_the_suite_signed_in_a_header_verifies(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Header.SignedRequest);

        Verify(expected, request, ClaimInHeader(request)).ShouldBeNull();
    }

    [TestCaseSource(nameof(Vectors))]
    public void What_the_suite_presigned_verifies(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Query.SignedRequest);

        Verify(expected, request, SignatureClaim.InQuery(request.Query)!).ShouldBeNull();
    }

    [TestCaseSource(nameof(Vectors))]
    public void Another_secret_does_not_verify_and_the_texts_of_the_suite_are_shown(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Header.SignedRequest);
        var claim = ClaimInHeader(request);

        var mismatch = Signature.Verify(request, claim, expected.Scope, SigningKeys.Derive("another", expected.Scope)).ShouldNotBeNull();

        var shown = expected.Token is { } token ? expected.Header.CanonicalRequest.Replace(token, "***", StringComparison.Ordinal) : expected.Header.CanonicalRequest;
        mismatch.CanonicalRequest.ShouldBe(shown);
        mismatch.StringToSign.ShouldBe(expected.Header.StringToSign);
    }

    [TestCaseSource(nameof(S3Vectors))]
    public void A_path_that_is_not_normalized_is_encoded_as_in_the_suite(object vector)
    {
        var expected = (SigningVector)vector;
        var (request, _) = SigningVector.Parse(expected.Request);

        CanonicalPath.Encode(request.Path.ToString()).ShouldBe(expected.Header.CanonicalRequest.Split('\n')[1]);
    }

    [Test]
    public void The_suite_is_complete()
    {
        SigningVector.All.Count.ShouldBe(38);
        Vectors().Count().ShouldBe(31);
    }

    private static IEnumerable<TestCaseData> Vectors() => Cases(SigningVector.All.Where(vector => vector.Normalize));

    private static IEnumerable<TestCaseData> S3Vectors() => Cases(SigningVector.All.Where(vector => !vector.Normalize));

    private static IEnumerable<TestCaseData> Cases(IEnumerable<SigningVector> vectors) =>
        vectors.Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    private static SignatureClaim ClaimInHeader(WireRequest request) => SignatureClaim.InHeader(request.Header("Authorization").ToString(), request);

    private static SignatureMismatch? Verify(SigningVector vector, WireRequest request, SignatureClaim claim) =>
        Signature.Verify(request, claim, CredentialScope.Read(claim.Credential)!.Value, SigningKeys.Derive(vector.Secret, vector.Scope));

    private static void ShouldHaveTheTexts(
        SigningVector vector, SigningForm expected, WireRequest request, SignatureClaim claim, bool withQueryToken = true)
    {
        var canonical = CanonicalRequest.Of(request, claim, Signature.PayloadHash(request.Body.Span), withQueryToken);
        Encoding.UTF8.GetString(canonical).ShouldBe(expected.CanonicalRequest);

        var toSign = Signature.StringToSign(claim.Date, vector.Scope, canonical);
        toSign.ShouldBe(expected.StringToSign);

        Signature.Of(toSign, SigningKeys.Derive(vector.Secret, vector.Scope)).ShouldBe(expected.Signature);
        claim.Signature.ShouldBe(expected.Signature);
    }
}
