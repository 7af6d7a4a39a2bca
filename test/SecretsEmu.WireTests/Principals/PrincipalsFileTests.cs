using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Principals;

/// <summary>The principals file of a start, of a reset and of the control endpoint.</summary>
public sealed class PrincipalsFileTests
{
    private const string One = """{"accounts":[{"id":"111122223333","users":[{"name":"ci","accessKeyId":"AKIACI0000000000000A","secretAccessKey":"s"}]}]}""";
    private const string Key = "AKIACI0000000000000A";

    [Test]
    public async Task The_file_of_a_start_counts_from_the_first_request_on()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("principals.jsonc"), "// who calls\n" + One);
        await using var emulator = await Emulator.Start(options: new() { PrincipalsFile = folder.File("principals.jsonc") });
        using var ci = emulator.Client.As(Key);

        (await ci.Arn()).ShouldBe("arn:aws:iam::111122223333:user/ci");
        (await ci.Call("ListSecrets", "{}")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:iam::111122223333:user/ci is not authorized to perform: secretsmanager:ListSecrets "
            + "because no identity-based policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public async Task A_start_without_the_option_keeps_what_was_described()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("principals.json"), One);
        await using (await Emulator.Start(options: new() { DataFolder = folder.File("data"), PrincipalsFile = folder.File("principals.json") }))
        {
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.File("data") });
        using var ci = again.Client.As(Key);

        (await ci.Arn()).ShouldBe("arn:aws:iam::111122223333:user/ci");
    }

    [Test]
    public async Task A_start_with_another_file_forgets_the_one_before()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("one.json"), One);
        await File.WriteAllTextAsync(folder.File("none.json"), "{}");
        await using (await Emulator.Start(options: new() { DataFolder = folder.File("data"), PrincipalsFile = folder.File("one.json") }))
        {
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.File("data"), PrincipalsFile = folder.File("none.json") });
        using var ci = again.Client.As(Key);

        (await ci.Arn()).ShouldBe("arn:aws:iam::000000000000:root");
    }

    [Test]
    public async Task A_reset_reads_the_file_anew_and_forgets_what_was_put()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("principals.json"), "{}");
        await using var emulator = await Emulator.Start(options: new() { PrincipalsFile = folder.File("principals.json") });
        await File.WriteAllTextAsync(folder.File("principals.json"), One.Replace("\"ci\"", "\"edited\"", StringComparison.Ordinal));
        await emulator.Server.SetPrincipalsAsync(One);
        using var ci = emulator.Client.As(Key);
        (await ci.Arn()).ShouldBe("arn:aws:iam::111122223333:user/ci");

        await emulator.Server.ResetAsync();

        (await ci.Arn()).ShouldBe("arn:aws:iam::111122223333:user/edited");
    }

    [TestCase("{\n  \"accounts\": [\n    { \"id\": \"1\" }\n  ]\n}", "line 3: the id of an account is twelve digits, as a text.")]
    [TestCase("{", "line 1: this is not JSON (column 2).")]
    public async Task A_malformed_file_keeps_the_emulator_from_starting(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("principals.json");
        await File.WriteAllTextAsync(file, text);

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { PrincipalsFile = file }));

        failure.Failure.ShouldBe(StartFailure.Principals);
        failure.Message.ShouldBe($"{file}, {reason}");
    }

    [Test]
    public async Task A_file_that_is_not_there_keeps_the_emulator_from_starting()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("none.json");

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { PrincipalsFile = file }));

        failure.Failure.ShouldBe(StartFailure.Principals);
        failure.Message.ShouldStartWith($"The principals file {file} cannot be read: ");
    }

    [Test]
    public async Task The_control_endpoint_takes_and_shows_them_without_secrets()
    {
        await using var emulator = await Emulator.Start();

        var put = await emulator.Ask("PUT", "/_emulator/principals", One.Replace("\"s\"", "\"s\",\"tags\":{\"team\":\"pay\"},\"managedPolicies\":[\"arn:aws:iam::aws:policy/ReadOnlyAccess\"]", StringComparison.Ordinal));
        var shown = await emulator.Get("/_emulator/principals");

        put.ShouldSay(
            """{"accounts":[{"id":"111122223333","scps":[],"policies":[],"users":[{"arn":"arn:aws:iam::111122223333:user/ci","userId":"<ID>","accessKeyIds":["AKIACI0000000000000A"],"tags":{"team":"pay"},"policies":["managed policy arn:aws:iam::aws:policy/ReadOnlyAccess of user ci"]}],"roles":[]}]}"""
                .Replace("<ID>", put.Json.GetProperty("accounts")[0].GetProperty("users")[0].GetProperty("userId").GetString(), StringComparison.Ordinal));
        shown.ShouldSay(put.Body);
    }

    [Test]
    public async Task What_is_malformed_is_refused_and_changes_nothing()
    {
        await using var emulator = await DescribedAccounts.Start();
        var before = (await emulator.Get("/_emulator/principals")).Body;

        var answer = await emulator.Ask("PUT", "/_emulator/principals", "{\"accounts\":[\n{\"id\":\"111122223333\",\"user\":[]}]}");

        answer.ShouldRefuse(
            400, "principals, line 2: an account has no member 'user'; it has id, alias, organizationId, scps, policies, groups, users, roles.");
        (await emulator.Get("/_emulator/principals")).Body.ShouldBe(before);
    }

    [Test]
    public async Task A_service_control_policy_limits_the_root_of_its_account()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SetPrincipalsAsync(
            """
            {"accounts":[{"id":"111122223333","scps":[{"Statement":[
              {"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"secretsmanager:ListSecrets","Resource":"*"}]}]}]}
            """);
        using var root = emulator.Client.As("111122223333");

        (await root.Call("ListSecrets", "{}")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:iam::111122223333:root is not authorized to perform: secretsmanager:ListSecrets with an explicit deny in a service control policy");
    }
}
