using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Ssm;

public sealed class GetParameterHistoryTests
{
    [TestCase("""{"Name":"a","MaxResults":true}""", "TRUE_VALUE cannot be converted to Integer")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence) =>
        (await TableEmulator.Running.Ssm.Call("GetParameterHistory", body)).ShouldBeSsmError("SerializationException", sentence);

    [TestCase("{}", "Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Name":"a","MaxResults":0}""", "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    public async Task Constraints_are_reported(string body, string report) =>
        (await TableEmulator.Running.Ssm.Call("GetParameterHistory", body)).ShouldBeValidationError($"1 validation error detected: {report}");

    [Test]
    public async Task All_versions_come_oldest_first_with_their_labels()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one", more: "\"Description\":\"first\"");
        await emulator.Ssm.Put("db", "two", null, "\"Overwrite\":true,\"Description\":\"second\"");
        await emulator.Ssm.Label("db", 1, "blue", "green");

        (await emulator.Ssm.Call("GetParameterHistory", """{"Name":"db"}""")).Body.ShouldBe(
            """
            {"Parameters":[
            {"DataType":"text","Description":"first","Labels":["blue","green"],"LastModifiedDate":1.7698464E9,"LastModifiedUser":"arn:aws:iam::000000000000:root","Name":"db","Policies":[],"Tier":"Standard","Type":"String","Value":"one","Version":1},
            {"DataType":"text","Description":"second","Labels":[],"LastModifiedDate":1.7698464E9,"LastModifiedUser":"arn:aws:iam::000000000000:root","Name":"db","Policies":[],"Tier":"Standard","Type":"String","Value":"two","Version":2}]}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task Pages_follow_each_other()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Ssm.Put("db", "one");
        await emulator.Ssm.Overwrite("db", "two");
        await emulator.Ssm.Overwrite("db", "three");

        var one = await emulator.Ssm.Call("GetParameterHistory", """{"Name":"db","MaxResults":2}""");
        var two = await emulator.Ssm.Call("GetParameterHistory", new JsonObject { ["Name"] = "db", ["MaxResults"] = 2, ["NextToken"] = one.Text("NextToken") });

        one.Json.GetProperty("Parameters").GetArrayLength().ShouldBe(2);
        two.Json.GetProperty("Parameters").EnumerateArray().Single().GetProperty("Value").GetString().ShouldBe("three");
        two.Has("NextToken").ShouldBeFalse();
        (await emulator.Ssm.Call("GetParameterHistory", """{"Name":"db","NextToken":"x"}""")).ShouldBeError("InvalidNextToken", "The specified token isn't valid.");
    }

    [Test]
    public async Task What_is_not_there_has_no_history_and_a_version_none_of_its_own()
    {
        (await TableEmulator.Running.Ssm.Call("GetParameterHistory", """{"Name":"none"}""")).ShouldBeBareError("ParameterNotFound");
        (await TableEmulator.Running.Ssm.Call("GetParameterHistory", """{"Name":"none:1"}""")).ShouldBeValidationError(SsmAnswers.InvalidName);
    }
}
