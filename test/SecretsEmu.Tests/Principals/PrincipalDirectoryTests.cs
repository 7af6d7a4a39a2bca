using SecretsEmu.Access;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Principals;

/// <summary>Whom a name or an ARN means.</summary>
public sealed class PrincipalDirectoryTests
{
    private const string Trust = """{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}""";

    private static readonly Snapshot Described = StateOf(
        $$$"""{"accounts":[{"id":"111122223333","organizationId":"o-x","users":[{"name":"ci","path":"/team/"}],"roles":[{"name":"app","path":"/team/","trust":{{{Trust}}},"tags":{"team":"pay"}}]}]}""");

    [TestCase("111122223333", PrincipalKind.Root, "arn:aws:iam::111122223333:root", false)]
    [TestCase("arn:aws:iam::111122223333:root", PrincipalKind.Root, "arn:aws:iam::111122223333:root", false)]
    [TestCase("arn:aws:iam::111122223333:user/team/ci", PrincipalKind.User, "arn:aws:iam::111122223333:user/team/ci", true)]
    [TestCase("user/team/ci", PrincipalKind.User, "arn:aws:iam::111122223333:user/team/ci", true)]
    [TestCase("user/somebody", PrincipalKind.User, "arn:aws:iam::111122223333:user/somebody", false)]
    [TestCase("arn:aws:iam::111122223333:role/team/app", PrincipalKind.AssumedRole, "arn:aws:sts::111122223333:assumed-role/app/can", true)]
    [TestCase("role/team/app", PrincipalKind.AssumedRole, "arn:aws:sts::111122223333:assumed-role/app/can", true)]
    [TestCase("arn:aws:sts::111122223333:assumed-role/app/job", PrincipalKind.AssumedRole, "arn:aws:sts::111122223333:assumed-role/app/job", true)]
    [TestCase("arn:aws:sts::222233334444:assumed-role/deploy/job", PrincipalKind.AssumedRole, "arn:aws:sts::222233334444:assumed-role/deploy/job", false)]
    public void A_name_or_an_ARN_means_a_principal(string name, object kind, string arn, bool isDescribed)
    {
        var principal = new PrincipalDirectory("111122223333", strict: false).Find(name, Described)!;

        (principal.Kind, principal.Arn, principal.IsDescribed).ShouldBe(((PrincipalKind)kind, arn, isDescribed));
    }

    [TestCase("ci")]
    [TestCase("")]
    [TestCase("arn:aws:s3:::bucket")]
    [TestCase("arn:aws:iam::111122223333:group/ops")]
    [TestCase("arn:aws:iam::11:user/ci")]
    [TestCase("arn:aws:sts::111122223333:assumed-role/app")]
    public void Other_texts_mean_nobody(string name) =>
        new PrincipalDirectory("111122223333", strict: false).Find(name, Described).ShouldBeNull();

    [TestCase("user/ci")]
    [TestCase("role/app")]
    [TestCase("arn:aws:iam::111122223333:role/app")]
    [TestCase("arn:aws:iam::111122223333:role/other/app")]
    public void The_name_of_a_described_one_with_another_path_means_nobody(string name) =>
        new PrincipalDirectory("111122223333", strict: false).Find(name, Described).ShouldBeNull();

    [TestCase("user/somebody")]
    [TestCase("role/somebody")]
    [TestCase("arn:aws:sts::222233334444:assumed-role/deploy/job")]
    public void Strict_mode_knows_only_whom_somebody_described(string name) =>
        new PrincipalDirectory("111122223333", strict: true).Find(name, Described).ShouldBeNull();

    [Test]
    public void A_session_of_a_role_has_what_the_role_has()
    {
        var principal = new PrincipalDirectory("111122223333", strict: true).Find("arn:aws:sts::111122223333:assumed-role/app/job", Described)!;

        (principal.RoleArn, principal.SessionName, principal.Tags["TEAM"], principal.OrganizationId).ShouldBe(
            ("arn:aws:iam::111122223333:role/team/app", "job", "pay", "o-x"));
    }

    private static Snapshot StateOf(string file)
    {
        var unit = new UnitOfWork(Snapshot.Empty);
        PrincipalsFile.Parse("principals.json", file).Apply(unit);
        return unit.State;
    }
}
