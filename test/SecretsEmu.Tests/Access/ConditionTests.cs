using System.Globalization;
using SecretsEmu.Access;
using static SecretsEmu.Tests.Access.AccessStory;

namespace SecretsEmu.Tests.Access;

/// <summary>Each operator with what it matches and what it does not (kms-iam-sts.md 4.5). Values stand side by side, parted by a bar.</summary>
public class ConditionTests
{
    // Ordinal, without wildcards.
    [TestCase("StringEquals", "a", "a", true)]
    [TestCase("StringEquals", "a", "A", false)]
    [TestCase("StringEquals", "a*", "ab", false)]
    [TestCase("StringEquals", "a*", "a*", true)]
    [TestCase("StringEquals", "a|b", "b", true)]
    [TestCase("StringEquals", "", "", true)]
    [TestCase("stringequals", "a", "a", true)]
    [TestCase("StringNotEquals", "a", "a", false)]
    [TestCase("StringNotEquals", "a", "A", true)]
    [TestCase("StringNotEquals", "a|b", "b", false)]
    [TestCase("StringNotEquals", "a|b", "c", true)]
    [TestCase("StringEqualsIgnoreCase", "Team", "tEAM", true)]
    [TestCase("StringEqualsIgnoreCase", "Team", "teams", false)]
    [TestCase("StringNotEqualsIgnoreCase", "Team", "tEAM", false)]
    [TestCase("StringNotEqualsIgnoreCase", "Team", "teams", true)]
    [TestCase("StringLike", "db/*", "db/one/two", true)]
    [TestCase("StringLike", "db/*", "DB/one", false)]
    [TestCase("StringLike", "*", "", true)]
    [TestCase("StringLike", "d?", "db", true)]
    [TestCase("StringLike", "d?", "d", false)]
    [TestCase("StringLike", "*one*two", "0one1two1two", true)]
    [TestCase("StringLike", "*one*two", "two one", false)]
    [TestCase("StringLike", "?", "😀", true)]
    [TestCase("StringNotLike", "db/*", "db/one", false)]
    [TestCase("StringNotLike", "db/*", "app/one", true)]

    // Decimal; what is no number is neither equal nor unequal.
    [TestCase("NumericEquals", "7", "7.0", true)]
    [TestCase("NumericEquals", "7", "8", false)]
    [TestCase("NumericEquals", "7", "seven", false)]
    [TestCase("NumericEquals", "seven", "seven", false)]
    [TestCase("NumericEquals", "seven|7", "7", true)]
    [TestCase("NumericNotEquals", "7", "8", true)]
    [TestCase("NumericNotEquals", "7", "7", false)]
    [TestCase("NumericNotEquals", "7", "seven", false)]
    [TestCase("NumericNotEquals", "seven", "7", false)]
    [TestCase("NumericLessThan", "7", "6.5", true)]
    [TestCase("NumericLessThan", "7", "7", false)]
    [TestCase("NumericLessThanEquals", "7", "7", true)]
    [TestCase("NumericLessThanEquals", "7", "7.01", false)]
    [TestCase("NumericGreaterThan", "-1", "0", true)]
    [TestCase("NumericGreaterThan", "7", "7", false)]
    [TestCase("NumericGreaterThanEquals", "7", "1e1", true)]
    [TestCase("NumericGreaterThanEquals", "7", "6", false)]

    // ISO 8601 in W3C's profile, or seconds since 1970, on either side.
    [TestCase("DateEquals", "2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00", true)]
    [TestCase("DateEquals", "2026-01-31T12:00:00Z", "1769860800", true)]
    [TestCase("DateEquals", "1769860800", "2026-01-31T12:00Z", true)]
    [TestCase("DateEquals", "2026-01-31", "2026-01-31T00:00:00.000Z", true)]
    [TestCase("DateEquals", "2026-01-31", "2026-01-31T00:00:01Z", false)]
    [TestCase("DateEquals", "2026", "2026-01-01T00:00:00Z", true)]
    [TestCase("DateEquals", "2026-02", "2026-02-01", true)]
    [TestCase("DateEquals", "yesterday", "yesterday", false)]
    [TestCase("DateEquals", "2026*", "2026-01-01", false)]
    [TestCase("DateNotEquals", "2026-01-31", "2026-02-01", true)]
    [TestCase("DateNotEquals", "2026-01-31", "2026-01-31", false)]
    [TestCase("DateNotEquals", "2026-01-31", "yesterday", false)]
    [TestCase("DateLessThan", "2026-02-01", "2026-01-31T23:59:59.999Z", true)]
    [TestCase("DateLessThan", "2026-02-01", "2026-02-01", false)]
    [TestCase("DateLessThanEquals", "2026-02-01", "2026-02-01", true)]
    [TestCase("DateLessThanEquals", "2026-02-01", "2026-02-02", false)]
    [TestCase("DateGreaterThan", "2026-02-01", "2026-02-01T00:00:00.5Z", true)]
    [TestCase("DateGreaterThan", "2026-02-01", "2026-02-01", false)]
    [TestCase("DateGreaterThanEquals", "2026-02-01", "2026-02-01", true)]
    [TestCase("DateGreaterThanEquals", "2026-02-01", "2026-01-31", false)]
    [TestCase("DateGreaterThanEquals", "0", "999999999999999999999", false)]

