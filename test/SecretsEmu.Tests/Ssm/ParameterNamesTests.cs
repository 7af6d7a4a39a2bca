using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Ssm;

public sealed class ParameterNamesTests
{
    [TestCase("db", "db")]
    [TestCase("/db", "db")]
    [TestCase(" /db  ", "db")]
    [TestCase("/app/db", "/app/db")]
    [TestCase("/", "/")]
    public void A_single_name_loses_its_slash(string given, string kept) => ParameterNames.Normalize(given).ShouldBe(kept);

    [TestCase("db", "us-east-1", "arn:aws:ssm:us-east-1:000000000000:parameter/db")]
    [TestCase("/app/db", "cn-north-1", "arn:aws-cn:ssm:cn-north-1:000000000000:parameter/app/db")]
    public void An_ARN_has_no_doubled_slash(string name, string region, string arn) =>
        ParameterNames.ArnOf(new Scope("000000000000", region), name).ShouldBe(arn);

    [TestCase("/app/db", "/app", false, true)]
    [TestCase("/app/db/user", "/app", false, false)]
    [TestCase("/app/db/user", "/app/", true, true)]
    [TestCase("/application", "/app", true, false)]
    [TestCase("/app", "/app", true, false)]
    [TestCase("single", "/", false, true)]
    [TestCase("/app/db", "/", false, false)]
    [TestCase("/app/db", "/", true, true)]
    public void A_path_has_what_is_behind_its_slash(string name, string path, bool recursive, bool isUnder) =>
        ParameterNames.IsUnder(name, path, recursive).ShouldBe(isUnder);
}
