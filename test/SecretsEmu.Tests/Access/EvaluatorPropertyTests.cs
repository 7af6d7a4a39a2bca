using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Access;

/// <summary>What holds for any policies over few actions, resources, principals and conditions, so that they meet often.</summary>
public class EvaluatorPropertyTests
{
    private static readonly string[] Subjects = ["\"Action\":\"*\"", "\"Action\":\"secretsmanager:Get*\"", "\"Action\":\"kms:*\"", "\"NotAction\":\"s3:*\""];
    private static readonly string[] Objects = ["\"Resource\":\"*\"", $"\"Resource\":\"{SecretArn}\"", "\"Resource\":\"arn:aws:kms:*:*:*\"", $"\"NotResource\":\"{SecretArn}\""];
    private static readonly string[] Conditions = ["", "", ",\"Condition\":{\"StringEquals\":{\"k\":\"a\"}}", ",\"Condition\":{\"StringNotEquals\":{\"k\":\"a\"}}"];

    private static readonly string[] Names =
    [
        "\"Principal\":\"*\"", $"\"Principal\":{Aws(UserArn)}", $"\"Principal\":{Aws(RoleArn)}", $"\"Principal\":{Aws(SessionArn)}", $"\"Principal\":{Aws(RootArn)}",
        $"\"NotPrincipal\":{Aws(UserArn)}", $"\"NotPrincipal\":{Aws(RootArn, RoleArn)}",
    ];

    [Property(MaxTest = 300)]
    public Property A_deny_more_never_turns_a_refusal_into_an_allow() => ForAnyRequest((request, pick) =>
    {
        var more = request with
        {
            Identity = request.Identity.Add(Statement("Deny", pick, null)),
            Resource = request.Resource.Add(Statement("Deny", pick / 7, Names)),
        };

        return request.Decide().IsAllowed || !more.Decide().IsAllowed;
    });

    [Property(MaxTest = 300)]
    public Property The_order_of_statements_does_not_matter() => ForAnyRequest((request, pick) =>
        request.Decide().IsAllowed == (request with { Identity = Turned(request.Identity, pick), Resource = Turned(request.Resource, pick) }).Decide().IsAllowed);

    [Property(MaxTest = 300)]
    public Property An_explanation_decides_as_the_evaluator_does() => ForAnyRequest((request, _) =>
    {
        var decision = request.Decide();
        var explanation = Explainer.Explain(request.Principal, request.Target, request.Keys);

        return explanation.IsAllowed == decision.IsAllowed
            && explanation.DecidedBy == decision.DecidedBy
            && explanation.IsExplicit == decision.IsExplicit
            && explanation.Remedy is null == decision.IsAllowed
            && (explanation.Deciding is null || Of(explanation, explanation.Deciding).Matches)
            && (explanation.NearestMiss is null || !Of(explanation, explanation.NearestMiss).Matches);
    });

    [Property(MaxTest = 300)]
    public Property An_allow_more_never_turns_an_allow_into_a_refusal() => ForAnyRequest((request, pick) =>
    {
        var more = request with
        {
            Identity = request.Identity.Add(Statement("Allow", pick, null)),
            Resource = request.Resource.Add(Statement("Allow", pick / 7, Names)),
        };

        return !request.Decide().IsAllowed || more.Decide().IsAllowed;
    });

    private static ExplainedStatement Of(Explanation explanation, ExplainedPlace place) =>
        explanation.Policies.Single(policy => policy.Kind == place.Kind && policy.Name == place.Policy).Statements.Single(statement => statement.Name == place.Statement);

    private static ImmutableList<string> Turned(ImmutableList<string> statements, int by) =>
        statements.IsEmpty ? statements : [.. statements.Skip(by % statements.Count), .. statements.Take(by % statements.Count)];

    private static string Statement(string effect, int pick, string[]? names)
    {
        var principal = names is null ? "" : $",{names[pick / 64 % names.Length]}";
        return $$"""{"Effect":"{{effect}}"{{principal}},{{Subjects[pick % 4]}},{{Objects[pick / 4 % 4]}}{{Conditions[pick / 16 % 4]}}}""";
    }

    private static Property ForAnyRequest(Func<Request, int, bool> claim)
    {
        var pick = Gen.Choose(0, 9_999);
        var requests =
            from identity in Statements(null)
            from resource in Statements(Names)
            from kind in Gen.Choose(0, 47)
            select new Request([.. identity], [.. resource], kind);
        return Prop.ForAll(requests.Zip(pick).ToArbitrary(), pair => claim(pair.Item1, pair.Item2));
    }

    private static Gen<string[]> Statements(string[]? names) =>
        from picks in Gen.Choose(0, 19_999).ListOf()
        select picks.Take(4).Select(pick => Statement(pick % 3 == 0 ? "Deny" : "Allow", pick / 3, names)).ToArray();

    private sealed record Request(ImmutableList<string> Identity, ImmutableList<string> Resource, int Kind)
    {
        public Principal Principal
        {
            get
            {
                var principal = (Kind % 4) switch
                {
                    0 => User(),
                    1 => Session(),
                    2 => Session().Undescribed(),
                    _ => Root,
                };
                var limited = (Kind / 4 % 3) switch
                {
                    0 => principal,
                    1 => principal.WithBoundary("""{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}"""),
                    _ => principal.WithSessionPolicy("""{"Effect":"Allow","Action":"kms:*","Resource":"*"}"""),
                };
                return Identity.IsEmpty ? limited : limited with { IdentityPolicies = Policies(PolicyKind.Identity, string.Join(',', Identity)) };
            }
        }

        public Target Target => (Kind / 12 % 4) switch
        {
            0 => Secret(Written),
            1 => Secret(Written, OtherAccount),
            2 => Key(Written),
            _ => Key(Written, OtherAccount),
        };

        public SomeKeys Keys => new() { ["k"] = [Kind % 2 == 0 ? "a" : "b"] };

        private string? Written => Resource.IsEmpty ? null : string.Join(',', Resource);

        public Decision Decide() => Evaluator.Decide(Principal, Target, Keys);
    }
}
