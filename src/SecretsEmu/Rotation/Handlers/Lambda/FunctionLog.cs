using System.Globalization;
using System.Text.RegularExpressions;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>What a function logs with levels and templates, as lines of text. Safe to use from several threads.</summary>
/// <remarks>
/// Source: aws-lambda-dotnet, RuntimeSupport's text format: a short name of the level, a tab, the message. Time and request id, which
/// stand before it on Lambda, are added by who keeps the log. A line of a named level below the least one is left out.
/// </remarks>
internal sealed partial class FunctionLog(Action<string> write, IReadOnlyDictionary<string, string> variables)
{
    private static readonly string[] Names = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];
    private static readonly string[] Labels = ["trce", "dbug", "info", "warn", "fail", "crit"];
    private static readonly string[] LambdaNames = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    private readonly int _least = Least(variables);

    /// <param name="level">A name of a level, any other word, or null for a line without.</param>
    /// <param name="exception">Follows the message.</param>
    /// <param name="message">May have places for the arguments: <c>{Name}</c> in their order, or <c>{0}</c>.</param>
    /// <param name="arguments">Null or empty leaves the message as it is.</param>
    public void Write(string? level, Exception? exception, string? message, object?[]? arguments)
    {
        var rank = Rank(Names, level);
        if (rank >= 0 && rank < _least)
        {
            return;
        }

        var label = rank >= 0 ? Labels[rank] : level;
        var text = arguments is { Length: > 0 } ? Fill(message ?? "", arguments) : message;
        write((string.IsNullOrEmpty(label) ? "" : label + "\t") + text + (exception is null ? "" : $"\n{exception}"));
    }

    private static int Least(IReadOnlyDictionary<string, string> variables)
    {
        var named = variables.GetValueOrDefault("AWS_LAMBDA_HANDLER_LOG_LEVEL") ?? variables.GetValueOrDefault("AWS_LAMBDA_LOG_LEVEL");
        var rank = Math.Max(Rank(Names, named), Rank(LambdaNames, named));
        return rank >= 0 ? rank : Rank(Names, "Information");
    }

    private static int Rank(string[] names, string? level) =>
        Array.FindIndex(names, name => string.Equals(name, level, StringComparison.OrdinalIgnoreCase));

    private static string Fill(string template, object?[] arguments)
    {
        var isByNumber = Place().Matches(template).Where(match => match.Groups["name"].Success).All(match => int.TryParse(match.Groups["name"].Value, out _));
        var next = 0;
        return Place().Replace(template, match =>
        {
            if (!match.Groups["name"].Success)
            {
                return match.Value[..1];
            }

            var index = isByNumber ? int.Parse(match.Groups["name"].Value, CultureInfo.InvariantCulture) : next++;
            return index < arguments.Length
                ? string.Format(CultureInfo.InvariantCulture, "{0" + match.Groups["format"].Value + "}", arguments[index])
                : match.Value;
        });
    }

    // A doubled brace stands for itself.
    [GeneratedRegex(@"\{\{|\}\}|\{@?(?<name>\w+)(?<format>(,-?\d+)?(:[^{}]*)?)\}")]
    private static partial Regex Place();
}
