using System.Globalization;
using System.Text;
using SecretsEmu.Access;

namespace SecretsEmu.Explain;

/// <summary>Decisions for a person: the answer first, then what to change, then everything that was looked at.</summary>
internal static class AccessText
{
    private const int LongestAlignedName = 40;

    /// <summary>A refused request, or one that would have been.</summary>
    public static string Of(Refusal refusal)
    {
        var lines = new Lines();
        if (refusal.Fault is { } fault)
        {
            lines.Add($"BROKEN ON PURPOSE: {fault}");
            lines.Blank();
        }

        foreach (var permission in refusal.Denied)
        {
            lines.Add($"{(refusal.IsEnforced ? "DENIED" : "WOULD BE DENIED")} {Asked(permission)}: {Verdict(permission.Explanation)}");
            lines.Add("Change", permission.Explanation.Remedy);
            lines.Blank();
        }

        if (refusal is { Denied.IsEmpty: true, Fault: null, Answer: { } answer })
        {
            lines.Add($"REFUSED {answer.Error}: no policy had to do with it");
            lines.Add("Hint", answer.Hint);
            lines.Blank();
        }

        AddRequest(lines, refusal);
        foreach (var permission in refusal.Denied)
        {
            lines.Blank();
            AddDetails(lines, permission, told: refusal.Answer?.Sentence, isOneOfMany: refusal.Denied.Length > 1);
        }

        return lines.ToString();
    }

    /// <summary>An answer beforehand.</summary>
    public static string Of(Forecast forecast)
    {
        var lines = new Lines();
        var on = forecast.Resource == "*" ? "" : $" on {forecast.Resource}";
        lines.Add($"{(forecast.IsAllowed ? "ALLOWED" : "DENIED")}: {forecast.Principal} {(forecast.IsAllowed ? "may do" : "may not do")} {forecast.Action}{on}");
        foreach (var permission in forecast.Permissions)
        {
            lines.Add(permission.Explanation.IsAllowed ? "allowed" : "denied", $"{Asked(permission)}: {Verdict(permission.Explanation)}");
            lines.Add("Change", permission.Explanation.Remedy);
        }

        lines.Add("Hint", forecast.Hint);
        // Where something is denied, what is allowed is nobody's question.
        foreach (var permission in forecast.Permissions.Where(permission => permission.Explanation.IsAllowed == forecast.IsAllowed))
        {
            lines.Blank();
            AddDetails(lines, permission, told: permission.Explanation.IsAllowed ? permission.Explanation.Reason : null, isOneOfMany: forecast.Permissions.Length > 1);
        }

        return lines.ToString();
    }

    /// <summary>What the request log says where policies only log: the denial, what decided it, the nearest miss, and what was looked at.</summary>
    public static IEnumerable<string> ForLog(Refusal refusal)
    {
        foreach (var (explanation, _, _) in refusal.Denied)
        {
            yield return $"would be denied: {explanation.Reason}";
            if (explanation.Deciding is { } deciding)
            {
                yield return $"decided by {Place(deciding)}";
            }

            if (explanation.NearestMiss is { } nearest)
            {
                yield return $"nearest miss: {Place(nearest)}, which {Shortcomings(StatementAt(explanation, nearest))}";
            }

            yield return $"looked at {(explanation.Policies.IsEmpty ? "no policy: there is none" : string.Join(", ", explanation.Policies.Select(policy => policy.Name)))}";
        }
    }

    private static string Asked(ExplainedPermission permission) =>
        permission.Via is { } service ? $"{permission.Explanation.Action} through {service}" : permission.Explanation.Action;

    // Which statement it was, or the lack of which.
    private static string Verdict(Explanation explanation)
    {
        if (explanation.Deciding is { } deciding)
        {
            return $"{Place(deciding)} {(explanation.IsAllowed ? "allows" : "denies")} it";
        }

        if (explanation.IsAllowed)
        {
            return explanation.Reason.TrimEnd('.');
        }

        return explanation.Policies.Where(policy => policy.Kind == explanation.DecidedBy).ToList() switch
        {
            [] => $"there is no {Denial.NameOf(explanation.DecidedBy)} that allows it",
            [var one] => $"{one.Name} does not allow it",
            _ => $"no {Denial.NameOf(explanation.DecidedBy)} allows it",
        };
    }

