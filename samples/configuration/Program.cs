using Amazon.SecretsManager;
using ConfigurationSample;

// Nothing here knows the emulator: region, credentials and endpoint come from the environment, as they do in production.
using var secrets = new AmazonSecretsManagerClient();
return await OrdersApp.RunAsync(secrets, Console.Out);
