using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

/// <summary>What the agent of ECS makes of a key of a secret: Go's JSON and its <c>%v</c>.</summary>
public sealed class GoJsonTests
{
    [TestCase("\"text\"", "text")]
    [TestCase("\"\"", "")]
    [TestCase("\"a \\\"quoted\\\" \\u00e9\"", "a \"quoted\" é")]
    [TestCase("0", "0")]
    [TestCase("-0", "-0")]
    [TestCase("5432", "5432")]
    [TestCase("999999", "999999")]
    [TestCase("1000000", "1e+06")]
    [TestCase("1234567", "1.234567e+06")]
    [TestCase("27017000", "2.7017e+07")]
    [TestCase("1e21", "1e+21")]
    [TestCase("1e100", "1e+100")]
    [TestCase("3.14", "3.14")]
    [TestCase("1.50", "1.5")]
    [TestCase("1.0", "1")]
    [TestCase("608863452348.1149", "6.088634523481149e+11")]
    [TestCase("123456.789", "123456.789")]
    [TestCase("0.1", "0.1")]
    [TestCase("3.141592653589793", "3.141592653589793")]
    [TestCase("28.59999999999998", "28.59999999999998")]
    [TestCase("99999.99999999999", "99999.99999999999")]
    [TestCase("0.1234567890123456", "0.1234567890123456")]
    [TestCase("0.0001", "0.0001")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("0.000012345", "1.2345e-05")]
    [TestCase("-12345678", "-1.2345678e+07")]
    [TestCase("9007199254740993", "9.007199254740992e+15")]
    [TestCase("true", "true")]
    [TestCase("false", "false")]
    [TestCase("null", "<nil>")]
    [TestCase("""{"b":2,"a":1}""", "map[a:1 b:2]")]
    [TestCase("""{"a":{"c":null,"b":"x y"},"d":[]}""", "map[a:map[b:x y c:<nil>] d:[]]")]
    [TestCase("{}", "map[]")]
    [TestCase("[1,2]", "[1 2]")]
    [TestCase("""["a",true,1000000,{"k":[null]}]""", "[a true 1e+06 map[k:[<nil>]]]")]
    public void A_value_is_written_as_Go_writes_it(string json, string expected) =>
        GoJson.At($$"""{"other":1,"key":{{json}}}""", "key").ShouldBe((expected, null));

    [Test]
    public void Of_several_members_with_one_name_the_last_counts() =>
        GoJson.At("""{"key":"one","key":"two"}""", "key").ShouldBe(("two", null));

    [TestCase("{}")]
    [TestCase("""{"Key":1}""")]
    [TestCase("""{"outer":{"key":1}}""")]
    [TestCase("null")]
    public void A_key_that_is_missing_is_neither_value_nor_error(string json) =>
        GoJson.At(json, "key").ShouldBe((null, null));

    [TestCase("\"text\"", "json: cannot unmarshal string into Go value of type map[string]interface {}")]
    [TestCase("[1]", "json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [TestCase("1", "json: cannot unmarshal number into Go value of type map[string]interface {}")]
    [TestCase("true", "json: cannot unmarshal bool into Go value of type map[string]interface {}")]
    [TestCase("""{"key":"v","other":[1e999]}""", "json: cannot unmarshal number 1e999 into Go value of type float64")]
    [TestCase("", "unexpected end of JSON input")]
    [TestCase("   ", "unexpected end of JSON input")]
    [TestCase("{", "unexpected end of JSON input")]
    [TestCase("""{"key":"v""", "unexpected end of JSON input")]
    [TestCase("""{"key":""", "unexpected end of JSON input")]
    [TestCase("-", "unexpected end of JSON input")]
    [TestCase("{'key':'v'}", @"invalid character '\'' looking for beginning of object key string")]
    [TestCase("'key'", @"invalid character '\'' looking for beginning of value")]
    [TestCase("hunter2", "invalid character 'h' looking for beginning of value")]
    [TestCase("true dat", "invalid character 'd' after top-level value")]
    [TestCase("tru dat", "invalid character ' ' in literal true (expecting 'e')")]
    [TestCase("never", "invalid character 'e' in literal null (expecting 'u')")]
    [TestCase("01", "invalid character '1' after top-level value")]
    [TestCase("-x", "invalid character 'x' in numeric literal")]
    [TestCase("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [TestCase("1ex", "invalid character 'x' in exponent of numeric literal")]
    [TestCase("1e+x", "invalid character 'x' in exponent of numeric literal")]
    [TestCase("""{"key" 1}""", "invalid character '1' after object key")]
    [TestCase("""{"key":1 "b":2}""", "invalid character '\"' after object key:value pair")]
    [TestCase("""{"key":1,}""", "invalid character '}' looking for beginning of object key string")]
    [TestCase("[1,]", "invalid character ']' looking for beginning of value")]
    [TestCase("[1 2]", "invalid character '2' after array element")]
    [TestCase("{\"key\":\"a\nb\"}", @"invalid character '\n' in string literal")]
    [TestCase("{\"key\":\"\u0001\"}", @"invalid character '\x01' in string literal")]
    [TestCase("""{"key":"\x"}""", "invalid character 'x' in string escape code")]
    [TestCase("""{"key":"\u00zz"}""", @"invalid character 'z' in \u hexadecimal character escape")]
    [TestCase("é", "invalid character 'Ã' looking for beginning of value")]
    public void What_is_no_object_gets_Go_s_sentence(string text, string sentence) =>
        GoJson.At(text, "key").ShouldBe((null, sentence));

    [Test]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        GoJson.At("""{"key":"\ud83d!"}""", "key").ShouldBe(("\uFFFD!", null));
}
