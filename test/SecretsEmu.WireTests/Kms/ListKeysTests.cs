namespace SecretsEmu.WireTests.Kms;

public sealed class ListKeysTests
{
    // Types and constraints

    [Test]
    public async Task A_page_has_1_to_1000_keys()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Send("ListKeys", """{"Limit":"1"}""")).ShouldBeKmsError("SerializationException", "STRING_VALUE cannot be converted to Integer");
        (await kms.Call("ListKeys", ("Limit", 1001))).ShouldBeValidationError(
            "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000");
        (await kms.Call("ListKeys", ("Marker", ""))).ShouldBeValidationError(
            "1 validation error detected: Value '' at 'marker' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    // Behaviour

    [Test]
    public async Task Every_key_of_the_account_and_region_is_listed_once()
    {
        await using var emulator = await Emulator.Start();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await emulator.Kms.CreateKey());
        }

        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", ids[0]));
        await emulator.Kms.As(region: "eu-west-1").CreateKey();
        await emulator.Kms.As(accessKey: "111122223333").CreateKey();

        var first = await emulator.Kms.Call("ListKeys", ("Limit", 3));
        var second = await emulator.Kms.Call("ListKeys", ("Limit", 3), ("Marker", first.Text("NextMarker")));

        (first.Json.GetProperty("Truncated").GetBoolean(), second.Json.GetProperty("Truncated").GetBoolean()).ShouldBe((true, false));
        first.Texts("Keys", "KeyId").Concat(second.Texts("Keys", "KeyId")).ShouldBe(ids.Order(StringComparer.Ordinal));
        first.Texts("Keys", "KeyArn").First().ShouldBe(KeyCalls.ArnOf(ids.Order(StringComparer.Ordinal).First()));
    }

    [TestCase("none")]
    [TestCase("!")]
    [TestCase("AAAAAAAAAAAAAAAA")]
    public async Task A_marker_that_no_page_gave_out_is_refused(string marker)
    {
        var answer = await TableEmulator.Running.Kms.Call("ListKeys", ("Marker", marker));

        answer.ShouldBeKmsError("InvalidMarkerException", "The marker is invalid.");
    }
}
