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
    [TestCase("keys.py", TestName = "boto3: the life of a KMS key")]
    [TestCase("signatures.py", TestName = "boto3: signatures and MACs")]
    [TestCase("secret_keys.py", TestName = "boto3: a secret lives and dies with its key")]
    [TestCase("faults.py", TestName = "boto3: a region that is down, and faults on order")]
    [TestCase("parameters.py", TestName = "boto3: the life of a parameter")]
    public Task Story(string script) => Run(script);

    /// <summary>The callers are those of <c>principals.json</c>.</summary>
    [TestCase("sessions.py", TestName = "boto3: sessions of roles, users and tokens")]
    [TestCase("grants.py", TestName = "boto3: a grant lends a key")]
    [TestCase("profiles.py", TestName = "boto3: profiles that assume roles")]
    [TestCase("trusting.py", TestName = "boto3: any secret will do")]
    [TestCase("strict.py", "--strict", TestName = "boto3: strict mode knows its callers")]
    public Task Story_of_described_callers(string script, params string[] args) =>
        Run(script, ["--principals", Path.Combine(Programs.Here, "principals.json"), .. args]);

    private static async Task Run(string script, params string[] args)
    {
        await using var server = await Server.Start(args);

        var ran = await Programs.Run("python3", [Path.Combine(Programs.Here, "python", script)], server.Variables);

        if (ran.Error.Contains("No module named 'boto", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("boto3 is missing. Run test/SecretsEmu.ClientTests/install-clients first.");
        }

        ran.ShouldSucceed();
    }
}
