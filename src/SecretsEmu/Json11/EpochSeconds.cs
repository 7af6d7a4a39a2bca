using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretsEmu.Json11;

/// <summary>
/// Times as AWS writes them: seconds since 1970 with up to three decimals, in Java's form of a double
/// (<c>1.791514081673E9</c>). Source: raw answers, secretsmanager.md 1.2.
/// </summary>
internal sealed class EpochSeconds : JsonConverter<DateTimeOffset>
{
    // Java switches to the exponent form at ten million.
    private const long FirstWithExponent = 10_000_000_000;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(reader.GetDouble() * 1000));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Encoding.ASCII.GetBytes(Text(value.ToUnixTimeMilliseconds())), skipInputValidation: true);

    internal static string Text(long milliseconds)
    {
        if (milliseconds < FirstWithExponent)
        {
            return (milliseconds / 1000m).ToString("0.0##", CultureInfo.InvariantCulture);
        }

        var digits = milliseconds.ToString(CultureInfo.InvariantCulture);
        var fraction = digits[1..].TrimEnd('0');
        return $"{digits[0]}.{(fraction.Length == 0 ? "0" : fraction)}E{digits.Length - 4}";
    }
}
