using System.Text;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Ssm;

/// <summary>What the store keeps of parameters, and what stands in its files.</summary>
public sealed class ParameterRestartTests
{
    [Test]
    public async Task Everything_of_a_parameter_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        string described, history, byPath, tags;
        await using (var emulator = await Start(folder))
        {
            await emulator.Ssm.Put("/app/db", "hunter2", "SecureString", """
                "Description":"the password","AllowedPattern":".+","Tier":"Advanced","Policies":"[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"20\",\"Unit\":\"Days\"}}]","Tags":[{"Key":"team","Value":"blue"}]
                """);
            await emulator.Ssm.Overwrite("/app/db", "hunter3");
            await emulator.Ssm.Label("/app/db", 1, "old", "blue");
            await emulator.Ssm.Put("plain", "in clear");
            await emulator.Ssm.Put("gone", "deleted");
            await emulator.Ssm.Call("DeleteParameter", """{"Name":"gone"}""");
            (described, history, byPath, tags) = await AllOf(emulator);
        }

        await using var again = await Start(folder);

        (await AllOf(again)).ShouldBe((described, history, byPath, tags));
        (await again.Ssm.Put("/app/db", "hunter4", null, "\"Overwrite\":true")).Body.ShouldBe("""{"Tier":"Advanced","Version":3}""");
        (await again.Ssm.Value("/app/db:old")).ShouldBe("hunter2");
    }

    [Test]
    public async Task A_String_is_in_clear_on_the_disk_and_a_SecureString_is_not()
    {
        using var folder = new TemporaryFolder();
        string[] ciphertexts;
        await using (var emulator = await Start(folder))
        {
            await emulator.Ssm.Put("plain", "r34d4bl3");
            await emulator.Ssm.Put("secure", "h1dd3n", "SecureString");
            await emulator.Ssm.Put("advanced", "v31l3d", "SecureString", "\"Tier\":\"Advanced\"");
            ciphertexts = [await Ciphertext(emulator, "secure"), await Ciphertext(emulator, "advanced")];
        }

        var files = string.Concat(Directory.EnumerateFiles(folder.Path).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

        files.ShouldContain("r34d4bl3");
        foreach (var ciphertext in ciphertexts)
        {
            files.ShouldContain(ciphertext);
            files = files.Replace(ciphertext, Encoding.Latin1.GetString(Convert.FromBase64String(ciphertext)), StringComparison.Ordinal);
        }

        files.ShouldNotContain("h1dd3n");
        files.ShouldNotContain("v31l3d");
    }

    private static async Task<string> Ciphertext(Emulator emulator, string name) =>
        (await emulator.Ssm.Get(name)).Json.GetProperty("Parameter").GetProperty("Value").GetString()!;

    private static Task<Emulator> Start(TemporaryFolder folder) => Emulator.Start(options: new SecretsEmulatorOptions { DataFolder = folder.Path });

    private static async Task<(string Described, string History, string ByPath, string Tags)> AllOf(Emulator emulator) => (
        (await emulator.Ssm.Call("DescribeParameters", "{}")).Body,
        (await emulator.Ssm.Call("GetParameterHistory", """{"Name":"/app/db","WithDecryption":true}""")).Body,
        (await emulator.Ssm.Call("GetParametersByPath", """{"Path":"/","Recursive":true,"WithDecryption":true}""")).Body,
        (await emulator.Ssm.Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"/app/db"}""")).Body);
}
