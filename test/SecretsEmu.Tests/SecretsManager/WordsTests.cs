using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The word splitting of secretsmanager.md 4.10.</summary>
public class WordsTests
{
    [TestCase("one two", "one|two")]
    [TestCase("  one   two ", "one|two")]
    [TestCase("MyTest", "My|Test")]
    [TestCase("myTest", "my|Test")]
    [TestCase("Mytest", "Mytest")]
    [TestCase("COMPANY", "COMPANY")]
    [TestCase("COMPANYthings", "COMPAN|Ythings")]
    [TestCase("DescTwo", "Desc|Two")]
    [TestCase("MyTEST", "My|TEST")]
    [TestCase("MyTESTCase", "My|TEST|Case")]
    [TestCase("myTEST", "myTEST")]
    [TestCase("Ab", "Ab")]
    [TestCase("A", "A")]
    [TestCase("a1b2c3", "a|1b|2c|3")]
    [TestCase("prod/AppBeta/a1", "prod|App|Beta|a1")]
    [TestCase("prod-AppBeta-x", "prod|App|Beta|x")]
    [TestCase("prod_AppBeta_x", "prod|App|Beta|x")]
    [TestCase("prod+AppBeta+x", "prod|App|Beta|x")]
    [TestCase("prod=AppBeta=x", "prod|App|Beta|x")]
    [TestCase("prod.AppBeta.x", "prod|App|Beta|x")]
    [TestCase("prod@AppBeta@x", "prod|App|Beta|x")]
    [TestCase("prod-AppBeta/x", "prod-AppBeta/x")]
    [TestCase("prod!AppBeta", "prod!|App|Beta")]
    [TestCase("/one//two/", "one|two")]
    [TestCase("one-two three/four", "one|two|three|four")]
    [TestCase("Müller", "Müller")]
    public void A_text_has_these_words(string text, string expected)
    {
        var words = Words.Split(text);

        words.ShouldBe(expected.Split('|'));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("+")]
    [TestCase("--")]
    [TestCase(" / ")]
    public void Spaces_and_a_lone_separator_have_no_words(string text)
    {
        var words = Words.Split(text);

        words.ShouldBeEmpty();
    }

    [Property]
    public bool No_word_is_empty_and_none_has_a_space(FsCheck.NonNull<string> text) =>
        Words.Split(text.Get).All(word => word.Length > 0 && !word.Contains(' '));

    [Property]
    public bool A_text_with_words_is_found_by_itself(FsCheck.NonNull<string> text)
    {
        var words = Words.Split(text.Get);

        return words.IsEmpty != Words.AllStartIn(words, text.Get);
    }
}
