using SecretsEmu.Agent;

namespace SecretsEmu.Tests.Agent;

/// <summary>Where the token comes from.</summary>
public sealed class AgentTokenTests
{
    private static readonly IReadOnlyList<string> Variables = new AgentSettings().TokenVariables;

    [Test]
    public void The_first_variable_that_is_set_holds_the_token()
    {
        var environment = new Dictionary<string, string> { ["AWS_TOKEN"] = "", ["AWS_SESSION_TOKEN"] = "second", ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "third" };

        var token = AgentToken.Find(Variables, environment.GetValueOrDefault);

        token.Value.ShouldBe("second");
        token.Variable.ShouldBe("AWS_SESSION_TOKEN");
    }

    [Test]
    public void Without_any_it_is_the_one_that_everybody_knows()
    {
        var token = AgentToken.Find(Variables, _ => null);

        token.Value.ShouldBe("secrets-emu");
        token.Variable.ShouldBeNull();
    }

    [Test]
    public void A_file_that_is_missing_is_named_with_its_variable() =>
        Should.Throw<ArgumentException>(() => AgentToken.Find(Variables, _ => "file:///nowhere/token")).Message.ShouldBe(
            "AWS_TOKEN names /nowhere/token as the file of the agent's token, which cannot be read: Could not find a part of the path '/nowhere/token'. Unset AWS_TOKEN for the token secrets-emu.");

    [Test]
    public void A_folder_is_no_file() =>
        Should.Throw<ArgumentException>(() => AgentToken.Find(Variables, _ => "file:///")).Message.ShouldBe(
            "AWS_TOKEN names / as the file of the agent's token, which cannot be read: Access to the path '/' is denied. Unset AWS_TOKEN for the token secrets-emu.");

    [Test]
    public void An_empty_file_has_no_token() =>
        Should.Throw<ArgumentException>(() => AgentToken.Find(Variables, _ => "file:///dev/null")).Message.ShouldBe(
            "AWS_TOKEN names /dev/null as the file of the agent's token, which is empty: write a token into it.");

    [Test]
    public void A_file_has_a_path() =>
        Should.Throw<ArgumentException>(() => AgentToken.Find(Variables, _ => "file://")).Message.ShouldBe(
            "AWS_TOKEN is file:// without a path: file:///run/token reads the agent's token from /run/token.");

    [TestCase("swordfish", true)]
    [TestCase("Swordfish", false)]
    [TestCase("swordfishes", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Only_the_whole_token_will_do(string? sent, bool isToken) => AgentToken.Find(Variables, _ => "swordfish").Is(sent).ShouldBe(isToken);

    [Test]
    public void It_does_not_print() => AgentToken.Find(Variables, _ => "swordfish").ToString().ShouldBe("AWS_TOKEN");
}
