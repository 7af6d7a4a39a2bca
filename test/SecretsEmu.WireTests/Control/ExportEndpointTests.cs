using System.Text.Json;

namespace SecretsEmu.WireTests.Control;

public sealed class ExportEndpointTests
{
    private const string Token = "11111111-1111-4111-8111-111111111111";

    [TestCase("")]
    [TestCase("?values")]
    [TestCase("?values=false")]
    [TestCase("?values=1")]
    [TestCase("?Values=TRUE")]
    [TestCase("?values=false&values=true")]
    public async Task An_export_has_no_values_unless_asked(string query)
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("a", "hunter2", token: Token)).Text("ARN");

        var answer = await emulator.Get($"/_emulator/export{query}");

        answer.ShouldSay($$"""
            {
              "secrets": [
                {
                  "name": "a",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "arnSuffix": "{{arn[^6..]}}"
                }
              ]
            }

            """);
    }

    [Test]
    public async Task An_export_has_values_when_asked()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("a", "<hunter2>", token: Token)).Text("ARN");

        var answer = await emulator.Get("/_emulator/export?values=true");

        answer.ShouldSay($$"""
            {
              "secrets": [
                {
                  "name": "a",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "arnSuffix": "{{arn[^6..]}}",
                  "versions": [
                    {
                      "versionId": "{{Token}}",
                      "stages": [
                        "AWSCURRENT"
                      ],
                      "string": "<hunter2>"
                    }
                  ]
                }
              ]
            }

            """);
    }

    [Test]
    public async Task An_export_leaves_out_what_waits_for_its_deletion()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");
        await emulator.Secrets.Delete("a");

        (await emulator.Get("/_emulator/export?values=true")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public async Task What_one_emulator_exports_another_takes()
    {
        await using var one = await Emulator.Start(seed: 7);
        await using var other = await Emulator.Start(seed: 8);
        var arn = (await one.Secrets.Create("a", "one")).Text("ARN");
        await one.Secrets.PutValue("a", "two");
        await one.Secrets.As(accessKey: "111122223333", region: "eu-west-1").Create("b", "three");
        var exported = (await one.Get("/_emulator/export?values=true")).Body;

        var answer = await other.Post("/_emulator/seed", JsonSerializer.Serialize(new { files = new[] { new { name = "export", text = exported } } }));

        answer.Json.GetProperty("created").GetArrayLength().ShouldBe(2);
        (await other.Get("/_emulator/export?values=true")).ShouldSay(exported);
        (await other.Secrets.GetValue(arn, stage: "AWSPREVIOUS")).Text("SecretString").ShouldBe("one");
        (await other.Secrets.As(accessKey: "111122223333", region: "eu-west-1").GetValue("b")).Text("SecretString").ShouldBe("three");
    }
}
