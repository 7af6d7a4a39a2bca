using Amazon.Runtime;
using Amazon.SecretsManager.Model;
using Amazon.SecurityToken.Model;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.AwsSdk;

namespace SecretsEmu.WireTests.Signing;

/// <summary>What the SDK of AWS signs, whose signer is not ours.</summary>
public sealed class SdkSignatureTests
{
    private const string NotMatching =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    [Test]
    public async Task What_the_SDK_signs_is_accepted()
    {
        // On the machine's clock, by which the SDK signs.
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.SdkClient();

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "päss\"wörd" });

        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("päss\"wörd");
    }

    [Test]
    public async Task What_the_SDK_signs_for_STS_is_accepted()
    {
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.StsClient(new BasicAWSCredentials("test", "test"));

        (await client.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn.ShouldBe("arn:aws:iam::000000000000:root");
    }

    [Test]
    public async Task What_the_SDK_signs_with_another_secret_is_refused()
    {
        await using var emulator = await SecretsEmulator.StartAsync(StrictEmulator.Options);
        using var client = emulator.SdkClient(secret: "wrong");

        var refused = await Should.ThrowAsync<AmazonServiceException>(() => client.ListSecretsAsync(new ListSecretsRequest()));

        refused.ErrorCode.ShouldBe("InvalidSignatureException");
        refused.Message.ShouldStartWith(NotMatching);
    }

    [Test]
    public async Task An_SDK_whose_clock_is_wrong_corrects_it_by_the_date_of_the_answer()
    {
        await using var emulator = await Emulator.Start(at: "2001-02-03T04:05:06Z", options: StrictEmulator.Options);
        using var client = emulator.SdkClient();

        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" })).SecretString.ShouldBe("one");
    }
}
