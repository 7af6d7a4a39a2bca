using SecretsEmu.Signing;

namespace SecretsEmu.Tests.Signing;

/// <summary>What default mode reads of a signature that it does not verify.</summary>
public sealed class AuthorizationHeaderTests
{
    [Test]
    public void A_header_says_who_signed_for_what() =>
        AuthorizationHeader.Read("AWS4-HMAC-SHA256 Credential=key/20260131/eu-west-1/kms/aws4_request, SignedHeaders=host, Signature=0")
            .ShouldBe(new AuthorizationHeader("key", "eu-west-1", "kms"));

    [TestCase("eu-west-1", "eu-west-1")]
    [TestCase("eu-west-1,us-east-1", "eu-west-1")]
    [TestCase(" eu-west-1 , us-east-1", "eu-west-1")]
    [TestCase("*", "*")]
    [TestCase("", "")]
    public void A_header_of_SigV4A_has_its_region_from_the_set(string regionSet, string region) =>
        AuthorizationHeader.Read("AWS4-ECDSA-P256-SHA256 Credential=key/20260131/sts/aws4_request, SignedHeaders=host, Signature=0", regionSet)
            .ShouldBe(new AuthorizationHeader("key", region, "sts"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Bearer Credential=key/20260131/eu-west-1/kms/aws4_request")]
    [TestCase("AWS4-HMAC-SHA256")]
    [TestCase("AWS4-HMAC-SHA256 Credential=key")]
    [TestCase("AWS4-HMAC-SHA256 Credential=key/20260131/sts/aws4_request")]
    [TestCase("AWS4-HMAC-SHA256 Credential=key/20260131/eu-west-1/kms/aws4_request/more")]
    public void Anything_else_says_nothing(string? header) => AuthorizationHeader.Read(header).ShouldBeNull();
}
