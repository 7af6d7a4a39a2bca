using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Validation;

namespace SecretsEmu.Tests.Json11;

/// <summary>Maps of strings on the wire; the other kinds are tried on every member of every operation in the wire tests.</summary>
public sealed class TypeCheckTests
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly Shape Probe = Shape.Of(Options.GetTypeInfo(typeof(ProbeRequest)));

    [TestCase("""{"Map":{}}""")]
    [TestCase("""{"Map":null}""")]
    [TestCase("""{"Map":{"a":"1","A":"2","":""}}""")]
    [TestCase("""{"Map":{"a":null}}""", Description = "The constraints report it.")]
    public void A_map_of_strings_passes(string body) => Should.NotThrow(() => Check(body));

    [Test]
    public void A_map_is_bound_with_the_keys_as_they_are()
    {
        var bound = JsonSerializer.Deserialize<ProbeRequest>("""{"Map":{"b":"2","a":"1","A":"3"}}""", Options)!;

        bound.Map!.ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["A"] = "3" }, ignoreOrder: true);
    }

    [TestCase("""{"Map":"x"}""", "Unexpected field type")]
    [TestCase("""{"Map":1}""", "Unexpected field type")]
    [TestCase("""{"Map":true}""", "Unexpected field type")]
    [TestCase("""{"Map":[]}""", "Start of list found where not expected")]
    [TestCase("""{"Map":{"a":1}}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"Map":{"a":false}}""", "FALSE_VALUE cannot be converted to String")]
    [TestCase("""{"Map":{"a":{}}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"Map":{"a":["x"]}}""", "Start of list found where not expected")]
    public void Another_type_is_refused(string body, string sentence)
    {
        var refused = Should.Throw<AwsErrorException>(() => Check(body)).Error;

        (refused.Type, refused.Message).ShouldBe(("SerializationException", sentence));
    }

    [TestCase("""{"Map":{"a":"1","a":"1"}}""", Description = "A key twice.")]
    [TestCase("""{"Map":{"\ud800":"1"}}""", Description = "A lone surrogate as a key.")]
    [TestCase("""{"Map":{"a":"\ud800"}}""", Description = "A lone surrogate as a value.")]
    public void What_no_map_can_hold_is_unreadable(string body)
    {
        var refused = Should.Throw<AwsErrorException>(() => Check(body)).Error;

        (refused.Type, refused.Message).ShouldBe(("SerializationException", null));
    }

    private static void Check(string body) => TypeCheck.Run(Encoding.UTF8.GetBytes(body), Probe);

    private sealed class ProbeRequest
    {
        public IReadOnlyDictionary<string, string>? Map { get; init; }
    }
}
