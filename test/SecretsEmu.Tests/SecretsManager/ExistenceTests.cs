using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Explain;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>Whatever a caller's policies allow: a secret that is out of its sight is refused in the words of one that is not there (kms-iam-sts.md 0.5).</summary>
public sealed class ExistenceTests
{
    private const string Prefix = "arn:aws:secretsmanager:us-east-1:111111111111:secret:";
    private const string GetSecretValue = "secretsmanager:GetSecretValue";

    private static readonly string[] Conditions =
    [
        "",
        """, "Condition":{"StringEquals":{"aws:ResourceTag/team":"pay"}}""",
        """, "Condition":{"StringEquals":{"aws:ResourceTag/team":"web"}}""",
        """, "Condition":{"StringLike":{"secretsmanager:SecretId":"*:db"}}""",
        """, "Condition":{"ArnLike":{"secretsmanager:SecretId":"arn:aws:secretsmanager:us-east-1:111111111111:secret:db-*"}}""",
        """, "Condition":{"StringEquals":{"secretsmanager:SecretPrimaryRegion":"us-east-1"}}""",
        """, "Condition":{"StringEquals":{"secretsmanager:VersionStage":"AWSCURRENT"}}""",
    ];

    private static readonly Snapshot With = StateOf(SecretUnderKeys.Secret() with { Tags = [new("team", "web")] });

    // Whatever a pattern of a secret's ARN can look like, the mistakes among them.
    private static readonly Gen<string> Resources = Gen.OneOf(
        Gen.Constant("*"),
        from parts in Gen.Elements("d", "b", "db", "*", "?", "-", "??????", "-??????", "-AbCdEf", "-ZzZzZz", "no").ListOf()
        where parts.Count is > 0 and < 6
        select Prefix + string.Concat(parts));

    private static readonly Gen<string> Statements =
        from resources in Resources.NonEmptyListOf()
        from action in Gen.Elements("secretsmanager:*", "*", GetSecretValue, "secretsmanager:DescribeSecret", "kms:*")
        from condition in Gen.Elements(Conditions)
        select $$"""{"Effect":"Allow","Action":"{{action}}","Resource":[{{string.Join(',', resources.Select(resource => $"\"{resource}\""))}}]{{condition}}}""";

    [Property(MaxTest = 2000)]
    public Property A_refusal_does_not_tell_whether_the_secret_exists() => Prop.ForAll(
        Statements.NonEmptyListOf().ToArbitrary(),
        Gen.Elements("db", Prefix + "db", SecretUnderKeys.SecretArn).ToArbitrary(),
        (statements, secretId) =>
        {
            var context = ContextOf($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");
            var there = Refusal(secretId, With, context);
            var missing = Refusal(secretId, Snapshot.Empty, context);
            return there is null || there == missing;
        });

    [Property(MaxTest = 500)]
    public Property Nor_does_one_from_another_account() => Prop.ForAll(
        Statements.NonEmptyListOf().ToArbitrary(),
        Gen.Elements(Prefix + "db", SecretUnderKeys.SecretArn).ToArbitrary(),
        (statements, secretId) =>
        {
            var context = ContextOf($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", "222222222222");
            return Refusal(secretId, With, context) is { } there && there == Refusal(secretId, Snapshot.Empty, context);
        });

    private static string? Refusal(string secretId, Snapshot state, RequestContext context)
    {
        var targets = SecretPlan.Find(secretId, GetSecretValue, state, context).Targets;
        try
        {
            context.Require(targets);
            return null;
        }
        catch (AwsErrorException refused)
        {
            return refused.Error.Message;
        }
    }

    private static RequestContext ContextOf(string policy, string account = SecretUnderKeys.Account)
    {
        var user = new Principal
        {
            Kind = PrincipalKind.User, Account = account, Arn = $"arn:aws:iam::{account}:user/app", UserId = "AIDA", UserName = "app", IsDescribed = true,
            IdentityPolicies = [new AttachedPolicy(PolicyKind.Identity, "policy of user app", PolicyText.OfIdentity(policy))],
        };
        return new RequestContext(user, SecretUnderKeys.Region, "test", new Pipeline.Authorizer(new Refusals(), enforces: true));
    }

    private static Snapshot StateOf(Secret secret)
    {
        var unit = new UnitOfWork(Snapshot.Empty);
        unit.Put(secret);
        return unit.State;
    }
}
