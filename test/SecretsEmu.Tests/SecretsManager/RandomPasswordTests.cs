using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The rules of GetRandomPassword (secretsmanager.md 4.7).</summary>
public class RandomPasswordTests
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    [Test]
    public void By_default_it_has_32_characters_of_all_four_classes_and_no_space()
    {
        var password = new RandomPassword().Generate(new SeededRandom(1));

        password.Length.ShouldBe(32);
        password.ShouldSatisfyAllConditions(
            () => password.Any(Upper.Contains).ShouldBeTrue(),
            () => password.Any(Lower.Contains).ShouldBeTrue(),
            () => password.Any(Digits.Contains).ShouldBeTrue(),
            () => password.Any(Punctuation.Contains).ShouldBeTrue(),
            () => password.ShouldNotContain(" "));
    }

    [Test]
    public void Excluded_characters_do_not_occur()
    {
        // Verified: localstack's recordings
        var password = new RandomPassword { PasswordLength = 120, ExcludeCharacters = "xyzDje@?!." }.Generate(new SeededRandom(2));

        password.Length.ShouldBe(120);
        password.Any("xyzDje@?!.".Contains).ShouldBeFalse();
    }

    [Test]
    public void Everything_allowed_does_occur()
    {
        var password = new RandomPassword { PasswordLength = 4096, IncludeSpace = true }.Generate(new SeededRandom(3));

        password.Distinct().Order().ShouldBe((Upper + Lower + Digits + Punctuation + " ").Order());
    }

    [Test]
    public void Only_the_space_is_left_when_all_classes_are_excluded()
    {
        var rules = new RandomPassword
        {
            PasswordLength = 3,
            ExcludeUppercase = true,
            ExcludeLowercase = true,
            ExcludeNumbers = true,
            ExcludePunctuation = true,
            IncludeSpace = true,
        };

        rules.Generate(new SeededRandom(4)).ShouldBe("   ");
    }

    [Test]
    public void Each_position_sees_each_required_class_equally_often()
    {
        var random = new SeededRandom(5);
        var rules = new RandomPassword { PasswordLength = 4 };

        var firsts = Enumerable.Range(0, 8000).Select(_ => rules.Generate(random)[0]).ToList();

        foreach (var characters in new[] { Upper, Lower, Digits, Punctuation })
        {
            firsts.Count(characters.Contains).ShouldBeInRange(1850, 2150);
        }
    }

    [Test]
    public void Without_required_types_each_character_is_equally_likely()
    {
        var rules = new RandomPassword { PasswordLength = 4000, RequireEachIncludedType = false, ExcludePunctuation = true, ExcludeUppercase = true, ExcludeLowercase = true };

        var password = string.Concat(Enumerable.Range(6, 5).Select(seed => rules.Generate(new SeededRandom(seed))));

        foreach (var digit in Digits)
        {
            password.Count(character => character == digit).ShouldBeInRange(1800, 2200);
        }
    }

    [Test]
    public void A_required_class_that_ExcludeCharacters_empties_is_refused_before_all_else()
    {
        var rules = new RandomPassword { PasswordLength = 1, ExcludeCharacters = Digits };

        RefusalOf(rules).ShouldBe(new AwsError("InvalidParameterException", "All characters of the desired type have been excluded."));
    }

    [Test]
    public void An_emptied_class_is_no_error_when_its_switch_excludes_it()
    {
        var rules = new RandomPassword { ExcludeCharacters = Digits, ExcludeNumbers = true };

        rules.Generate(new SeededRandom(7)).Any(Digits.Contains).ShouldBeFalse();
    }

    [Test]
    public void An_emptied_class_is_no_error_when_no_type_is_required()
    {
        var rules = new RandomPassword { ExcludeCharacters = Digits, RequireEachIncludedType = false };

        rules.Generate(new SeededRandom(8)).Any(Digits.Contains).ShouldBeFalse();
    }

    [TestCase(true, "")]
    [TestCase(false, " ")]
    public void Nothing_to_draw_from_is_refused(bool requireEach, string excluded)
    {
        var rules = new RandomPassword
        {
            ExcludeUppercase = true,
            ExcludeLowercase = true,
            ExcludeNumbers = true,
            ExcludePunctuation = true,
            IncludeSpace = excluded == " ",
            ExcludeCharacters = excluded,
            RequireEachIncludedType = requireEach,
        };

        RefusalOf(rules).ShouldBe(new AwsError("InvalidParameterException", "All characters have been excluded from selection."));
    }

    [Test]
    public void Excluding_every_character_without_required_types_is_refused()
    {
        var rules = new RandomPassword { ExcludeCharacters = Upper + Lower + Digits + Punctuation, RequireEachIncludedType = false };

        RefusalOf(rules).ShouldBe(new AwsError("InvalidParameterException", "All characters have been excluded from selection."));
    }

    [Test]
    public void Fewer_characters_than_required_types_are_refused()
    {
        RefusalOf(new RandomPassword { PasswordLength = 3 })
            .ShouldBe(new AwsError("InvalidParameterException", "Password length is too short based on the required types."));
        new RandomPassword { PasswordLength = 3, ExcludeNumbers = true }.Generate(new SeededRandom(9)).Length.ShouldBe(3);
        new RandomPassword { PasswordLength = 1, RequireEachIncludedType = false }.Generate(new SeededRandom(10)).Length.ShouldBe(1);
    }

    [Property]
    public Property A_password_keeps_its_rules() => Prop.ForAll(AnyRules(), ArbMap.Default.ArbFor<int>(), (rules, seed) =>
    {
        var classes = new[]
        {
            (rules.ExcludeUppercase, Upper), (rules.ExcludeLowercase, Lower), (rules.ExcludeNumbers, Digits), (rules.ExcludePunctuation, Punctuation),
        };
        var allowed = string.Concat(classes.Where(each => !each.Item1).Select(each => each.Item2)) + (rules.IncludeSpace ? " " : "");

        var password = rules.Generate(new SeededRandom(seed));

        return password.Length == rules.PasswordLength
            && password.All(character => allowed.Contains(character) && !rules.ExcludeCharacters.Contains(character))
            && (!rules.RequireEachIncludedType || classes.All(each => each.Item1 || password.Any(each.Item2.Contains)));
    });

    // ExcludeCharacters takes at most nine, so that no class is emptied and every draw is valid.
    private static Arbitrary<RandomPassword> AnyRules() =>
        (from length in Gen.Choose(4, 60)
         from switches in ArbMap.Default.GeneratorFor<bool>().ArrayOf(6)
         from excluded in Gen.Elements((Upper + Lower + Digits + Punctuation).ToCharArray()).ArrayOf(9)
         where !switches[..4].All(excludedByName => excludedByName)
         select new RandomPassword
         {
             PasswordLength = length,
             ExcludeUppercase = switches[0],
             ExcludeLowercase = switches[1],
             ExcludeNumbers = switches[2],
             ExcludePunctuation = switches[3],
             IncludeSpace = switches[4],
             RequireEachIncludedType = switches[5],
             ExcludeCharacters = new string(excluded),
         }).ToArbitrary();

    private static AwsError RefusalOf(RandomPassword rules) =>
        Should.Throw<AwsErrorException>(() => rules.Generate(new SeededRandom(0))).Error;
}
