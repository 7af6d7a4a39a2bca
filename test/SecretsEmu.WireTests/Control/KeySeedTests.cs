using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

/// <summary>KMS keys of seeds and exports, as calls meet them.</summary>
public sealed class KeySeedTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Arn = $"arn:aws:kms:us-east-1:000000000000:key/{Id}";

    private const string Seed = $$"""
        { "keys": [{
          "id": "{{Id}}", "alias": "alias/app", "description": "Orders", "rotation": 90, "material": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
          "grants": [{ "granteePrincipal": "arn:aws:iam::000000000000:role/app", "operations": ["Decrypt"] }] }],
          "secrets": [{ "name": "a", "kmsKeyId": "alias/app", "string": "one" }] }
        """;

    [Test]
    public async Task A_seeded_key_is_one_like_any_other_and_outlives_a_restart()
    {
        using var folder = new SeedFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data"), SeedFiles = [folder.Write("1.jsonc", Seed)] };
        string ciphertext;
        await using (var first = await Emulator.Start(options: options))
        {
            ciphertext = (await first.Kms.Call("Encrypt", ("KeyId", "alias/app"), ("Plaintext", new byte[] { 1, 2, 3 }))).Text("CiphertextBlob");
        }

        await using var second = await Emulator.Start(seed: 8, options: options);

        second.Server.Seeded.LeftAlone[0].ShouldBe(Arn);
        var metadata = (await second.Kms.Call("DescribeKey", ("KeyId", "alias/app"))).Json.GetProperty("KeyMetadata");
        metadata.GetProperty("Arn").GetString().ShouldBe(Arn);
        metadata.GetProperty("Description").GetString().ShouldBe("Orders");
        metadata.GetProperty("KeyManager").GetString().ShouldBe("CUSTOMER");
        (await second.Kms.Call("Decrypt", ("CiphertextBlob", ciphertext))).Text("Plaintext").ShouldBe("AQID");
        (await second.Kms.Call("ListGrants", ("KeyId", Id))).Json.GetProperty("Grants").GetArrayLength().ShouldBe(1);
        (await second.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_seeded_rotation_comes_on_its_date()
    {
        await using var emulator = await Emulator.Start();
        await Apply(emulator, Seed);

        await emulator.Post("/_emulator/clock", """{"action":"advance","by":"91d"}""");

        (await emulator.Kms.Call("ListKeyRotations", ("KeyId", Id))).Json.GetProperty("Rotations").GetArrayLength().ShouldBe(1);
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task What_one_emulator_exports_another_takes()
    {
        await using var one = await Emulator.Start(seed: 7);
        await using var other = await Emulator.Start(seed: 8);
        var id = await one.Kms.CreateKey(("Description", "made by a call"));
        await one.Kms.Call("CreateAlias", ("AliasName", "alias/made"), ("TargetKeyId", id));
        await one.Kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", "arn:aws:iam::000000000000:role/app"), ("Operations", new JsonArray("Decrypt")));
        await one.Kms.Call("RotateKeyOnDemand", ("KeyId", id));
        var ciphertext = (await one.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[] { 1, 2, 3 }))).Text("CiphertextBlob");
        var exported = (await one.Get("/_emulator/export?values=true")).Body;

        (await Apply(other, exported)).Json.GetProperty("created")[0].GetString().ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");

        (await other.Get("/_emulator/export?values=true")).ShouldSay(exported);
        (await other.Kms.Call("Decrypt", ("CiphertextBlob", ciphertext))).Text("Plaintext").ShouldBe("AQID");
        (await other.Get("/_emulator/export")).Body.ShouldNotContain("material");
    }

    [Test]
    public async Task One_malformed_key_and_nothing_is_applied()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Apply(emulator, """{ "secrets": [{ "name": "a" }], "keys": [{ "alias": "alias/app", "material": "AAEC" }] }""");

        answer.ShouldRefuse(400, "seed.jsonc, line 1: the material of a key of spec SYMMETRIC_DEFAULT must be 32 bytes.");
        (await emulator.Get("/_emulator/export")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    private static Task<WireAnswer> Apply(Emulator emulator, string text) =>
        emulator.Post("/_emulator/seed", JsonSerializer.Serialize(new { files = new[] { new { name = "seed.jsonc", text } } }));
}
