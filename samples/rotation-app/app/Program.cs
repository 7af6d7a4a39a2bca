using Amazon.SecretsManager;
using RotationApp;

// Nothing here knows the emulator: region, credentials and endpoint come from the environment, as they do in production.
using var secrets = new AmazonSecretsManagerClient();
var time = TimeProvider.System;
var secret = new LoginSecret(secrets, "prod/db", time, lifetime: TimeSpan.FromSeconds(1));
var database = new Database(args is [var file] ? file : Path.Combine("artifacts", "users.json"));
var app = new OrdersApp(secret, database, time, pause: TimeSpan.FromMilliseconds(100), patience: TimeSpan.FromSeconds(30));

while (true)
{
    await app.LogInAsync(CancellationToken.None);
    Console.Write($"\r{app.Logins} logins, {app.Recovered} of them after a refusal");
    await Task.Delay(TimeSpan.FromMilliseconds(1), time);
}
