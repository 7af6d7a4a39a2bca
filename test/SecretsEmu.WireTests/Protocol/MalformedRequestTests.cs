using System.Net;
using System.Text;

namespace SecretsEmu.WireTests.Protocol;

/// <summary>Bodies that AWS's front end refuses, the same for each operation: the exact answer, and no trace in the state.</summary>
[TestFixtureSource(typeof(EveryOperation), nameof(EveryOperation.Names))]
public sealed class MalformedRequestTests(string operation)
{
    private const string ListNotExpected = "Start of list found where not expected";
    private const string StructureNotExpected = "Start of structure or map found where not expected.";
    private const string NotReadable = """{"__type":"SerializationException"}""";

    private static readonly string[] NotJson =
    [
        "", " ", "\n", "{", "}", "[", "]", "{]", "null null", "not json", "{}x", "{}{}", "{} {}", ",", "\"", "'a'", "{'SecretId':'db'}",
        "{SecretId:\"db\"}", "{\"SecretId\"}", "{\"SecretId\":}", "{\"SecretId\":\"db\",}", "{,}", "{\"SecretId\" \"db\"}", "{\"a\":01}", "{\"a\":1.}",
        "{\"a\":1e}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-}", "{\"a\":+1}", "{\"a\":0x1}", "{\"a\":True}", "{\"a\":nul}", "{\"a\":undefined}",
        "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\u0001\"}", "{\"a\":\"line\nbreak\"}", "{\"a\":[1,]}", "/* c */{}", "{}// c", "\uFEFF{}",
        "Action=GetSecretValue&SecretId=db", "<SecretId>db</SecretId>",
    ];

    private KnownRequest Known { get; } = EveryOperation.Of(operation);

