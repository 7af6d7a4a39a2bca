using System.Text;
using SecretsEmu.Tool;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tests.Consumers;

/// <summary>Values in the language of a shell: what they are there is what they were.</summary>
public sealed class ShellFormsTests
{
    [TestCase("plain-1.2_3:/", "export V=plain-1.2_3:/\n", "$env:V = 'plain-1.2_3:/'\n", "set \"V=plain-1.2_3:/\"\n", "V=plain-1.2_3:/\n")]
    [TestCase("", "export V=\n", "$env:V = ''\n", "set \"V=\"\n", "V=\n")]
    [TestCase("a b#c", "export V='a b#c'\n", "$env:V = 'a b#c'\n", "set \"V=a b#c\"\n", "V='a b#c'\n")]
    [TestCase("it's", "export V='it'\\''s'\n", "$env:V = 'it''s'\n", "set \"V=it's\"\n", "V=\"it's\"\n")]
    [TestCase("$HOME `x` \"q\"", "export V='$HOME `x` \"q\"'\n", "$env:V = '$HOME `x` \"q\"'\n", "set \"V=$HOME `x` \"q\"\"\n", "V='$HOME `x` \"q\"'\n")]
    [TestCase(@"a\b'$c", "export V='a\\b'\\''$c'\n", "$env:V = 'a\\b''$c'\n", "set \"V=a\\b'$c\"\n", "V=\"a\\\\b'\\$c\"\n")]
    [TestCase("50%&x\"&|y", "export V='50%&x\"&|y'\n", "$env:V = '50%&x\"&|y'\n", "set \"V=50%%&x\"^&^|y\"\n", "V='50%&x\"&|y'\n")]
    [TestCase("‘typographic’", "export V='‘typographic’'\n", "$env:V = '‘‘typographic’’'\n", "set \"V=‘typographic’\"\n", "V='‘typographic’'\n")]
    public void A_value_is_quoted_for_each_shell(string value, string bash, string pwsh, string cmd, string dotenv)
    {
        Print(ShellForm.Bash, "V", value).ShouldBe(bash);
        Print(ShellForm.Pwsh, "V", value).ShouldBe(pwsh);
        Print(ShellForm.Cmd, "V", value).ShouldBe(cmd);
        Print(ShellForm.Dotenv, "V", value).ShouldBe(dotenv);
    }

    [Test]
    public void A_line_break_stays_but_for_cmd_which_has_no_word_for_it()
    {
        Print(ShellForm.Bash, "V", "a\nb").ShouldBe("export V='a\nb'\n");
        Print(ShellForm.Pwsh, "V", "a\nb").ShouldBe("$env:V = 'a\nb'\n");
        Print(ShellForm.Dotenv, "V", "a\nb").ShouldBe("V='a\nb'\n");
        Print(ShellForm.Dotenv, "V", "a\r\nb").ShouldBe("V=\"a\\r\\nb\"\n");
        Print(ShellForm.Dotenv, "V", "it's\n").ShouldBe("V=\"it's\\n\"\n");
        Should.Throw<ToolException>(() => Print(ShellForm.Cmd, "V", "a\nb")).Message.ShouldBe("V holds a line break, which cmd cannot set: choose another --shell.");
    }

    [Test]
    public void JSON_is_one_line() => Print(ShellForm.Json, "V-1", "a\n\"b\"").ShouldBe("""{"V-1":"a\n\u0022b\u0022"}""" + "\n");

    [TestCase("my var")]
    [TestCase("A;touch x")]
    [TestCase("1st")]
    [TestCase("")]
    public void A_name_that_a_shell_would_run_is_refused(string name) =>
        Should.Throw<ToolException>(() => Print(ShellForm.Bash, name, "v")).Message.ShouldBe($"'{name}' is no name that a shell can set: choose --shell json.");

    private static string Print(ShellForm form, string name, string value)
    {
        var text = new StringBuilder();
        form.Append(text, [new(name, value)]);
        return text.ToString();
    }
}
