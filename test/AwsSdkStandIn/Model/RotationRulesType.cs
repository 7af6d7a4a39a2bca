using System.Text.Json;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>When a secret rotates.</summary>
public class RotationRulesType
{
    public long? AutomaticallyAfterDays { get; set; }
    public string Duration { get; set; }
    public string ScheduleExpression { get; set; }
}

internal static class RotationRulesTypeWire
{
    internal static readonly Shape<RotationRulesType> Shape = new Shape<RotationRulesType>()
        .With("AutomaticallyAfterDays", Values.Long, (shape, value) => shape.AutomaticallyAfterDays = value)
        .With("Duration", Values.Text, (shape, value) => shape.Duration = value)
        .With("ScheduleExpression", Values.Text, (shape, value) => shape.ScheduleExpression = value);

    internal static void Write(Utf8JsonWriter writer, RotationRulesType rules)
    {
        if (rules is null)
        {
            return;
        }

        writer.WriteStartObject("RotationRules");
        writer.Member("AutomaticallyAfterDays", rules.AutomaticallyAfterDays);
        writer.Member("Duration", rules.Duration);
        writer.Member("ScheduleExpression", rules.ScheduleExpression);
        writer.WriteEndObject();
    }
}
