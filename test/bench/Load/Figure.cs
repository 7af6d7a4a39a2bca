using System.Globalization;

namespace SecretsEmu.Bench.Load;

/// <summary>One line of the table.</summary>
/// <param name="Value">Null when it could not be measured; the note says why.</param>
internal sealed record Figure(string Scenario, string Name, double? Value, string Unit, Target? Target = null, string Note = "")
{
    public string Measured => Value is { } value ? $"{Rounded(value)} {Unit}".TrimEnd() : "";

    public string Verdict => (Target, Value) switch
    {
        ({ } target, { } value) => target.IsMetBy(value) ? "pass" : "miss",
        _ => "",
    };

    internal static string Rounded(double value) =>
        value.ToString(value >= 1000 ? "N0" : value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);
}

/// <summary>The bound that a figure must keep.</summary>
internal sealed record Target(bool AtMost, double Limit)
{
    public static Target NoMoreThan(double limit) => new(AtMost: true, limit);

    public static Target NoLessThan(double limit) => new(AtMost: false, limit);

    public bool IsMetBy(double value) => AtMost ? value <= Limit : value >= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Limit}");
}
