namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>
/// The JDBC wrapper, aws-secretsmanager-jdbc: it caches as the Java cache does, and when the database refuses the login it builds the item
/// anew and tries again; so a rotation is survived without a restart.
/// </summary>
public sealed class JdbcWrapperTests
{
    [Test]
    public async Task After_a_refused_login_the_next_read_has_the_new_password()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", Login("one"), SecretsClient.Version(1));
        var cached = await Read(emulator);

        // The rotation: the database takes the new password alone from here on.
        await emulator.Secrets.PutValue("db", Login("two"), ["AWSPENDING"], SecretsClient.Version(2));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);

        cached.ShouldBe(Login("one"));
        (await Read(emulator)).ShouldBe(Login("two"));
    }

    [Test]
    public async Task While_a_rotation_is_pending_the_login_that_works_is_the_one_that_is_read()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", Login("one"), SecretsClient.Version(1));

        await emulator.Secrets.PutValue("db", Login("two"), ["AWSPENDING"], SecretsClient.Version(2));

        (await Read(emulator)).ShouldBe(Login("one"));
    }

    private static async Task<string> Read(Emulator emulator)
    {
        var described = await emulator.Secrets.Describe("db");
        var version = described.Json.GetProperty("VersionIdsToStages").EnumerateObject()
            .Single(version => version.Value.EnumerateArray().Any(stage => stage.GetString() == "AWSCURRENT")).Name;
        return (await emulator.Secrets.GetValue("db", version)).Text("SecretString");
    }

    private static string Login(string password) => $$"""{"username":"app","password":"{{password}}","engine":"postgres","host":"localhost","port":5432}""";
}
