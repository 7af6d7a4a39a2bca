using System.Text.Json.Nodes;
using LiteDB;

namespace SecretsEmu.WireTests.Kms;

/// <summary>Keys, aliases and grants outlive a restart, and so do those of the format before.</summary>
public sealed class KeyRestartTests
{
    [Test]
    public async Task Everything_of_a_key_comes_back()
    {
        using var folder = new TemporaryFolder();
        List<string> before;
        byte[] blob;
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            blob = await Fill(emulator.Kms);
            before = await Read(emulator.Kms);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await Read(again.Kms)).ShouldBe(before);
        (await again.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("EncryptionContext", new JsonObject { ["app"] = "pay" }))).Bytes("Plaintext").ShouldBe([1, 2, 3]);
    }

    [Test]
    public async Task What_is_due_is_still_due()
    {
        using var folder = new TemporaryFolder();
        string leaving;
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            leaving = await emulator.Kms.CreateKey();
            await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", leaving), ("PendingWindowInDays", 7));
            await emulator.Kms.Do("EnableKeyRotation", ("KeyId", await emulator.Kms.CreateKey()), ("RotationPeriodInDays", 90));
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Server.Clock.AdvanceAsync(TimeSpan.FromDays(90))).Select(item => item.Kind).ShouldBe(["key-deletion", "key-rotation"]);
        (await again.Kms.Call("DescribeKey", ("KeyId", leaving))).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_default_key_of_format_1_gets_what_it_lacked()
    {
        using var folder = new TemporaryFolder();
        string key;
        List<string> before;
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", "one");
            key = (await emulator.Kms.Metadata("alias/aws/secretsmanager")).GetProperty("KeyId").GetString()!;
            before = await ReadKey(emulator.Kms, key);
        }

        ToFormatOne(folder.File("secrets-emu.db"));
        await using (var again = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            (await ReadKey(again.Kms, key)).ShouldBe(before);
            (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
            await again.Secrets.Create("more", "two");
        }

        FormatOf(folder.File("secrets-emu.db")).ShouldBe(3);
        await using var last = await Emulator.Start(options: new() { DataFolder = folder.Path });
        (await ReadKey(last.Kms, key)).ShouldBe(before);
        (await last.Server.Clock.AdvanceAsync(TimeSpan.FromDays(365))).Select(item => item.Outcome).ShouldBe(["rotated"]);
        (await last.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_database_of_format_2_is_read_as_it_is_and_is_of_format_3_from_the_first_change_on()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", "one");
        }

        SetFormat(folder.File("secrets-emu.db"), 2);
        await using (var again = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
            (await again.Server.Clock.AdvanceAsync(TimeSpan.FromDays(365))).Select(item => item.Kind).ShouldBe(["key-rotation"]);
        }

        FormatOf(folder.File("secrets-emu.db")).ShouldBe(3);
    }

    // What version 0.1 wrote: keys of services alone, by what they need to decrypt.
    private static void ToFormatOne(string file)
    {
        using var database = new LiteDatabase(new ConnectionString { Filename = file, Collation = Collation.Binary });
        Rewrite("keys", ["arn", "description", "created", "materials"]);
        Rewrite("aliases", ["target"]);
        database.DropCollection("due");
        SetFormat(database, 1);

        void Rewrite(string name, string[] kept)
        {
            var collection = database.GetCollection(name);
            foreach (var document in collection.FindAll().ToList())
            {
                foreach (var member in document.Keys.Where(member => member != "_id" && !kept.Contains(member)).ToList())
                {
                    document.Remove(member);
                }

                foreach (var material in document["materials"].IsNull ? [] : document["materials"].AsArray.Select(each => each.AsDocument))
                {
                    material.Remove("created");
                    material.Remove("rotation");
                }

                collection.Update(document);
            }
        }
    }

    private static void SetFormat(string file, int version)
    {
        using var database = new LiteDatabase(new ConnectionString { Filename = file, Collation = Collation.Binary });
        SetFormat(database, version);
    }

    private static void SetFormat(LiteDatabase database, int version)
    {
        var emulator = database.GetCollection("emulator");
        var format = emulator.FindById("format");
        format["version"] = version;
        emulator.Update(format);
    }

    private static int FormatOf(string file)
    {
        using var database = new LiteDatabase(new ConnectionString { Filename = file, Collation = Collation.Binary });
        return database.GetCollection("emulator").FindById("format")["version"].AsInt32;
    }

    /// <summary>A key in every state and of every kind, with what a key can have.</summary>
    /// <returns>A ciphertext that is older than a rotation.</returns>
    private static async Task<byte[]> Fill(KmsClient kms)
    {
        var id = await kms.CreateKey(
            ("Description", " d "), ("Tags", KeyCalls.Tags(("b", ""), ("a", "2"))), ("Policy", KeyPolicyTests.Letting("arn:aws:iam::111122223333:root", "kms:Decrypt")));
        var blob = (await kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[] { 1, 2, 3 }), ("EncryptionContext", new JsonObject { ["app"] = "pay" }))).Bytes("CiphertextBlob");
        await kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));
        await kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 100));
        await kms.Call("RotateKeyOnDemand", ("KeyId", id));
        await kms.Call(
            "CreateGrant", ("KeyId", id), ("GranteePrincipal", "arn:aws:iam::000000000000:role/app"), ("RetiringPrincipal", "arn:aws:iam::000000000000:role/ops"),
            ("Name", "app"), ("Operations", new JsonArray("Decrypt", "DescribeKey")),
            ("Constraints", new JsonObject { ["EncryptionContextEquals"] = new JsonObject { ["app"] = "pay", [""] = "" } }));
        await kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", "rds.amazonaws.com"), ("Operations", new JsonArray("Encrypt")));
        await kms.Do("DisableKey", ("KeyId", await kms.CreateKey("RSA_2048", "SIGN_VERIFY")));
        await kms.CreateKey("HMAC_512", "GENERATE_VERIFY_MAC");
        await kms.CreateKey(("MultiRegion", true));
        await kms.CreateKey(("Origin", "EXTERNAL"));
        await kms.Call("ScheduleKeyDeletion", ("KeyId", await kms.CreateKey()), ("PendingWindowInDays", 8));
        await kms.Metadata("alias/aws/secretsmanager");
        return blob;
    }

    private static async Task<List<string>> Read(KmsClient kms)
    {
        var keys = await kms.Call("ListKeys");
        List<string> answers = [keys.Body, (await kms.Call("ListAliases")).Body];
        foreach (var id in keys.Texts("Keys", "KeyId"))
        {
            answers.AddRange(await ReadKey(kms, id));
        }

        return answers;
    }

    private static async Task<List<string>> ReadKey(KmsClient kms, string id)
    {
        var answers = new List<string>();
        foreach (var operation in new[] { "DescribeKey", "GetKeyPolicy", "ListResourceTags", "GetKeyRotationStatus", "ListGrants", "ListAliases" })
        {
            answers.Add((await kms.Call(operation, ("KeyId", id))).Body);
        }

        answers.Add((await kms.Call("ListKeyRotations", ("KeyId", id), ("IncludeKeyMaterial", "ALL_KEY_MATERIAL"))).Body);
        return answers;
    }
}
