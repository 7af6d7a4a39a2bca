namespace SecretsEmu.ClientTests;

/// <summary>boto3, a script a story. A script says what was expected and what came when they differ.</summary>
public sealed class Boto3Tests
{
    [TestCase("operations.py", TestName = "boto3: every operation")]
    [TestCase("paging.py", TestName = "boto3: paginators, also while secrets come and go")]
    [TestCase("errors.py", TestName = "boto3: exceptions by name, with AWS's sentences")]
    [TestCase("binary.py", TestName = "boto3: bytes come back as they were")]
    [TestCase("large_value.py", TestName = "boto3: values up to 64 KiB and not a byte more")]
    [TestCase("retries.py", TestName = "boto3: a repeated request changes nothing")]
    [TestCase("dates.py", TestName = "boto3: dates are dates")]
    [TestCase("caching.py", TestName = "boto3: a cache refreshes by version and label")]
    [TestCase("threads.py", TestName = "boto3: 32 threads write and read one secret")]
    [TestCase("accounts.py", TestName = "boto3: regions, accounts and the caller's identity")]
    public async Task Story(string script)
    {
        await using var server = await Server.Start();

        var ran = await Programs.Run("python3", [Path.Combine(Programs.Here, "python", script)], server.Variables);

        if (ran.Error.Contains("No module named 'boto", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("boto3 is missing. Run test/SecretsEmu.ClientTests/install-clients first.");
        }

        ran.ShouldSucceed();
    }
}
