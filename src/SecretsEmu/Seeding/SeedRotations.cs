using System.Text.Json;
using SecretsEmu.Files;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Validation;

namespace SecretsEmu.Seeding;

/// <summary>Reads and writes how a secret of a seed file is rotated. The rules of RotateSecret hold, with its own sentences.</summary>
internal static class SeedRotations
{
    private static readonly Lazy<Shape> RotateShape = new(() => Shape.Of(SecretsManagerJson.Default.RotateSecretRequest));

    /// <param name="node">The member <c>rotation</c>.</param>
    /// <param name="isOwned">Whether a service owns the secret, which then needs no function.</param>
    /// <exception cref="FileException">RotateSecret would refuse it. Whether the function is of the secret's region is found when it is made.</exception>
    public static SeedRotation Of(FileNode node, bool isOwned)
    {
        node.Members("rotation", "function", "automaticallyAfterDays", "scheduleExpression", "duration", "enabled");
        var rules = new RotationRulesType
        {
            AutomaticallyAfterDays = node.Find("automaticallyAfterDays")?.Number("automaticallyAfterDays"),
            ScheduleExpression = node.Find("scheduleExpression")?.Text("scheduleExpression"),
            Duration = node.Find("duration")?.Text("duration"),
        };
        var function = node.Find("function")?.Text("function");
        if (function is null && !isOwned)
        {
            throw node.Error(SecretsManagerErrors.NoRotationFunction.Message!);
        }

        var request = new RotateSecretRequest { SecretId = "a secret", RotationLambdaArn = function, RotationRules = rules };
        // The sentence is about the call that the seed stands for; its reader knows the members of the seed.
        SeedRules.Require(node, ConstraintReport.Of(request, RotateShape.Value)
            ?.Replace("'rotationRules.", "'", StringComparison.Ordinal).Replace("'rotationLambdaARN'", "'function'", StringComparison.Ordinal));
        SeedRules.Require(node, rules.RequireSchedule);
        return new SeedRotation(node, function, rules.ToRules(), node.Find("enabled") is not { } enabled || SeedRules.Flag(enabled, "enabled"));
    }

    /// <summary>What RotateSecret was told. What became of it is left out: dates count from the seeding, attempts are the history of this state alone.</summary>
    public static void Write(Utf8JsonWriter writer, SecretRotation rotation)
    {
        writer.WriteStartObject("rotation");
        if (rotation.LambdaArn is { } function)
        {
            writer.WriteString("function", function);
        }

        if (rotation.Rules?.AutomaticallyAfterDays is { } days)
        {
            writer.WriteNumber("automaticallyAfterDays", days);
        }

        if (rotation.Rules?.ScheduleExpression is { } expression)
        {
            writer.WriteString("scheduleExpression", expression);
        }

        if (rotation.Rules?.Duration is { } duration)
        {
            writer.WriteString("duration", duration);
        }

        if (!rotation.IsEnabled)
        {
            writer.WriteBoolean("enabled", false);
        }

        writer.WriteEndObject();
    }
}
