using System.Reflection;
using ConfigurationSample;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.AwsSdk;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/configuration, as its README shows it.</summary>
public sealed class ConfigurationSampleTests
{
    private static readonly string Seed = Path.Combine(
        typeof(ConfigurationSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!, "configuration", "seed.jsonc");

    [Test]
    public async Task The_application_reads_its_settings_from_the_seeded_secret()
    {
        await using var emulator = await Emulator.Start(options: new SecretsEmulatorOptions { SeedFiles = [Seed] });
        using var client = emulator.SdkClient();
        using var output = new StringWriter { NewLine = "\n" };

        var code = await OrdersApp.RunAsync(client, output);

        output.ToString().ShouldBe(
            """
            Page size (secret over file): 50
            Currency (file): EUR
            New checkout (secret): True
            Connection string: present

            """);
        code.ShouldBe(0);
    }

    [Test]
    public async Task Without_its_secret_the_application_says_which_one_it_misses()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        using var output = new StringWriter { NewLine = "\n" };

        var code = await OrdersApp.RunAsync(client, output);

        output.ToString().ShouldBe("myapp/production: Secrets Manager can't find the specified secret.\n");
        code.ShouldBe(1);
    }
}
