using System.Text;
using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

public sealed class JmesPathsTests
{
    private const string Secret = """{"user":{"name":"app"},"hosts":["a","b"],"when":"2026-01-31T00:00:00Z","quoted.key":"q","port":5432,"none":null}""";

    [TestCase("user.name", "app")]
    [TestCase("hosts[1]", "b")]
    [TestCase("\"quoted.key\"", "q")]
    [TestCase("join(',', hosts)", "a,b")]
    [TestCase("when", "2026-01-31T00:00:00Z")]
    [TestCase("to_string(port)", "5432")]
    public void A_path_gives_a_text(string path, string expected)
    {
        var (value, refusal) = Find(Secret, path);

        refusal.ShouldBeNull();
        Encoding.UTF8.GetString(value!).ShouldBe(expected);
    }

    [TestCase(Secret, "missing", "JMES Path - missing for object alias - file does not point to a valid object.")]
    [TestCase(Secret, "none", "JMES Path - none for object alias - file does not point to a valid object.")]
    [TestCase(Secret, "port", "Invalid JMES search result type for path:port. Only string is allowed.")]
    [TestCase(Secret, "hosts", "Invalid JMES search result type for path:hosts. Only string is allowed.")]
    [TestCase(Secret, "user..name", "Invalid JMES Path: user..name.")]
    [TestCase(Secret, "nothing(@)", "Invalid JMES Path: nothing(@).")]
    [TestCase("plain", "user", "Invalid JSON used with jmesPath in secret: prod/db.")]
    public void What_gives_none_is_refused_in_the_provider_s_words(string secret, string path, string sentence) =>
        Find(secret, path).ShouldBe((null, sentence));

    private static (byte[]? Value, string? Refusal) Find(string secret, string path) => JmesPaths.Find(Encoding.UTF8.GetBytes(secret), new MountPath(path, "file"), "prod/db");
}
