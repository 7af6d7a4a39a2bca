using System.Reflection;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Samples;

/// <summary>samples/cross-account: the steps of its script.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CrossAccountSampleTests
{
    private const string App = "arn:aws:iam::444455556666:role/app";
    private const string Secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf";
    private const string Key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static readonly string Sample = Path.Combine(
        typeof(CrossAccountSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!, "cross-account");

    private static readonly string[] Missing = ["1-customer-key", "2-secret-policy", "3-read-permission", "4-key-policy", "5-decrypt-permission"];

    [Test]
    public async Task The_role_reads_the_secret_of_the_other_account_by_its_ARN_and_not_by_its_name()
    {
        await using var emulator = await Start();
        using var role = await Role(emulator);

        var byArn = await role.Call("GetSecretValue", $$"""{"SecretId":"{{Secret}}"}""");
        var byName = await role.Call("GetSecretValue", """{"SecretId":"prod/db"}""");

        byArn.Text("SecretString").ShouldBe("""{"username":"app","password":"not-a-real-password"}""");
        byName.ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::444455556666:assumed-role/app/job is not authorized to perform: secretsmanager:GetSecretValue on resource: prod/db "
            + "because no identity-based policy allows the secretsmanager:GetSecretValue action");
    }

    [Test]
    public async Task The_key_decrypts_nothing_but_secrets_for_the_role()
    {
        await using var emulator = await Start();

        var answer = await Ask(emulator, "kms:Decrypt", Key);

        answer.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
    }

    [TestCase("1-customer-key", "kms:Decrypt")]
    [TestCase("2-secret-policy", "secretsmanager:GetSecretValue")]
    [TestCase("3-read-permission", "secretsmanager:GetSecretValue")]
    [TestCase("4-key-policy", "kms:Decrypt")]
    [TestCase("5-decrypt-permission", "kms:Decrypt")]
    public async Task Without_any_one_of_the_five_nothing_can_be_read_and_can_says_so(string missing, string denied)
    {
        await using var emulator = await Start(missing);
        using var role = await Role(emulator);

        var answer = await Ask(emulator, "secretsmanager:GetSecretValue", Secret);
        var read = await role.Call("GetSecretValue", $$"""{"SecretId":"{{Secret}}"}""");

        answer.Json.GetProperty("permissions").EnumerateArray()
            .Where(permission => !permission.GetProperty("allowed").GetBoolean())
            .Select(permission => permission.GetProperty("action").GetString()).ShouldBe([denied]);
        read.Status.ShouldBe(400);
    }

    [Test]
    public void Each_folder_of_what_is_missing_has_its_test_and_the_one_file_that_differs()
    {
        var folders = Directory.GetDirectories(Path.Combine(Sample, "without")).Order(StringComparer.Ordinal).ToList();

        folders.Select(Path.GetFileName).ShouldBe(Missing);
        foreach (var folder in folders)
        {
            Directory.GetFiles(folder).Length.ShouldBe(1, folder);
        }
    }

    private static Task<Emulator> Start(string? without = null) => Emulator.Start(options: new SecretsEmulatorOptions
    {
        PrincipalsFile = PathOf("principals.json", without),
        SeedFiles = [PathOf("seed.jsonc", without)],
    });

    private static string PathOf(string file, string? without) =>
        without is not null && Path.Combine(Sample, "without", without, file) is var other && File.Exists(other) ? other : Path.Combine(Sample, file);

    private static async Task<SigningClient> Role(Emulator emulator)
    {
        using var ci = emulator.Client.As("AKIACI00000000000000");
        return await ci.Assumed(App);
    }

    private static Task<WireAnswer> Ask(Emulator emulator, string action, string resource) =>
        emulator.Post("/_emulator/can", $$"""{"as":"{{App}}","do":"{{action}}","on":"{{resource}}"}""");
}
