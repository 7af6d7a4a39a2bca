using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>What a start refuses of the options that are about rotation.</summary>
public sealed class RotationOptionsTests
{
    [TestCase(-1)]
    [TestCase(11)]
    public async Task Retries_are_none_to_ten(int retries)
    {
        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { RotationRetries = retries }));

        failure.Message.ShouldBe($"The retries of a rotation, {retries}, are not between 0 and 10.");
    }

    [TestCase("lambda")]
    [TestCase("ftp://127.0.0.1:3001")]
    public async Task A_Lambda_endpoint_is_an_address(string endpoint)
    {
        var options = new SecretsEmulatorOptions { LambdaEndpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) };

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: options));

        failure.Message.ShouldBe($"The Lambda endpoint '{options.LambdaEndpoint}' is not an address such as http://127.0.0.1:3001.");
    }
}
