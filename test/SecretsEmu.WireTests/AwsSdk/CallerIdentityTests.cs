using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>GetCallerIdentity through AWS's own client, which speaks XML.</summary>
public sealed class CallerIdentityTests
{
    [Test]
    public async Task GetCallerIdentity_answers_the_root_of_the_default_account()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.StsClient(new BasicAWSCredentials("test", "test"));

        var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        (identity.Account, identity.Arn, identity.UserId).ShouldBe(("000000000000", "arn:aws:iam::000000000000:root", "000000000000"));
        Guid.TryParse(identity.ResponseMetadata.RequestId, out _).ShouldBeTrue(identity.ResponseMetadata.RequestId);
    }

    [Test]
    public async Task GetCallerIdentity_with_a_session_token_answers_the_account_of_the_access_key()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.StsClient(new SessionAWSCredentials("111122223333", "test", "token"));

        var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        identity.Arn.ShouldBe("arn:aws:iam::111122223333:root");
    }
}
