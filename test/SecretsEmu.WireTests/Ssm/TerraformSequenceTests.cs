namespace SecretsEmu.WireTests.Ssm;

/// <summary>The calls of Terraform's <c>aws_ssm_parameter</c>, resource and data source, in their order: a second read finds no drift.</summary>
public sealed class TerraformSequenceTests
{
    private const string Name = "/app/prod/password";

    [TestCase("String")]
    [TestCase("SecureString")]
    public async Task A_parameter_is_made_read_twice_changed_and_destroyed(string type)
    {
        await using var emulator = await Emulator.Start();

        // Create: with Tier and DataType as the provider sends them, tags at once.
        var created = await emulator.Ssm.Put(Name, "one", type, """
            "Description":"made by Terraform","Tier":"Standard","AllowedPattern":"","DataType":"text","Overwrite":false,"Tags":[{"Key":"team","Value":"blue"}]
            """);
        created.Body.ShouldBe("""{"Tier":"Standard","Version":1}""");
        var first = await Read(emulator);
        emulator.Wall.Advance(TimeSpan.FromMinutes(5));
        (await Read(emulator)).ShouldBe(first, "a second plan finds no drift");

        // Update: the value with Overwrite, the tags by calls of their own.
        (await emulator.Ssm.Put(Name, "two", type, """
            "Description":"made by Terraform","Tier":"Standard","AllowedPattern":"","DataType":"text","Overwrite":true
            """)).Body.ShouldBe("""{"Tier":"Standard","Version":2}""");
        (await emulator.Ssm.Call("RemoveTagsFromResource", $$"""{"ResourceType":"Parameter","ResourceId":"{{Name}}","TagKeys":["team"]}""")).Status.ShouldBe(200);
        (await emulator.Ssm.Call(
            "AddTagsToResource", $$"""{"ResourceType":"Parameter","ResourceId":"{{Name}}","Tags":[{"Key":"owner","Value":"green"}]}""")).Status.ShouldBe(200);
        var updated = await Read(emulator);
        updated.Parameter.ShouldContain("\"Value\":\"two\",\"Version\":2");
        updated.Tags.ShouldBe("""{"TagList":[{"Key":"owner","Value":"green"}]}""");
        (await Read(emulator)).ShouldBe(updated);

        // Destroy.
        (await emulator.Ssm.Call("DeleteParameter", $$"""{"Name":"{{Name}}"}""")).Status.ShouldBe(200);
        (await emulator.Ssm.Get(Name, withDecryption: true)).ShouldBeBareError("ParameterNotFound");
        (await emulator.Ssm.Call("DescribeParameters", Filter)).Body.ShouldBe("""{"Parameters":[]}""");
    }

    private static string Filter => $$"""{"ParameterFilters":[{"Key":"Name","Option":"Equals","Values":["{{Name}}"]}]}""";

    // What refreshes the resource; the data source makes the first call alone.
    private static async Task<(string Parameter, string Metadata, string Tags)> Read(Emulator emulator) => (
        (await emulator.Ssm.Get(Name, withDecryption: true)).Body,
        (await emulator.Ssm.Call("DescribeParameters", Filter)).Body,
        (await emulator.Ssm.Call("ListTagsForResource", $$"""{"ResourceType":"Parameter","ResourceId":"{{Name}}"}""")).Body);
}
