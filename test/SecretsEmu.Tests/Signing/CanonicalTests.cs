using System.Text;
using Microsoft.Extensions.Primitives;
using SecretsEmu.Signing;

namespace SecretsEmu.Tests.Signing;

/// <summary>What the public suite leaves open about canonical requests (kms-iam-sts.md 1.2).</summary>
public sealed class CanonicalTests
{
    [TestCase("/a%20b", "/a%2520b")]
    [TestCase("/a+b", "/a%2Bb")]
    [TestCase("/..", "/")]
    [TestCase("/../../a", "/a")]
    [TestCase("/a/./b//c/", "/a/b/c/")]
    [TestCase("", "/")]
    public void A_path_is_normalized_and_encoded_again(string path, string expected) => CanonicalPath.Of(path).ShouldBe(expected);

    [TestCase("b=2&a=1&b=1", "a=1&b=1&b=2")]
    [TestCase("a", "a=")]
    [TestCase("a=&a", "a=&a=")]
    [TestCase("a=b=c", "a=b%3Dc")]
    [TestCase("&&a=1&", "a=1")]
    [TestCase("a=x+y&b=x%20y&c=x%2By", "a=x%20y&b=x%20y&c=x%2By")]
    [TestCase("a=%2f%7e", "a=%2F~")]
    [TestCase("a=%ff%fe", "a=%FF%FE")]
    [TestCase("a=%zz%", "a=%25zz%25")]
    [TestCase("a-b=1&a=2&A=3&a%2Fb=4", "A=3&a=2&a%2Fb=4&a-b=1", Description = "in the order of the encoded names: % stands before -")]
    public void A_query_is_encoded_anew_and_put_in_order(string query, string expected) => CanonicalQuery.Of(query, []).ShouldBe(expected);

    [Test]
    public void What_is_not_signed_is_left_out_of_a_query() =>
        CanonicalQuery.Of("X-Amz-Signature=1&X-Amz-Date=2&X-Amz-Security-Token=3", ["X-Amz-Signature"], "X-Amz-Security-Token")
            .ShouldBe("X-Amz-Date=2&X-Amz-Security-Token=***");

    [TestCase("http://example.com/a?b=c", "/a", "b=c")]
    [TestCase("http://example.com?b=c", "", "b=c")]
    [TestCase("http://example.com", "", "")]
    [TestCase("/a?b=http://x/y?z", "/a", "b=http://x/y?z")]
    [TestCase("*", "*", "")]
    public void A_target_in_absolute_form_counts_from_its_path_on(string target, string path, string query)
    {
        var request = new WireRequest("GET", target, new Dictionary<string, StringValues>(), default);

        (request.Path.ToString(), request.Query.ToString()).ShouldBe((path, query));
    }

    [Test]
    public void An_authority_that_was_signed_is_the_host() =>
        LinesOf(":authority", ("Host", "localhost:4584")).ShouldBe(":authority:localhost:4584");

    [TestCase("\ta  b   c \t", "a b c")]
    [TestCase("a\tb", "a\tb")]
    [TestCase("", "")]
    [TestCase("   ", "")]
    [TestCase("ü  é", "ü é")]
    public void Spaces_of_a_header_are_collapsed(string value, string expected) => LinesOf("x", ("X", value)).ShouldBe($"x:{expected}");

    [Test]
    public void A_header_that_did_not_come_is_empty() => LinesOf("x").ShouldBe("x:");

    [Test]
    public void Keys_are_found_again_and_forgotten_when_there_are_too_many()
    {
        var keys = new SigningKeys();
        var scope = new CredentialScope("test", "20260131", "us-east-1", "kms", "aws4_request");
        var derived = SigningKeys.Derive("secret", scope);

        for (var i = 0; i < 1000; i++)
        {
            keys.Find("secret", scope).SequenceEqual(derived).ShouldBeTrue();
            keys.Find("secret", scope with { Region = $"r-{i}" }).SequenceEqual(derived).ShouldBeFalse();
            keys.Find($"secret-{i}", scope).SequenceEqual(derived).ShouldBeFalse();
        }
    }

    [Test]
    public void A_claim_does_not_print_its_token() =>
        new SignatureClaim { Algorithm = "A", Credential = "C", SessionToken = "very-secret" }.ToString().ShouldBe("A C");

    private static string LinesOf(string signed, params (string Name, string Value)[] headers)
    {
        var request = new WireRequest(
            "GET", "/", headers.ToDictionary(header => header.Name, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase), default);
        return Encoding.UTF8.GetString(CanonicalRequest.Of(request, new SignatureClaim { SignedHeaders = signed }, "hash")).Split('\n')[3];
    }
}
