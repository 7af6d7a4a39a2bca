using SecretsEmu.Access;

namespace SecretsEmu.Tests.Access;

/// <summary>The names of condition operators (kms-iam-sts.md 4.5).</summary>
public class ConditionOperatorsTests
{
    private static readonly string[] Prefixes = ["", "ForAllValues:", "ForAnyValue:"];
    private static readonly string[] Suffixes = ["", "IfExists"];

    [Test]
    public void Every_comparison_but_Null_goes_with_each_set_operator_and_IfExists()
    {
        foreach (var comparison in Enum.GetValues<ConditionComparison>().Where(comparison => comparison != ConditionComparison.Null))
        {
            for (var set = 0; set < Prefixes.Length; set++)
            {
                foreach (var suffix in Suffixes)
                {
                    ConditionOperators.TryParse($"{Prefixes[set]}{comparison}{suffix}", out var parsed).ShouldBeTrue();

                    parsed.ShouldBe(new ConditionOperator((SetOperator)set, comparison, suffix.Length > 0));
                }
            }
        }
    }

    [TestCase("stringequals", ConditionComparison.StringEquals)]
    [TestCase("STRINGLIKE", ConditionComparison.StringLike)]
    [TestCase("null", ConditionComparison.Null)]
    [TestCase("arnLIKE", ConditionComparison.ArnLike)]
    public void Case_does_not_matter(string text, object expected)
    {
        ConditionOperators.TryParse(text, out var parsed).ShouldBeTrue();

        parsed.ShouldBe(new ConditionOperator(SetOperator.None, (ConditionComparison)expected, false));
    }

    [TestCase("forallvalues:StringEqualsIFEXISTS", ConditionComparison.StringEquals)]
    public void Case_does_not_matter_around_the_comparison(string text, object expected)
    {
        ConditionOperators.TryParse(text, out var parsed).ShouldBeTrue();

        parsed.ShouldBe(new ConditionOperator(SetOperator.ForAllValues, (ConditionComparison)expected, true));
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("StringEqual")]
    [TestCase("StringEquals ")]
    [TestCase("String Equals")]
    [TestCase("IfExists")]
    [TestCase("ForAllValues:")]
    [TestCase("ForAllValues:IfExists")]
    [TestCase("ForAllValues:ForAnyValue:StringEquals")]
    [TestCase("ForSomeValues:StringEquals")]
    [TestCase("StringEqualsIfExistsIfExists")]
    [TestCase("NullIfExists")]
    [TestCase("ForAnyValue:Null")]
    public void Any_other_name_is_no_operator(string text) => ConditionOperators.TryParse(text, out _).ShouldBeFalse();
}
