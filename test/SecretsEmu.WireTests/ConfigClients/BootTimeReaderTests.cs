namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>
/// Clients that call GetSecretValue once, at boot or when a connection is made: Spring Cloud AWS, Quarkus, Micronaut, the backends of
/// Airflow, Prefect and Dagster (integrations.md 7).
/// </summary>
public sealed class BootTimeReaderTests
{
    [TestCase("/secret/app")]
    [TestCase("/secret/app_prod")]
    [TestCase("airflow/connections/postgres_default")]
    [TestCase("airflow/variables/a-b.c@d+e=f")]
    public async Task Names_with_slashes_and_signs_are_read_as_they_are(string name)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create(name, """{"spring.datasource.password":"one"}""");

        (await emulator.Secrets.GetValue(name)).Text("SecretString").ShouldBe("""{"spring.datasource.password":"one"}""");
    }

    [Test]
    public async Task An_optional_import_that_is_missing_is_told_by_its_exception()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Secrets.GetValue("/secret/app_dev")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task The_whole_secret_comes_in_one_answer_with_the_stage_that_it_has()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("/secret/app", "one", SecretsClient.Version(1))).Text("ARN");

        (await emulator.Secrets.GetValue("/secret/app")).Body.ShouldBe(
            $$"""{"ARN":"{{arn}}","CreatedDate":1.7698464E9,"Name":"/secret/app","SecretString":"one","VersionId":"{{SecretsClient.Version(1)}}","VersionStages":["AWSCURRENT"]}""");
    }
}
