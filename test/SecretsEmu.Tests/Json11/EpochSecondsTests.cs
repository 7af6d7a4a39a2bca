using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Json11;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Json11;

/// <summary>Times in Java's form of a double (secretsmanager.md 1.2).</summary>
public sealed class EpochSecondsTests
{
    [TestCase(1_791_514_081_673, "1.791514081673E9")]
    [TestCase(1_523_477_145_713, "1.523477145713E9")]
    [TestCase(1_700_591_229_801, "1.700591229801E9")]
    public void As_in_answers_of_AWS(long milliseconds, string text)
    {
        // Verified: raw answers, field and docs
        EpochSeconds.Text(milliseconds).ShouldBe(text);
    }

    [TestCase(1_769_846_400_000, "1.7698464E9")]
    [TestCase(1_769_846_400_100, "1.7698464001E9")]
    [TestCase(1_769_846_400_001, "1.769846400001E9")]
    [TestCase(1_000_000_000_000, "1.0E9")]
    [TestCase(2_000_000_000_000, "2.0E9")]
    [TestCase(221_845_392_000_000, "2.21845392E11")]
    [TestCase(10_000_000_000, "1.0E7")]
    [TestCase(9_999_999_999, "9999999.999")]
    [TestCase(9_999_999_000, "9999999.0")]
    [TestCase(1, "0.001")]
    [TestCase(0, "0.0")]
    public void As_Java_prints_a_double(long milliseconds, string text)
    {
        EpochSeconds.Text(milliseconds).ShouldBe(text);
    }

    [Property]
    public bool Any_time_is_a_JSON_number_that_is_read_back_to_the_millisecond(FsCheck.PositiveInt seconds, FsCheck.NonNegativeInt milliseconds)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds((seconds.Get * 1000L) + (milliseconds.Get % 1000));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            new EpochSeconds().Write(writer, time, JsonSerializerOptions.Default);
        }

        var text = Encoding.ASCII.GetString(stream.ToArray());
        return (long)Math.Round(double.Parse(text, CultureInfo.InvariantCulture) * 1000) == time.ToUnixTimeMilliseconds()
            && JsonDocument.Parse(text).RootElement.ValueKind == JsonValueKind.Number;
    }
}
