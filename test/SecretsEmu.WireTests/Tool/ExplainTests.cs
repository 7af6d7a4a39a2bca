using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

/// <summary><c>secrets-emu explain</c> and <c>can</c>.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExplainTests
{
    private const string DenyReads =
        """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"NoReads\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}""";

    [Test]
    public async Task Explain_prints_the_latest_refusal_and_one_by_the_id_in_the_log()
    {
        await using var server = await ToolServer.InMemory();
        await Denied(server);
        await server.Call("GetSecretValue", """{"SecretId":"db"}""");
        await server.Process.ReadLine();
        await server.Process.ReadLine();
        var id = (await server.Process.ReadLine())!.Split(' ')[^1];

        var latest = await server.Run("explain");
        var byId = await server.Run("explain", id);
        var json = await server.Run("explain", id, "--json");

        latest.ShouldBe(byId);
        (latest.Code, latest.Error).ShouldBe((0, ""));
        latest.Output.ShouldStartWith("DENIED secretsmanager:GetSecretValue: statement NoReads of resource policy of arn:aws:secretsmanager:us-east-1:000000000000:secret:db-");
        latest.Output.ShouldContain($"\nRequest   {id} at ");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("denied")[0].GetProperty("deciding").GetProperty("statement").GetString().ShouldBe("NoReads");
    }

    [Test]
    public async Task Explain_without_a_refusal_ends_with_1()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("explain")).ShouldBe(new Finished(1, "", "No request was refused since the start.\n"));
        (await server.Run("explain", "a/b")).ShouldBe(new Finished(1, "", "No refusal of a request a/b is known: the last 1000 since the start are.\n"));
    }

    [Test]
    public async Task Can_ends_with_0_for_yes_and_with_9_for_no()
    {
        await using var server = await ToolServer.InMemory("--access", "log");
        await Denied(server);

        var no = await server.Run("can", "--as", "role/app", "--do", "secretsmanager:GetSecretValue", "--on", "db");
        var yes = await server.Run("can", "--as", "role/app", "--do", "secretsmanager:DescribeSecret", "--on", "db", "--json");

        (no.Code, no.Error).ShouldBe((9, ""));
        no.Output.ShouldStartWith("DENIED: arn:aws:sts::000000000000:assumed-role/app/can may not do secretsmanager:GetSecretValue on db\ndenied    secretsmanager:GetSecretValue: ");
        (yes.Code, yes.Error).ShouldBe((0, ""));
        JsonDocument.Parse(yes.Output).RootElement.GetProperty("allowed").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task Can_takes_values_of_condition_keys()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("db", "value");
        await server.Call("PutResourcePolicy", $$"""{"SecretId":"db","ResourcePolicy":"{{DenyReads.Replace("}]}", """,\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalTag/team\":\"pay\"}}}]}""", StringComparison.Ordinal)}}"}""");

        (await server.Run("can", "--as", "role/app", "--do", "secretsmanager:GetSecretValue", "--on", "db")).Code.ShouldBe(9);
        (await server.Run("can", "--as", "role/app", "--do", "secretsmanager:GetSecretValue", "--on", "db", "--context", "aws:PrincipalTag/team=pay")).Code.ShouldBe(0);
    }

    [Test]
    public async Task Can_says_what_it_cannot_answer()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("can", "--as", "role/app", "--do", "secretsmanager:GetSecret")).ShouldBe(
            new Finished(2, "", "There is no action 'secretsmanager:GetSecret'. Did you mean secretsmanager:GetSecretValue?\n"));
    }

    private static async Task Denied(ToolServer server)
    {
        await server.Create("db", "value");
        await server.Call("PutResourcePolicy", $$"""{"SecretId":"db","ResourcePolicy":"{{DenyReads}}"}""");
    }
}
