namespace SecretsEmu.ClientTests;

/// <summary>The JavaScript SDK v3, a script a story. A script says what was expected and what came when they differ.</summary>
public sealed class JavaScriptSdkTests
{
    [TestCase("operations.js", TestName = "JavaScript SDK: every operation")]
    [TestCase("paging.js", TestName = "JavaScript SDK: paginators")]
    [TestCase("errors.js", TestName = "JavaScript SDK: exception classes, with AWS's sentences")]
    [TestCase("binary.js", TestName = "JavaScript SDK: bytes come back as they were")]
    [TestCase("concurrent.js", TestName = "JavaScript SDK: many calls at once")]
    public async Task Story(string script)
    {
        if (!Directory.Exists(Path.Combine(Programs.Here, "javascript", "node_modules", "@aws-sdk")))
        {
            throw new InvalidOperationException("The JavaScript SDK is missing. Run test/SecretsEmu.ClientTests/install-clients first.");
        }

        await using var server = await Server.Start();

        var ran = await Programs.Run("node", [Path.Combine(Programs.Here, "javascript", script)], server.Variables);

        ran.ShouldSucceed();
    }
}
