using System.Text;
using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Rotation.Steps;

/// <summary>Values and tokens in a function's log.</summary>
public sealed class ValueMaskTests
{
    [Test]
    public void A_value_and_a_token_are_hidden_wherever_they_stand() =>
        Mask(["token-1"], "swordfish").Apply("swordfish, token-1 and swordfish").ShouldBe("***, *** and ***");

    [Test]
    public void A_line_without_a_secret_stays_as_it_is() => Mask([], "swordfish").Apply("sword fish").ShouldBe("sword fish");

    [TestCase("abc", "the code abc", "the code abc")]
    [TestCase("abcd", "the code abcd", "the code ***")]
    [TestCase("", "nothing", "nothing")]
    public void A_text_of_fewer_than_four_characters_is_no_secret(string value, string line, string shown) => Mask([], value).Apply(line).ShouldBe(shown);

    [TestCase("p4ssw0rd", "***")]
    [TestCase("""{"username":"app","password":"p4ssw0rd","host":"localhost","port":5432,"pin":123456,"nested":{"key":"k3yk3y"},"list":["l1st"],"ok":true}""", "***")]
    [TestCase("app localhost 5432 true", "app localhost 5432 true")]
    [TestCase("123456 k3yk3y l1st", "*** *** ***")]
    public void Of_JSON_each_text_and_number_is_hidden_by_itself_but_not_what_names_a_thing(string line, string shown) =>
        Mask([], """{"username":"app","password":"p4ssw0rd","host":"localhost","port":5432,"pin":123456,"nested":{"key":"k3yk3y"},"list":["l1st"],"ok":true}""")
            .Apply(line).ShouldBe(shown);

    [TestCase("""["first","second"]""", "first second", "*** ***")]
    [TestCase("\"quoted\"", "quoted", "***")]
    [TestCase("12345", "12345", "***")]
    [TestCase("{not json", "{not json", "***")]
    public void A_value_may_be_any_JSON_or_none(string value, string line, string shown) => Mask([], value).Apply(line).ShouldBe(shown);

    [Test]
    public void A_value_is_hidden_as_JSON_writes_it_too()
    {
        var mask = Mask([], """{"password":"a\"b<c>\\d"}""");

        mask.Apply("""a"b<c>\d""").ShouldBe("***");
        mask.Apply("""{"p":"a\"b<c>\\d"}""").ShouldBe("""{"p":"***"}""");
        mask.Apply("""{"p":"a\u0022b\u003Cc\u003E\\d"}""").ShouldBe("""{"p":"***"}""");
    }

    [Test]
    public void Half_of_a_surrogate_pair_in_JSON_is_hidden_as_it_is_written() =>
        Mask([], """{"password":"\ud800abc"}""").Apply("""the password \ud800abc""").ShouldBe("the password ***");

    [Test]
    public void A_value_of_several_lines_is_hidden_line_by_line()
    {
        var mask = Mask([], "-----BEGIN KEY-----\r\nMIIEvQIB\n-----END KEY-----\n");

        mask.Apply("-----BEGIN KEY-----").ShouldBe("***");
        mask.Apply("key: MIIEvQIB").ShouldBe("key: ***");
    }

    [Test]
    public void A_binary_value_is_hidden_as_base64_and_as_text()
    {
        var mask = new ValueMask([], [SecretValue.Of(Encoding.UTF8.GetBytes("binary-one"))]);

        mask.Apply("YmluYXJ5LW9uZQ== binary-one").ShouldBe("*** ***");
        new ValueMask([], [SecretValue.Of([0xFF, 0xFE, 0xFD, 0xFC])]).Apply("//79/A==").ShouldBe("***");
    }

    [TestCase("abcdefghi", "***")]
    [TestCase("abcdef", "***")]
    [TestCase("xabcdefghix", "x***x")]
    [TestCase("abcdefdefghi", "***")]
    [TestCase("abcdef defghi", "*** ***")]
    public void Values_that_overlap_or_touch_are_hidden_together(string line, string shown) => Mask([], "abcdef", "defghi").Apply(line).ShouldBe(shown);

    [Test]
    public void A_value_inside_another_and_one_that_repeats_itself_leave_nothing()
    {
        Mask([], "aaaa").Apply("aaaaaa").ShouldBe("***");
        Mask([], "inner", "outer-inner-outer").Apply("outer-inner-outer, inner").ShouldBe("***, ***");
        Mask([], "****").Apply("a ****").ShouldBe("a ***");
    }

    [TestCase("a long line that ends with sword…", "a long line that ends with ***…")]
    [TestCase("a long line that ends with swordfish…", "a long line that ends with ***…")]
    [TestCase("a long line that ends with swo…", "a long line that ends with swo…")]
    [TestCase("a line that was not cut: sword", "a line that was not cut: sword")]
    public void Of_a_line_that_was_cut_the_beginning_of_a_value_is_hidden(string line, string shown) => Mask([], "swordfish").Apply(line).ShouldBe(shown);

    [Property(MaxTest = 300)]
    public void No_value_is_left_in_any_line(string before, string value, string after)
    {
        var text = $"{value}1234";

        Mask([], text).Apply($"{before}{text}{after}").ShouldNotContain(text);
    }

    private static ValueMask Mask(string[] tokens, params string[] values) => new(tokens, values.Select(SecretValue.Of));
}
