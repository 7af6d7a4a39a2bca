using System.Reflection;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Rotation with .NET functions written as for AWS: they bring their own SDK and find the emulator by their environment.</summary>
public sealed class DotNetFunctionTests
{
    private static readonly string Functions =
        typeof(DotNetFunctionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RotationFunctions").Value!;

    private DirectoryInfo _folder = null!;

    private string Database => Path.Combine(_folder.FullName, "database.json");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("secrets-emu-rotation-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_single_user_gets_a_new_password_that_logs_in()
    {
        await using var emulator = await Start();
        SetUsers(("app", "first"));
        await emulator.Secrets.Create("db", """{"engine":"file","username":"app","password":"first"}""", token: SecretsClient.Version(1));

        await emulator.Rotate("db", "single", version: 2);
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSPENDING,AWSCURRENT]");
        var login = await LoginOf(emulator, "db");
        login.Username.ShouldBe("app");
        login.Password.Length.ShouldBe(32);
        Users().ShouldBe([("app", login.Password)]);
    }

    [Test]
    public async Task Two_users_take_turns_and_the_one_before_still_logs_in()
    {
        await using var emulator = await Start();
        SetUsers(("app", "first"), ("admin", "master"));
        var master = await emulator.Secrets.Create("admin", """{"username":"admin","password":"master"}""");
        await emulator.Secrets.Create(
            "db", new JsonObject { ["username"] = "app", ["password"] = "first", ["masterarn"] = master.Text("ARN") }.ToJsonString());

        await emulator.Rotate("db", "alternating", version: 2);
        await emulator.Server.RotationsEndedAsync();
        var second = await LoginOf(emulator, "db");
        await emulator.Rotate("db", "alternating", version: 3);
        await emulator.Server.RotationsEndedAsync();
        var third = await LoginOf(emulator, "db");

        second.Username.ShouldBe("app_clone");
        third.Username.ShouldBe("app");
        Users().ShouldBe([("app", third.Password), ("admin", "master"), ("app_clone", second.Password)]);
    }

    [Test]
    public async Task A_password_that_the_database_does_not_know_fails_setSecret_and_leaves_the_label_pending()
    {
        await using var emulator = await Start();
        SetUsers(("app", "another"));
        var created = await emulator.Secrets.Create("db", """{"username":"app","password":"first"}""", token: SecretsClient.Version(1));

        await emulator.Rotate("db", "single", version: 2);
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [AWSPENDING]");
        (await emulator.LastRotation("db")).GetRawText().ShouldContain(
            $"Unable to log into database with previous, current, or pending secret of secret arn {created.Text("ARN")}");
    }

    private Task<Emulator> Start()
    {
        var file = Path.Combine(_folder.FullName, "handlers.json");
        File.WriteAllText(file, new JsonObject
        {
            ["functions"] = new JsonObject { ["single"] = Function("SingleUser"), ["alternating"] = Function("AlternatingUsers") },
        }.ToJsonString());
        return Emulator.Start(options: new SecretsEmulatorOptions { Handlers = file, RequireHandlers = true });
    }

    private JsonObject Function(string type) => new()
    {
        ["kind"] = "dotnet",
        ["folder"] = Functions,
        ["handler"] = $"RotationFunctions::RotationFunctions.{type}::Handle",
        ["environment"] = new JsonObject { ["DATABASE_FILE"] = Database },
    };

    private void SetUsers(params (string Name, string Password)[] users) =>
        File.WriteAllText(Database, new JsonObject(users.Select(user => KeyValuePair.Create(user.Name, (JsonNode?)user.Password))).ToJsonString());

    private (string Name, string Password)[] Users() =>
        [.. JsonNode.Parse(File.ReadAllText(Database))!.AsObject().Select(user => (user.Key, (string)user.Value!))];

    private static async Task<(string Username, string Password)> LoginOf(Emulator emulator, string secret)
    {
        var value = JsonNode.Parse((await emulator.Secrets.GetValue(secret)).Text("SecretString")!)!;
        return ((string)value["username"]!, (string)value["password"]!);
    }
}