    [TestCase("Bool", "true", "True", true)]
    [TestCase("Bool", "FALSE", "false", true)]
    [TestCase("Bool", "true", "false", false)]
    [TestCase("Bool", "yes", "yes", false)]
    [TestCase("BinaryEquals", "AQID", "AQID", true)]
    [TestCase("BinaryEquals", "AQID", "AQIE", false)]
    [TestCase("BinaryEquals", "not base64!", "not base64!", false)]

    // Ranges of both families; one address without a prefix.
    [TestCase("IpAddress", "203.0.113.0/24", "203.0.113.77", true)]
    [TestCase("IpAddress", "203.0.113.9/24", "203.0.113.77", true)]
    [TestCase("IpAddress", "203.0.113.0/24", "203.0.114.1", false)]
    [TestCase("IpAddress", "203.0.112.0/23", "203.0.113.1", true)]
    [TestCase("IpAddress", "203.0.113.128/25", "203.0.113.1", false)]
    [TestCase("IpAddress", "203.0.113.5", "203.0.113.5", true)]
    [TestCase("IpAddress", "203.0.113.5", "203.0.113.6", false)]
    [TestCase("IpAddress", "0.0.0.0/0", "8.8.8.8", true)]
    [TestCase("IpAddress", "2001:db8::/32", "2001:db8:1::1", true)]
    [TestCase("IpAddress", "2001:db8::/32", "2001:db9::1", false)]
    [TestCase("IpAddress", "2001:db8::1", "2001:db8:0::1", true)]
    [TestCase("IpAddress", "::/0", "8.8.8.8", false)]
    [TestCase("IpAddress", "203.0.113.0/33", "203.0.113.0", false)]
    [TestCase("IpAddress", "203.0.113.0/24", "localhost", false)]
    [TestCase("NotIpAddress", "203.0.113.0/24", "203.0.113.77", false)]
    [TestCase("NotIpAddress", "203.0.113.0/24", "198.51.100.1", true)]
    [TestCase("NotIpAddress", "::/0", "8.8.8.8", true)]

