using SecretsEmu.Time;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Time;

public sealed class DurationsTests
{
    [TestCase("8d", "8.00:00:00")]
    [TestCase("36h", "1.12:00:00")]
    [TestCase("1h30m", "01:30:00")]
    [TestCase("45s", "00:00:45")]
    [TestCase("90m", "01:30:00")]
    [TestCase("1d2h3m4s", "1.02:03:04")]
    [TestCase("1d4s", "1.00:00:04")]
    [TestCase("007d", "7.00:00:00")]
    [TestCase("0d1s", "00:00:01")]
    [TestCase("10675199d", "10675199.00:00:00")]
    public void A_length_is_read(string text, string length)
    {
        Durations.Parse(text).ShouldBe(TimeSpan.Parse(length, null));
    }

    [TestCase("")]
    [TestCase("8")]
    [TestCase("d")]
    [TestCase("0s")]
    [TestCase("-1d")]
    [TestCase("+1d")]
    [TestCase("1.5h")]
    [TestCase("1 d")]
    [TestCase(" 1d")]
    [TestCase("1d ")]
    [TestCase("1D")]
    [TestCase("1w")]
    [TestCase("1d1d")]
    [TestCase("30m1h")]
    [TestCase("1h30")]
    [TestCase("10675200d")]
    [TestCase("99999999999d")]
    [TestCase("2147483647d")]
    [TestCase("10675199d2147483647h")]
    [TestCase("١d")]
    [TestCase("00:45:00")]
    public void Anything_else_is_none(string text)
    {
        Durations.Parse(text).ShouldBeNull();
    }

    [Property]
    public bool Any_text_is_a_length_above_zero_or_none(FsCheck.NonNull<string> text) =>
        Durations.Parse(text.Get) is not { } length || length > TimeSpan.Zero;

    [Property]
    public bool Whole_seconds_come_back(FsCheck.PositiveInt seconds)
    {
        var length = TimeSpan.FromSeconds(seconds.Get);

        return Durations.Parse($"{length.Days}d{length.Hours}h{length.Minutes}m{length.Seconds}s") == length;
    }
}
