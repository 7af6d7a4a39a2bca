using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.Samples;

/// <summary>A sample with a rotation function: an emulator with its seed and its handlers.json, and a "database" of the test's own.</summary>
internal sealed class RotationSample : IAsyncDisposable
{
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly TemporaryFolder _folder;

    private RotationSample(TemporaryFolder folder, Emulator emulator) => (_folder, Emulator) = (folder, emulator);

    public Emulator Emulator { get; }

    /// <summary>What the database holds, as JSON.</summary>
    public JsonObject Users => JsonNode.Parse(File.ReadAllText(_folder.File("users.json")))!.AsObject();

    /// <param name="name">The sample's folder.</param>
    /// <param name="users">What the database holds at first, as JSON; null when there is none yet.</param>
    /// <param name="adapt">Says in the function's settings where the database is and what was built; gets the database and the folder of the build.</param>
    public static async Task<RotationSample> Start(string name, string? users, Action<JsonObject, string, string> adapt)
    {
        var folder = new TemporaryFolder();
        var source = Path.Combine(PathOf("Samples"), name);
        var handlers = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(source, "handlers.json")), documentOptions: Commented)!;
        adapt(handlers["functions"]!.AsObject().Single().Value!.AsObject(), folder.File("users.json"), PathOf(name));
        await File.WriteAllTextAsync(folder.File("handlers.json"), handlers.ToJsonString());
        if (users is not null)
        {
            await File.WriteAllTextAsync(folder.File("users.json"), users);
        }

        return new(folder, await Emulator.Start(options: new SecretsEmulatorOptions
        {
            SeedFiles = [Path.Combine(source, "seed.jsonc")], Handlers = folder.File("handlers.json"), RequireHandlers = true,
        }));
    }

    /// <summary><c>secrets-emu rotate SECRET</c>; answers with the rotation when it has ended.</summary>
    public async Task<JsonElement> Rotate(string secret, bool rehearse = false)
    {
        var begun = await Emulator.Client.Send(new HttpRequestMessage(HttpMethod.Post, new Uri("/_emulator/rotations", UriKind.Relative))
        {
            Content = new StringContent(new JsonObject { ["secret"] = secret, ["rehearse"] = rehearse }.ToJsonString(), null, "application/json"),
        });
        begun.Status.ShouldBe(200, begun.Body);
        await Emulator.Server.RotationsEndedAsync();
        return await Emulator.LastRotation(secret);
    }

    /// <summary>The secret's value.</summary>
    public async Task<JsonObject> LoginOf(string secret) => JsonNode.Parse((await Emulator.Secrets.GetValue(secret)).Text("SecretString")!)!.AsObject();

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }

    private static string PathOf(string name) =>
        Path.GetFullPath(typeof(RotationSample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!);
}
