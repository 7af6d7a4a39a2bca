using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Configuration;

namespace ConfigurationSample;

/// <summary>The application: it takes the client, so a test can hand it one and read what it prints.</summary>
public static class OrdersApp
{
    public const string SecretName = "myapp/production";

    /// <summary>Returns the exit code: 0, or 1 when a setting that the application needs is missing.</summary>
    public static async Task<int> RunAsync(IAmazonSecretsManager secrets, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        try
        {
            await builder.AddSecretAsync(secrets, SecretName, cancellationToken);
        }
        catch (ResourceNotFoundException error)
        {
            await output.WriteLineAsync($"{SecretName}: {error.Message}");
            return 1;
        }

        var settings = builder.Build();
        await output.WriteLineAsync($"Page size (secret over file): {settings["Orders:PageSize"]}");
        await output.WriteLineAsync($"Currency (file): {settings["Orders:Currency"]}");
        await output.WriteLineAsync($"New checkout (secret): {settings.GetValue<bool>("Features:NewCheckout")}");

        var connection = settings.GetConnectionString("Orders");
        await output.WriteLineAsync($"Connection string: {(string.IsNullOrEmpty(connection) ? "missing" : "present")}");
        return string.IsNullOrEmpty(connection) ? 1 : 0;
    }
}
