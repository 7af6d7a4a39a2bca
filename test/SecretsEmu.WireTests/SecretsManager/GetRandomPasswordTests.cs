using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class GetRandomPasswordTests
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    // Types

    [TestCase("""{"PasswordLength":"32"}""", "STRING_VALUE cannot be converted to Long")]
    [TestCase("""{"ExcludeCharacters":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"ExcludeCharacters":["a"]}""", "Start of list found where not expected")]
    [TestCase("""{"IncludeSpace":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetRandomPassword", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase(0, "1 validation error detected: Value '0' at 'passwordLength' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase(5000, "1 validation error detected: Value '5000' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096")]
    [TestCase(9_000_000_000, "1 validation error detected: Value '9000000000' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096")]
    public async Task The_length_is_1_to_4096(long length, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await Ask(emulator, new JsonObject { ["PasswordLength"] = length });

        answer.ShouldBeValidationError(sentence);
    }

    [Test]
    public async Task At_most_4096_characters_are_excluded()
    {
        await using var emulator = await Emulator.Start();
        var excluded = new string('x', 4097);

        var answer = await Ask(emulator, new JsonObject { ["ExcludeCharacters"] = excluded });

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{excluded}' at 'excludeCharacters' failed to satisfy constraint: Member must have length less than or equal to 4096");
    }

    // Behaviour

    [TestCase("{}")]
    [TestCase("""{"PasswordLength":null,"Nonsense":1}""")]
    public async Task Without_wishes_it_has_32_characters_of_all_four_classes_and_no_space(string body)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetRandomPassword", body);

        var password = answer.Text("RandomPassword");
        answer.Status.ShouldBe(200);
        password.Length.ShouldBe(32);
        password.ShouldSatisfyAllConditions(
            () => password.Any(Upper.Contains).ShouldBeTrue(),
            () => password.Any(Lower.Contains).ShouldBeTrue(),
            () => password.Any(Digits.Contains).ShouldBeTrue(),
            () => password.Any(Punctuation.Contains).ShouldBeTrue(),
            () => password.ShouldNotContain(" "));
    }

    [Test]
    public async Task Excluded_characters_do_not_occur()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();

        var answer = await Ask(emulator, new JsonObject { ["PasswordLength"] = 120, ["ExcludeCharacters"] = "xyzDje@?!." });

        answer.Text("RandomPassword").Length.ShouldBe(120);
        answer.Text("RandomPassword").Any("xyzDje@?!.".Contains).ShouldBeFalse();
    }

    [Test]
    public async Task The_space_occurs_when_it_is_asked_for()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Ask(emulator, new JsonObject { ["PasswordLength"] = 4096, ["IncludeSpace"] = true });

        answer.Text("RandomPassword").Distinct().Order().ShouldBe((Upper + Lower + Digits + Punctuation + " ").Order());
    }

    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludePunctuation":true}""", Digits)]
    [TestCase("""{"ExcludeUppercase":true,"ExcludeNumbers":true,"ExcludePunctuation":true}""", Lower)]
    [TestCase("""{"ExcludeLowercase":true,"ExcludeNumbers":true,"ExcludePunctuation":true}""", Upper)]
    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludeNumbers":true}""", Punctuation)]
    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludeNumbers":true,"ExcludePunctuation":true,"IncludeSpace":true}""", " ")]
    [TestCase("""{"ExcludeCharacters":"0123456789","ExcludeUppercase":true,"ExcludePunctuation":true,"RequireEachIncludedType":false}""", Lower)]
    public async Task Only_what_is_left_occurs(string body, string allowed)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetRandomPassword", body);

        answer.Text("RandomPassword").Length.ShouldBe(32);
        answer.Text("RandomPassword").All(allowed.Contains).ShouldBeTrue();
    }

    [Test]
    public async Task A_required_class_that_the_excluded_characters_empty_is_refused()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Ask(emulator, new JsonObject { ["ExcludeCharacters"] = "0123456789" });

        answer.ShouldBeError("InvalidParameterException", "All characters of the desired type have been excluded.");
    }

    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludeNumbers":true,"ExcludePunctuation":true}""")]
    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludeNumbers":true,"ExcludePunctuation":true,"IncludeSpace":true,"ExcludeCharacters":" "}""")]
    [TestCase("""{"ExcludeUppercase":true,"ExcludeLowercase":true,"ExcludePunctuation":true,"ExcludeCharacters":"0123456789","RequireEachIncludedType":false}""")]
    public async Task Nothing_left_is_refused(string body)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetRandomPassword", body);

        answer.ShouldBeError("InvalidParameterException", "All characters have been excluded from selection.");
    }

    [Test]
    public async Task Fewer_characters_than_required_classes_are_refused()
    {
        await using var emulator = await Emulator.Start();

        var three = await Ask(emulator, new JsonObject { ["PasswordLength"] = 3 });
        var four = await Ask(emulator, new JsonObject { ["PasswordLength"] = 4 });
        var one = await Ask(emulator, new JsonObject { ["PasswordLength"] = 1, ["RequireEachIncludedType"] = false });

        three.ShouldBeError("InvalidParameterException", "Password length is too short based on the required types.");
        four.Text("RandomPassword").Length.ShouldBe(4);
        one.Text("RandomPassword").Length.ShouldBe(1);
    }

    [Test]
    public async Task Two_passwords_of_one_emulator_differ_and_two_emulators_of_one_seed_agree()
    {
        await using var emulator = await Emulator.Start(seed: 7);
        await using var twin = await Emulator.Start(seed: 7);

        var first = (await Ask(emulator, [])).Text("RandomPassword");
        var second = (await Ask(emulator, [])).Text("RandomPassword");

        second.ShouldNotBe(first);
        (await Ask(twin, [])).Text("RandomPassword").ShouldBe(first);
    }

    [Test]
    public async Task Any_wishes_end_in_a_password_that_keeps_them_or_one_of_the_three_refusals()
    {
        await using var emulator = await Emulator.Start();
        var wishes = ArbMap.Default.GeneratorFor<(byte Length, int Switches)>()
            .SelectMany(any => Gen.Elements("", "0123456789", "abc!\"\\", Upper, Punctuation + " "), (any, excluded) => (any.Length, any.Switches, excluded));

        await Parallel.ForEachAsync(wishes.Sample(100), async (wish, _) => ShouldKeep(await Ask(emulator, Members(wish)), wish));
    }

    private static void ShouldKeep(WireAnswer answer, (byte Length, int Switches, string Excluded) wish)
    {
        if (answer.Status == 400)
        {
            answer.Text("__type").ShouldBe("InvalidParameterException");
            return;
        }

        var password = answer.Text("RandomPassword");
        password.Length.ShouldBe(wish.Length + 1);
        password.Any(wish.Excluded.Contains).ShouldBeFalse();
        string[] classes = [Upper, Lower, Digits, Punctuation];
        for (var i = 0; i < classes.Length; i++)
        {
            if (IsOn(wish, i))
            {
                password.Any(classes[i].Contains).ShouldBeFalse();
            }
            else if (IsOn(wish, 5))
            {
                password.Any(classes[i].Contains).ShouldBeTrue();
            }
        }

        if (!IsOn(wish, 4))
        {
            password.ShouldNotContain(" ");
        }
    }

    private static JsonObject Members((byte Length, int Switches, string Excluded) wish) => new()
    {
        ["PasswordLength"] = wish.Length + 1, ["ExcludeCharacters"] = wish.Excluded,
        ["ExcludeUppercase"] = IsOn(wish, 0), ["ExcludeLowercase"] = IsOn(wish, 1), ["ExcludeNumbers"] = IsOn(wish, 2),
        ["ExcludePunctuation"] = IsOn(wish, 3), ["IncludeSpace"] = IsOn(wish, 4), ["RequireEachIncludedType"] = IsOn(wish, 5),
    };

    private static bool IsOn((byte Length, int Switches, string Excluded) wish, int bit) => ((wish.Switches >> bit) & 1) != 0;

    private static Task<WireAnswer> Ask(Emulator emulator, JsonObject members) => emulator.Secrets.Call("GetRandomPassword", members);
}
