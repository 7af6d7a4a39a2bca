namespace SecretsEmu.Access;

/// <summary>The pattern of an ARN, compared field by field: a wildcard does not cross the first five colons (kms-iam-sts.md 4.3 and 4.5).</summary>
internal sealed class ArnPattern
{
    private const int FieldCount = 6;

    private readonly Pattern[] _fields;

    private ArnPattern(Pattern[] fields) => _fields = fields;

    /// <summary>Of Resource and NotResource: variables stand after the fifth colon only; fields that are missing are <c>*</c>.</summary>
    /// <remarks>Source: IAM User Guide, "IAM JSON policy elements: Resource", on incomplete ARNs; it says so of identity policies.</remarks>
    public static ArnPattern OfResource(string text, bool hasVariables) => Of(text, PatternSyntax.Literal, hasVariables)!;

    /// <summary>Of an ARN operator of a Condition; null when the text is no ARN, which never matches.</summary>
    public static ArnPattern? OfCondition(string text, bool hasVariables) =>
        Of(text, hasVariables ? PatternSyntax.Variables : PatternSyntax.Literal, hasVariables, isWhole: true);

    public bool Matches(ReadOnlySpan<char> arn, IConditionKeys keys)
    {
        if (!arn.StartsWith("arn:"))
        {
            return false;
        }

        for (var i = 0; i < FieldCount - 1; i++)
        {
            var colon = arn.IndexOf(':');
            if (colon < 0 || !_fields[i].Matches(arn[..colon], keys))
            {
                return false;
            }

            arn = arn[(colon + 1)..];
        }

        return _fields[^1].Matches(arn, keys);
    }

    private static ArnPattern? Of(ReadOnlySpan<char> text, PatternSyntax head, bool hasVariables, bool isWhole = false)
    {
        var fields = new Pattern[FieldCount];
        Array.Fill(fields, Pattern.Parse("*", PatternSyntax.Wildcards));
        var field = 0;
        for (; field < FieldCount - 1 && Colon(text, hasVariables) is >= 0 and var colon; field++)
        {
            fields[field] = Pattern.Parse(text[..colon], head | PatternSyntax.Wildcards);
            text = text[(colon + 1)..];
        }

        var isLast = field == FieldCount - 1;
        fields[field] = Pattern.Parse(text, (isLast && hasVariables ? PatternSyntax.Variables : head) | PatternSyntax.Wildcards);
        return isLast || !isWhole ? new(fields) : null;
    }

    /// <summary>The next colon that is none of a variable's name.</summary>
    private static int Colon(ReadOnlySpan<char> text, bool hasVariables)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                return i;
            }

            if (hasVariables && text[i..].StartsWith("${"))
            {
                i += Pattern.EndOfVariable(text[i..]);
            }
        }

        return -1;
    }
}