    private static void AddRequest(Lines lines, Refusal refusal)
    {
        lines.Add("Request", string.Create(CultureInfo.InvariantCulture, $"{refusal.RequestId} at {refusal.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"));
        lines.Add("Caller", refusal.Principal);
        switch (refusal)
        {
            case { Answer: { } answer }:
                lines.Add("Answer", $"{answer.Operation} => {(answer.Status == 0 ? "no answer" : answer.Status.ToString(CultureInfo.InvariantCulture))} {answer.Error}");
                lines.Add("", answer.Sentence);
                lines.Add("Hint", refusal.Denied.IsEmpty || IsSaid(answer.Hint, refusal) ? null : answer.Hint);
                break;
            case { IsEnforced: false }:
                lines.Add("Answer", "it passed: policies only log here");
                break;
            case { Fault: not null }:
                lines.Add("Answer", "it was answered all the same");
                break;
            default:
                lines.Add("Answer", "the request went on without it");
                break;
        }
    }

    // What KMS said of a permission is its reason, which stands below.
    private static bool IsSaid(string? hint, Refusal refusal) =>
        hint is not null && refusal.Denied.Any(permission => hint.Contains(permission.Explanation.Reason, StringComparison.Ordinal));

    private static void AddDetails(Lines lines, ExplainedPermission permission, string? told, bool isOneOfMany)
    {
        var explanation = permission.Explanation;
        lines.Add("Action", isOneOfMany || permission.Via is not null ? Asked(permission) : null);
        lines.Add("Resource", explanation.Resource == "*" ? null : explanation.Resource);
        lines.Add("Reason", explanation.Reason == told ? null : explanation.Reason);
        lines.Add("Policies", explanation.Policies.IsEmpty ? "none to look at" : "");
        foreach (var policy in explanation.Policies)
        {
            lines.Add($"  {policy.Name}");
            AddStatements(lines, policy, explanation);
        }
    }

    private static void AddStatements(Lines lines, ExplainedPolicy policy, Explanation explanation)
    {
        var width = Math.Min(LongestAlignedName, policy.Statements.Select(statement => statement.Name.Length).DefaultIfEmpty().Max());
        foreach (var statement in policy.Statements)
        {
            var mark = statement.Matches && IsAt(explanation.Deciding) ? "  <= decides" : !statement.Matches && IsAt(explanation.NearestMiss) ? "  <= nearest" : "";
            lines.Add($"    {statement.Effect,-5} {statement.Name.PadRight(width)}  {(statement.Matches ? "matches" : Shortcomings(statement))}{mark}");
            // Why a statement about something else has conditions that fail is nobody's question.
            foreach (var condition in statement is { Principal: true, Action: true, Resource: true } ? statement.Conditions : [])
            {
                lines.Add(
                    condition.Holds ? "          holds  " : "          fails  ",
                    $"{condition.Operator} {condition.Key}: asked for {Values(condition.Asked)}, found {(condition.Found is { } found ? Values(found) : "nothing")}");
            }

            bool IsAt(ExplainedPlace? place) => place?.Policy == policy.Name && place.Kind == policy.Kind && place.Statement == statement.Name;
        }
    }

    private static string Shortcomings(ExplainedStatement? statement)
    {
        if (statement is null)
        {
            return "";
        }

        var failing = statement.Conditions.Count(condition => !condition.Holds);
        string?[] parts =
        [
            statement.Principal ? null : "principal",
            statement.Action ? null : "action",
            statement.Resource ? null : "resource",
            failing switch { 0 => null, 1 => "condition", _ => "conditions" },
        ];
        return $"does not match by its {string.Join(", ", parts.OfType<string>())}";
    }

    private static ExplainedStatement? StatementAt(Explanation explanation, ExplainedPlace place) =>
        explanation.Policies.FirstOrDefault(policy => policy.Kind == place.Kind && policy.Name == place.Policy)
            ?.Statements.FirstOrDefault(statement => statement.Name == place.Statement);

    private static string Place(ExplainedPlace place) => $"statement {place.Statement} of {place.Policy}";

    private static string Values(IReadOnlyList<string> values) => values.Count == 0 ? "an empty list" : string.Join(" or ", values);

    /// <summary>What a policy or a request says, so that it cannot break a line, nor command a terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? '?' : character)) : text;

    private sealed class Lines
    {
        private const int Column = 10;
        private const int Width = 100;

        private readonly StringBuilder _text = new();

        public void Add(string line) => _text.Append(Printable(line).TrimEnd()).Append('\n');

        /// <summary>A label and what it says, broken between words; nothing when there is nothing to say.</summary>
        public void Add(string label, string? value)
        {
            if (value is null)
            {
                return;
            }

            var indent = Math.Max(Column, label.Length);
            var line = new StringBuilder(label.PadRight(indent));
            foreach (var word in value.Split(' '))
            {
                if (line.Length > indent && line.Length + word.Length > Width)
                {
                    Add(line.ToString());
                    line.Clear().Append(' ', indent);
                }

                line.Append(word).Append(' ');
            }

            Add(line.ToString());
        }

        public void Blank() => _text.Append('\n');

        public override string ToString() => _text.ToString().TrimEnd('\n');
    }
}
