using System.Globalization;
using System.Text;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Rotation;

/// <summary>What the commands about rotation print for a person.</summary>
internal static class RotationReport
{
    public static string PathOf(string secret, string? region) => Query("/_emulator/rotations", secret, region);

    public static string Query(string path, string secret, string? region) =>
        $"{path}?secret={Uri.EscapeDataString(secret)}{(region is null ? "" : $"&region={Uri.EscapeDataString(region)}")}";

    /// <summary>A rotation in one line, and the verdict below it.</summary>
    public static string Line(RotationAnswer rotation)
    {
        var text = new StringBuilder(rotation.State);
        if (rotation.Reason is { } reason)
        {
            text.Append(": ").Append(reason);
        }

        text.Append('\n');
        if (rotation.Verdict is { } verdict && verdict != rotation.Reason)
        {
            text.Append(verdict).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Every step with its calls, labels and log.</summary>
    public static string Full(RotationAnswer rotation)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Rotation {rotation.Number} of {rotation.SecretArn}\n");
        text.Append(CultureInfo.InvariantCulture, $"by {rotation.FunctionArn}\n");
        text.Append(CultureInfo.InvariantCulture, $"token {rotation.VersionId}, {CauseOf(rotation)}, {rotation.StartedAt}\n");
        foreach (var step in rotation.Steps ?? [])
        {
            Append(text, step, rotation.VersionId);
        }

        return text.Append('\n').Append(Line(rotation)).ToString();
    }

    private static void Append(StringBuilder text, RotationStep step, string token)
    {
        var rehearsal = step.Rehearsal is null ? "" : $" ({step.Rehearsal})";
        text.Append(CultureInfo.InvariantCulture, $"\n{step.Step}{rehearsal}  {step.Milliseconds:0.0} ms  {(step.Error is null ? "ok" : $"{step.ErrorType}: {step.Error}")}\n");
        foreach (var call in step.Calls ?? [])
        {
            text.Append("  ").Append(call.Operation);
            if (call.IsRotatedSecret is not true && call.SecretId is { } other)
            {
                text.Append(" of ").Append(other);
            }

            if (call.VersionId is { } version)
            {
                text.Append(version == token ? " the pending version" : $" {version}");
            }

            if (call.Stages is { Count: > 0 } stages)
            {
                text.Append(" [").AppendJoin(", ", stages).Append(']');
            }

            text.Append(call.Error is null ? "" : $" => {call.Error}: {call.Message}").Append('\n');
        }

        if (step.CallsLeftOut is > 0 and var left)
        {
            text.Append(CultureInfo.InvariantCulture, $"  ({left} further calls)\n");
        }

        var (before, after) = (LabelsOf(step.Before, token), LabelsOf(step.After, token));
        text.Append(before == after ? $"  labels stay: {after}\n" : $"  labels before: {before}\n  labels after:  {after}\n");
        foreach (var line in step.Log ?? [])
        {
            text.Append("  | ").Append(line).Append('\n');
        }
    }

    private static string LabelsOf(IReadOnlyList<LabelledVersion> versions, string token) => versions.Count == 0
        ? "none"
        : string.Join("  ", versions.Select(version =>
            $"{(version.VersionId == token ? "pending version" : version.VersionId.Length > 8 ? version.VersionId[..8] : version.VersionId)}{(version.HasValue ? "" : " (no value)")} [{string.Join(", ", version.Stages)}]"));

    private static string CauseOf(RotationAnswer rotation) => rotation.Cause switch
    {
        "Schedule" => "on schedule",
        "Retry" => string.Create(CultureInfo.InvariantCulture, $"attempt {(rotation.Retry ?? 0) + 1} under this token"),
        "Test" => "test only",
        _ => "by RotateSecret",
    };
}
