using System.Buffers.Text;
using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

public sealed class PageTokenTests
{
    [Test]
    public void A_token_comes_back_for_the_same_question()
    {
        var token = new PageToken("by name", "db", "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf");

        PageToken.Parse(token.ToString(), "by name").ShouldBe(token);
    }

    [Test]
    public void No_token_is_the_first_page()
    {
        PageToken.Parse(null, "by name").ShouldBeNull();
    }

    [Test]
    public void A_token_of_another_question_is_refused()
    {
        var token = new PageToken("by name", "db", "id").ToString();

        ShouldBeRefused(token, "by date");
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("====")]
    [TestCase("not base64 at all")]
    [TestCase("YQ")]
    [TestCase("YQpiCmMKZA")]
    [TestCase("_____w")]
    public void Other_text_is_refused(string token)
    {
        ShouldBeRefused(token, "by name");
    }

    [Property]
    public bool Any_text_is_refused_and_nothing_else_is_thrown(FsCheck.NonNull<string> text)
    {
        ShouldBeRefused(text.Get, "by name");
        return true;
    }

    [Test]
    public void The_longest_name_fits_into_the_longest_token()
    {
        var name = new string('n', 512);

        new PageToken("question", name, $"arn:aws-us-gov:secretsmanager:us-gov-west-1:000000000000:secret:{name}-AbCdEf").ToString().Length.ShouldBeLessThan(4096);
    }

    [TestCase("9223372036854775807")]
    [TestCase("253402300800000")]
    [TestCase("99999999999999999999")]
    [TestCase("-1")]
    [TestCase("noon")]
    public void A_forged_date_is_refused(string date)
    {
        var fingerprint = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(new PageToken("created-date\0asc", "", "").ToString())).Split('\n')[0];
        var forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{fingerprint}\n{date}\narn"));

        var refused = Should.Throw<AwsErrorException>(() =>
            new SecretSearch([], forged).Run(Snapshot.Empty.Rows(SecretsManagerTables.Secrets, Scope.Emulator), new AccessNotes(), 10));

        refused.Error.ShouldBe(SecretsManagerErrors.InvalidNextToken);
    }

    private static void ShouldBeRefused(string token, string question) =>
        Should.Throw<AwsErrorException>(() => PageToken.Parse(token, question)).Error.ShouldBe(SecretsManagerErrors.InvalidNextToken);
}
