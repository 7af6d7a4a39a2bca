using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>The sentences of refusals, whole (kms-iam-sts.md 5).</summary>
public class DenialTests
{
    private const string Read = $"User: {UserArn} is not authorized to perform: secretsmanager:GetSecretValue on resource: db/password ";

    [TestCase("identity", Read + "because no identity-based policy allows the secretsmanager:GetSecretValue action")]
    [TestCase("resource", Read + "because no resource-based policy allows the secretsmanager:GetSecretValue action")]
    [TestCase("boundary", Read + "because no permissions boundary allows the secretsmanager:GetSecretValue action")]
    [TestCase("session", Read + "because no session policy allows the secretsmanager:GetSecretValue action")]
    [TestCase("organization", Read + "with an explicit deny in a service control policy")]
    [TestCase("denied by identity", Read + "with an explicit deny in an identity-based policy")]
    [TestCase("denied by resource", Read + "with an explicit deny in a resource-based policy")]
    [TestCase("denied by boundary", Read + "with an explicit deny in a permissions boundary")]
    [TestCase("denied by session", Read + "with an explicit deny in a session policy")]
    [TestCase("denied by organization", Read + "with an explicit deny in a service control policy")]
    public void A_refusal_names_the_kind_of_policy(string kind, string sentence)
    {
        var (principal, target) = kind switch
        {
            "identity" => (User(AllowOther), Secret()),
            "resource" => (User(AllowAll), Secret(account: OtherAccount)),
            "boundary" => (User(AllowAll).WithBoundary(AllowOther), Secret()),
            "session" => (User(AllowAll).WithSessionPolicy(AllowOther), Secret()),
            "organization" => (User(AllowAll).WithServiceControl(AllowOther), Secret()),
            "denied by identity" => (User(DenyAll), Secret()),
            "denied by resource" => (User(AllowAll), Secret(For("\"*\"", "Deny"))),
            "denied by boundary" => (User(AllowAll).WithBoundary(DenyAll), Secret()),
            "denied by session" => (User(AllowAll).WithSessionPolicy(DenyAll), Secret()),
            _ => (User(AllowAll).WithServiceControl(DenyAll), Secret()),
        };

        Denial.Sentence(principal, target, Decide(principal, target)).ShouldBe(sentence);
    }

    [Test]
    public void A_session_is_named_by_its_own_ARN_and_a_key_by_the_keys()
    {
        var target = Key(For(Aws(UserArn)));

        Denial.Sentence(Session(AllowAll), target, Decide(Session(AllowAll), target)).ShouldBe(
            $"User: {SessionArn} is not authorized to perform: kms:Decrypt on resource: {KeyArn} because no resource-based policy allows the kms:Decrypt action");
    }

    [Test]
    public void An_action_without_a_resource_names_none()
    {
        var target = Target.WithoutResource("secretsmanager:ListSecrets", Account);

        Denial.Sentence(User(), target, Decide(User(), target)).ShouldBe(
            $"User: {UserArn} is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public void A_role_that_trusts_somebody_else_is_refused_like_one_that_is_not_there()
    {
        var target = Role(For(Aws(RoleArn)));

        Denial.Sentence(User(AllowAll), target, Decide(User(AllowAll), target)).ShouldBe(
            $"User: {UserArn} is not authorized to perform: sts:AssumeRole on resource: {AssumedRoleArn}");
    }

    [Test]
    public void Whoever_may_not_assume_roles_is_not_told_which_side_lacked()
    {
        var target = Role(For(Aws($"arn:aws:iam::{Account}:root")));

        Denial.Sentence(User(), target, Decide(User(), target)).ShouldBe(
            $"User: {UserArn} is not authorized to perform: sts:AssumeRole on resource: {AssumedRoleArn}");
    }

    [Test]
    public void A_deny_in_a_trust_policy_says_so()
    {
        var target = Role(For(Aws(UserArn), "Deny"));

        Denial.Sentence(User(AllowAll), target, Decide(User(AllowAll), target)).ShouldBe(
            $"User: {UserArn} is not authorized to perform: sts:AssumeRole on resource: {AssumedRoleArn} with an explicit deny in the role trust policy");
    }
}
