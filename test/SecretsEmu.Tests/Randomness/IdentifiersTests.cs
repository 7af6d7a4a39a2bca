using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Randomness;

public sealed class IdentifiersTests
{
    [Test]
    public void A_UUID_is_of_version_4_in_lower_case()
    {
        var random = new CryptographicRandom();

        Enumerable.Range(0, 100).Select(_ => random.Uuid())
            .ShouldAllBe(uuid => System.Text.RegularExpressions.Regex.IsMatch(uuid, "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    }

    [Test]
    public void An_ARN_suffix_has_six_letters_of_both_cases_and_digits()
    {
        var random = new SeededRandom(1);

        var suffixes = Enumerable.Range(0, 1000).Select(_ => random.ArnSuffix()).ToList();

        suffixes.ShouldAllBe(suffix => suffix.Length == 6);
        string.Concat(suffixes).Distinct().Order().ShouldBe("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }

    [Test]
    public void The_same_seed_gives_the_same_names()
    {
        var (one, other) = (new SeededRandom(7), new SeededRandom(7));

        (other.Uuid(), other.ArnSuffix(), other.Index(1000)).ShouldBe((one.Uuid(), one.ArnSuffix(), one.Index(1000)));
    }

    [Test]
    public void Another_seed_gives_others()
    {
        new SeededRandom(8).Uuid().ShouldNotBe(new SeededRandom(7).Uuid());
    }
}