    // Field by field; the last one is everything behind the fifth colon.
    [TestCase("ArnEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:role/app", true)]
    [TestCase("ArnEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:user/app", false)]
    [TestCase("ArnLike", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/team/app", true)]
    [TestCase("ArnLike", "arn:aws:sns:*:*:app:?", "arn:aws:sns:us-east-1:111122223333:app:1", true)]
    [TestCase("ArnLike", "arn:*:role/app", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnLike", "arn:aws:*:role/app", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnLike", "arn:aws:iam::1111*", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnLike", "arn:aws:iam::111122223333:ROLE/app", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnLike", "*", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnLike", "a:b:c:d:e:f", "a:b:c:d:e:f", false)]
    [TestCase("ArnNotEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:role/app", false)]
    [TestCase("ArnNotEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:user/app", true)]
    [TestCase("ArnNotLike", "arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:role/other", true)]
    [TestCase("ArnNotLike", "arn:aws:iam::*:role/app", "no arn", true)]
    [TestCase("ArnNotLike", "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/other", false)]

    [TestCase("Null", "true", "a", false)]
    [TestCase("Null", "false", "a", true)]
    [TestCase("StringEqualsIfExists", "a", "a", true)]
    [TestCase("StringEqualsIfExists", "a", "b", false)]
    [TestCase("StringNotEqualsIfExists", "a", "a", false)]

    // Several values of the request.
    [TestCase("ForAllValues:StringEquals", "a|b", "a|b", true)]
    [TestCase("ForAllValues:StringEquals", "a|b", "a|c", false)]
    [TestCase("ForAllValues:StringNotEquals", "a|b", "c|d", true)]
    [TestCase("ForAllValues:StringNotEquals", "a|b", "c|a", false)]
    [TestCase("ForAnyValue:StringEquals", "a|b", "c|b", true)]
    [TestCase("ForAnyValue:StringEquals", "a|b", "c|d", false)]
    [TestCase("ForAnyValue:StringNotEquals", "a|b", "a|c", true)]
    [TestCase("ForAnyValue:StringNotEquals", "a|b", "a|b", false)]
    [TestCase("foranyvalue:STRINGLIKE", "a*", "c|ab", true)]
    [TestCase("StringEquals", "a", "c|a", true)]
    [TestCase("StringEquals", "a", "c|d", false)]
    [TestCase("StringNotEquals", "a", "c|a", false)]
    [TestCase("StringNotEquals", "a", "c|d", true)]
    [TestCase("Null", "true|false", "a", true)]
    public void It_holds(string conditionOperator, string asked, string found, bool holds) =>
        Holds(conditionOperator, asked, found).ShouldBe(holds);

    [TestCase("StringEquals", "a", false)]
    [TestCase("StringLike", "*", false)]
    [TestCase("NumericLessThan", "1", false)]
    [TestCase("DateLessThan", "2030-01-01", false)]
    [TestCase("Bool", "false", false)]
    [TestCase("BinaryEquals", "AQID", false)]
    [TestCase("IpAddress", "0.0.0.0/0", false)]
    [TestCase("ArnLike", "arn:*:*:*:*:*", false)]
    [TestCase("StringNotEquals", "a", true)]
    [TestCase("StringNotEqualsIgnoreCase", "a", true)]
    [TestCase("StringNotLike", "*", true)]
    [TestCase("NumericNotEquals", "1", true)]
    [TestCase("DateNotEquals", "2030-01-01", true)]
    [TestCase("NotIpAddress", "0.0.0.0/0", true)]
    [TestCase("ArnNotLike", "arn:*:*:*:*:*", true)]
    [TestCase("ArnNotEquals", "arn:*:*:*:*:*", true)]
    [TestCase("Null", "true", true)]
    [TestCase("Null", "false", false)]
    [TestCase("StringEqualsIfExists", "a", true)]
    [TestCase("BoolIfExists", "true", true)]
    [TestCase("StringNotLikeIfExists", "a", true)]
    [TestCase("ForAllValues:StringEquals", "a", true)]
    [TestCase("ForAllValues:StringNotEquals", "a", true)]
    [TestCase("ForAnyValue:StringEquals", "a", false)]
    [TestCase("ForAnyValue:StringNotEquals", "a", false)]
    [TestCase("ForAnyValue:StringEqualsIfExists", "a", true)]
    public void Without_the_key_and_without_a_value_it_holds(string conditionOperator, string asked, bool holds)
    {
        Holds(conditionOperator, asked, null).ShouldBe(holds);
        Of(conditionOperator, asked).Holds(new SomeKeys { ["k"] = [] }).ShouldBe(holds);
    }

    [Test]
    public void Every_comparison_has_a_case_for_both_answers()
    {
        var cases = typeof(ConditionTests).GetMethod(nameof(It_holds))!.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
            .Select(test => (Name: ((string)test.Arguments[0]!).Split(':')[^1], Holds: (bool)test.Arguments[3]!))
            .ToHashSet();

        Enum.GetNames<ConditionComparison>()
            .Where(name => !cases.Contains((name, true)) || !cases.Contains((name, false)))
            .ShouldBeEmpty("Every comparison needs a case that holds and one that does not.");
    }

    [Test]
    public void Numbers_and_booleans_of_a_policy_are_their_text()
    {
        var condition = Condition("""{"Bool":{"k":true},"NumericLessThan":{"n":7}}""");

        condition[0].Holds(new SomeKeys { ["k"] = ["true"] }).ShouldBeTrue();
        condition[1].Holds(new SomeKeys { ["n"] = ["6"] }).ShouldBeTrue();
    }

    [Test]
    public void All_operators_and_all_their_keys_must_hold()
    {
        var user = User("""{"Sid":"C","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a":"1","b":"2"},"Bool":{"c":"true"}}}""");

        Words(Decide(user, Secret(), new SomeKeys { ["a"] = ["1"], ["b"] = ["2"], ["c"] = ["true"] })).ShouldBe("allowed by Identity C");
        Words(Decide(user, Secret(), new SomeKeys { ["a"] = ["1"], ["b"] = ["3"], ["c"] = ["true"] })).ShouldBe("no Identity allows");
        Words(Decide(user, Secret(), new SomeKeys { ["a"] = ["1"], ["b"] = ["2"] })).ShouldBe("no Identity allows");
    }

    [Test]
    public void An_empty_list_of_values_is_equal_to_nothing()
    {
        var conditions = Condition("""{"StringEquals":{"k":[]},"StringNotEquals":{"k":[]}}""");

        conditions[0].Holds(new SomeKeys { ["k"] = ["a"] }).ShouldBeFalse();
        conditions[1].Holds(new SomeKeys { ["k"] = ["a"] }).ShouldBeTrue();
    }

    private static bool Holds(string conditionOperator, string asked, string? found) =>
        Of(conditionOperator, asked).Holds(found is null ? NoConditionKeys.Instance : new SomeKeys { ["K"] = found.Split('|') });

    private static PolicyCondition Of(string conditionOperator, string asked) => Condition(string.Create(
        CultureInfo.InvariantCulture, $$$"""{"{{{conditionOperator}}}":{"k":[{{{string.Join(',', asked.Split('|').Select(static value => $"\"{value}\""))}}}]}}"""))[0];

    private static System.Collections.Immutable.ImmutableArray<PolicyCondition> Condition(string json) =>
        PolicyDocument.ParseIdentity(Document($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{json}}}""")).Statements[0].Conditions;
}