    [Test]
    public async Task A_value_of_another_JSON_type_is_a_serialization_error()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var (path, kind) in Known.Members)
        {
            foreach (var (json, sentence) in WrongFor(kind))
            {
                var answer = await emulator.Client.Call(operation, Known.With(path, json));
                answer.Body.ShouldBe($$"""{"__type":"SerializationException","message":"{{sentence}}"}""", $"{path} = {json}");
                answer.Status.ShouldBe(400);
            }
        }

        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [TestCase("[]", ListNotExpected)]
    [TestCase("""[{"SecretId":"db"}]""", ListNotExpected)]
    [TestCase("\"db\"", "Unexpected field type")]
    [TestCase("1", "Unexpected field type")]
    [TestCase("true", "Unexpected field type")]
    [TestCase("null", "Unexpected field type")]
    public async Task A_body_that_is_no_object_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call(operation, body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    [Test]
    public async Task A_body_that_is_not_JSON_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var body in NotJson)
        {
            await ShouldNotBeReadable(emulator, body);
        }

        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task A_body_cut_off_anywhere_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        for (var length = 0; length < Known.Body.Length; length++)
        {
            await ShouldNotBeReadable(emulator, Known.Body[..length]);
        }

        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task A_member_given_twice_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var member in Known.TopLevel)
        {
            await ShouldNotBeReadable(emulator, $$"""{"{{member}}":null,{{Known.With(member, "null")[1..]}}""");
        }

        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task A_lone_surrogate_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var (path, _) in Known.Members.Where(member => member.Kind is "String" or "Blob"))
        {
            foreach (var text in new[] { @"\ud800", @"\udc00", @"a\ud800z", @"\udc00\ud800", @"\ud800\ud800" })
            {
                await ShouldNotBeReadable(emulator, Known.With(path, $"\"{text}\""));
            }
        }

        await ShouldNotBeReadable(emulator, Known.With(@"\ud800", "1"));
        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var bytes in new byte[][] { [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC3], [0xF5, 0x80, 0x80, 0x80] })
        {
            foreach (var (path, _) in Known.Members.Where(member => member.Kind is "String" or "Blob"))
            {
                // Latin-1 carries bytes through the text one to one; the rest of the body is ASCII.
                var body = Encoding.Latin1.GetBytes(Known.With(path, $"\"{Encoding.Latin1.GetString(bytes)}\""));
                var answer = await emulator.Client.Call(operation, body);
                answer.Body.ShouldBe(NotReadable, path);
                answer.Status.ShouldBe(400);
            }
        }

        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task Nesting_beyond_64_levels_cannot_be_read()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);

        foreach (var levels in new[] { 64, 65, 1000, 100_000 })
        {
            await ShouldNotBeReadable(emulator, Known.With("Unknown", new string('[', levels) + new string(']', levels)));
        }

        await ShouldNotBeReadable(emulator, new string('[', 500_000));
        await ShouldNotBeReadable(emulator, string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task A_body_of_more_than_a_mebibyte_is_too_large()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        var before = await EveryOperation.State(emulator);
        var body = Known.With("Unknown", "\"\"");
        body = body.Insert(body.Length - 2, new string('x', (1024 * 1024) - body.Length + 1));

        var answer = await emulator.Client.Call(operation, body);

        answer.ShouldBeError("RequestEntityTooLargeException", "Request size exceeds the limit.", 413, "message");
        (await EveryOperation.State(emulator)).ShouldBe(before);
    }

    [Test]
    public async Task What_it_does_not_know_is_ignored_up_to_a_mebibyte()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        await using var twin = await EveryOperation.StartWithSecret();
        var body = Known.With("Unknown", """{"a":[1e999,{"b":null,"b":[[[]]]}],"\ud800":"\udc00","":""}""");
        body = $$"""{"secretId":5,"SECRETID":{},"Description2":[],"Padding":"{{new string('x', (1024 * 1024) - body.Length - 60)}}",{{body[1..]}}""";

        var plain = await emulator.Client.Call(operation, Known.Body);
        var padded = await twin.Client.Call(operation, body);

        padded.Body.ShouldBe(plain.Body);
        padded.Status.ShouldBe(plain.Status);
        (await EveryOperation.State(twin)).ShouldBe(await EveryOperation.State(emulator));
    }

    [Test]
    public async Task Null_is_an_absent_member()
    {
        // The same calls in the same order on two emulators with one seed.
        await using var emulator = await EveryOperation.StartWithSecret();
        await using var twin = await EveryOperation.StartWithSecret();

        foreach (var member in Known.TopLevel)
        {
            var absent = await emulator.Client.Call(operation, Known.Without(member));
            var given = await twin.Client.Call(operation, Known.With(member, "null"));
            given.Body.ShouldBe(absent.Body, member);
            given.Status.ShouldBe(absent.Status);
        }

        (await EveryOperation.State(twin)).ShouldBe(await EveryOperation.State(emulator));
    }

    [Test]
    public async Task Odd_texts_get_an_answer_of_the_caller()
    {
        await using var emulator = await EveryOperation.StartWithSecret();

        foreach (var (path, _) in Known.Members.Where(member => member.Kind == "String"))
        {
            foreach (var text in new[] { "", @"\u0000", @"a\u0000b", @"\ud83d\ude00", "{0}", "%s%n", "../..", "${jndi}", "'; --", @"\u202e", new string('x', 70_000) })
            {
                var answer = await emulator.Client.Call(operation, Known.With(path, $"\"{text}\""));
                answer.Status.ShouldBeOneOf(200, 400);
                answer.Body.ShouldNotContain(" at SecretsEmu.");
            }
        }
    }

    [Test]
    public async Task Odd_numbers_get_an_answer_of_the_caller()
    {
        await using var emulator = await EveryOperation.StartWithSecret();

        foreach (var (path, _) in Known.Members.Where(member => member.Kind is "Integer" or "Long"))
        {
            foreach (var number in new[] { "0", "-1", "-0", "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808" })
            {
                var answer = await emulator.Client.Call(operation, Known.With(path, number));
                answer.Status.ShouldBeOneOf(200, 400);
                answer.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
            }
        }
    }

    private static IEnumerable<(string Json, string Sentence)> WrongFor(string kind) => kind switch
    {
        "String" or "Blob" =>
        [
            ("1", $"NUMBER_VALUE cannot be converted to {kind}"), ("-1.5e300", $"NUMBER_VALUE cannot be converted to {kind}"),
            ("true", $"TRUE_VALUE cannot be converted to {kind}"), ("false", $"FALSE_VALUE cannot be converted to {kind}"),
            ("{}", StructureNotExpected), ("""{"S":"x"}""", StructureNotExpected), ("[]", ListNotExpected), ("""["x"]""", ListNotExpected),
        ],
        "Integer" or "Long" =>
        [
            ("\"1\"", $"STRING_VALUE cannot be converted to {kind}"), ("\"\"", $"STRING_VALUE cannot be converted to {kind}"),
            ("true", $"TRUE_VALUE cannot be converted to {kind}"), ("false", $"FALSE_VALUE cannot be converted to {kind}"),
            ("1e999", $"NUMBER_VALUE cannot be converted to {kind}"), ("9223372036854775808", $"NUMBER_VALUE cannot be converted to {kind}"),
            (new string('9', 1000), $"NUMBER_VALUE cannot be converted to {kind}"),
            ("{}", StructureNotExpected), ("[]", ListNotExpected), ("[1]", ListNotExpected),
        ],
        "Boolean" =>
        [
            ("\"true\"", "STRING_VALUE cannot be converted to Boolean"), ("1", "NUMBER_VALUE cannot be converted to Boolean"),
            ("0", "NUMBER_VALUE cannot be converted to Boolean"), ("{}", StructureNotExpected), ("[true]", ListNotExpected),
        ],
        "List" =>
        [
            ("\"x\"", "Unexpected field type"), ("1", "Unexpected field type"), ("true", "Unexpected field type"),
            ("{}", StructureNotExpected), ("""{"0":"x"}""", StructureNotExpected),
        ],
        _ =>
        [
            ("\"x\"", "Unexpected field type"), ("1", "Unexpected field type"), ("false", "Unexpected field type"),
            ("[]", ListNotExpected), ("[{}]", ListNotExpected),
        ],
    };

    private async Task ShouldNotBeReadable(Emulator emulator, string body)
    {
        var answer = await emulator.Client.Call(operation, body);
        answer.Body.ShouldBe(NotReadable, body.Length > 200 ? body[..200] : body);
        answer.Status.ShouldBe((int)HttpStatusCode.BadRequest);
    }
}
