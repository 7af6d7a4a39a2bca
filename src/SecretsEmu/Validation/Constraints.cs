using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SecretsEmu.Validation;

/// <summary>A limit that AWS's model puts on a member. Its text is what the front end says when a value breaks it (secretsmanager.md 2.1).</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class ConstraintAttribute : Attribute
{
    /// <summary>"Member must …" for a value that breaks it, or null.</summary>
    public abstract string? Broken(object value);

    /// <summary>All that it demands, as said about the elements of a list.</summary>
    public abstract IEnumerable<string> Demands { get; }
}

/// <summary>A required member. An absent member and null are the same on this wire.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotNullAttribute : Attribute
{
    public const string Demand = "Member must not be null";
}

/// <summary>Characters of a string, bytes of a blob or elements of a list.</summary>
internal class LengthAttribute(int min, int max) : ConstraintAttribute
{
    /// <summary>For a model that names no lower bound.</summary>
    public LengthAttribute(int max)
        : this(-1, max)
    {
    }

    /// <summary>The lower bound, or -1 where the model has none.</summary>
    public int Min { get; } = min;

    public int Max { get; } = max;

    public override IEnumerable<string> Demands =>
        Min < 0 ? [AtMost(Max)] : Max == int.MaxValue ? [AtLeast(Min)] : [AtMost(Max), AtLeast(Min)];

    public override string? Broken(object value) =>
        LengthOf(value) is var length && length > Max ? AtMost(Max) : length < Min ? AtLeast(Min) : null;

    protected static string AtMost(int max) => $"Member must have length less than or equal to {max}";

    protected virtual int LengthOf(object value) => value switch
    {
        string text => text.Length,
        ICollection collection => collection.Count,
        _ => throw new ArgumentException($"{value.GetType()} has no length.", nameof(value)),
    };

    private static string AtLeast(int min) => $"Member must have length greater than or equal to {min}";
}

/// <summary>A list with a lower bound only.</summary>
internal sealed class NotEmptyAttribute() : LengthAttribute(1, int.MaxValue);

/// <summary>A string whose limit counts bytes of UTF-8, as the quota page says of secret values.</summary>
internal sealed class Utf8LengthAttribute(int min, int max) : LengthAttribute(min, max)
{
    protected override int LengthOf(object value) => Encoding.UTF8.GetByteCount((string)value);
}

/// <summary>A whole number between two bounds, both included.</summary>
internal sealed class RangeAttribute(long min, long max) : ConstraintAttribute
{
    public long Min { get; } = min;

    public long Max { get; } = max;

    public override IEnumerable<string> Demands => [AtMost, AtLeast];

    private string AtMost => $"Member must have value less than or equal to {Max}";

    private string AtLeast => $"Member must have value greater than or equal to {Min}";

    public override string? Broken(object value) =>
        Convert.ToInt64(value, CultureInfo.InvariantCulture) is var number && number > Max ? AtMost : number < Min ? AtLeast : null;
}

/// <summary>A regular expression that the whole string must match, anchored or not (Inferred: Java's <c>matches</c>).</summary>
internal sealed class PatternAttribute(string pattern) : ConstraintAttribute
{
    private readonly Regex _regex = new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public string Pattern { get; } = pattern;

    public override IEnumerable<string> Demands => [$"Member must satisfy regular expression pattern: {Pattern}"];

    public override string? Broken(object value) => _regex.IsMatch((string)value) ? null : Demands.Single();
}

/// <summary>One of the values of an enumeration.</summary>
internal sealed class OneOfAttribute(params string[] values) : ConstraintAttribute
{
    public IReadOnlyList<string> Values { get; } = values;

    public override IEnumerable<string> Demands => [$"Member must satisfy enum value set: [{string.Join(", ", Values)}]"];

    public override string? Broken(object value) => Values.Contains((string)value) ? null : Demands.Single();
}

/// <summary>A limit on each element of a list of strings; the front end reports it on the list.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class EachAttribute(ConstraintAttribute constraint) : Attribute
{
    public ConstraintAttribute Constraint { get; } = constraint;
}

/// <summary>The length of each element.</summary>
internal sealed class EachLengthAttribute : EachAttribute
{
    public EachLengthAttribute(int min, int max)
        : base(new LengthAttribute(min, max))
    {
    }

    public EachLengthAttribute(int max)
        : base(new LengthAttribute(max))
    {
    }
}

/// <summary>The pattern of each element.</summary>
internal sealed class EachPatternAttribute(string pattern) : EachAttribute(new PatternAttribute(pattern));

/// <summary>The values that each element can have.</summary>
internal sealed class EachOneOfAttribute(params string[] values) : EachAttribute(new OneOfAttribute(values));

/// <summary>A name with a sentence of its own, checked after all constraints.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class NameAttribute : Attribute
{
    /// <summary>The whole sentence for a name that cannot be, or null.</summary>
    public abstract string? Broken(string name);
}

/// <summary>AWS has the member and this emulator does not act on it yet: a request that uses it is refused before anything is stored.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal class NotEmulatedAttribute(string what) : Attribute
{
    /// <summary>What is missing, as the sentence names it.</summary>
    public string What { get; } = what;

    /// <summary>Whether this value asks for what is missing.</summary>
    public virtual bool AsksForIt(object value) => true;
}

/// <summary>Never printed: not in logs, traces, errors or <c>ToString</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SensitiveAttribute : Attribute;

/// <summary>Clients fill it in themselves when the caller leaves it out.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdempotencyTokenAttribute : Attribute;
