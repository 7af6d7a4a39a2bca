using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace SecretsEmu.Ssm;

/// <summary>Reads the Policies of a request: a JSON list of at most ten. They are kept and shown; nothing expires and nobody is notified.</summary>
/// <remarks>Source: Parameter Store user guide, "Assigning parameter policies".</remarks>
internal static class ParameterPolicies
{
    private const int Quota = 10;
    private const string Expiration = "Expiration";

    /// <exception cref="Calls.AwsErrorException">Not a list of policies, an unknown type or attribute, too many, or two that expire.</exception>
    public static ImmutableArray<ParameterPolicy> Parse(string json)
    {
        using var document = Read(json);
        // An empty policy takes all policies away, as an empty list does.
        var policies = document.RootElement.EnumerateArray().Where(policy => policy.EnumerateObject().Any()).Select(Policy).ToImmutableArray();
        return policies.Length > Quota ? throw SsmErrors.TooManyPolicies.AsException()
            : policies.Count(policy => policy.Type == Expiration) > 1 ? throw SsmErrors.IncompatiblePolicies.AsException()
            : policies;
    }

    private static JsonDocument Read(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Array
                && document.RootElement.EnumerateArray().All(policy => policy.ValueKind == JsonValueKind.Object))
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Refused as a list of something else is.
        }

        throw SsmErrors.InvalidPolicyAttribute.AsException();
    }

    private static ParameterPolicy Policy(JsonElement policy)
    {
        var type = TextOf(policy, "Type");
        var fits = type switch
        {
            Expiration => IsTime(policy, "Timestamp"),
            "ExpirationNotification" => IsPeriod(policy, "Before"),
            "NoChangeNotification" => IsPeriod(policy, "After"),
            _ => throw SsmErrors.InvalidPolicyType.AsException(),
        };
        return fits ? new(type, policy.GetRawText()) : throw SsmErrors.InvalidPolicyAttribute.AsException();
    }

    private static bool IsTime(JsonElement policy, string name) =>
        DateTimeOffset.TryParse(Attribute(policy, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool IsPeriod(JsonElement policy, string name) =>
        int.TryParse(Attribute(policy, name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
        && Attribute(policy, "Unit") is "Days" or "Hours";

    private static string? Attribute(JsonElement policy, string name) =>
        policy.TryGetProperty("Attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object ? TextOf(attributes, name) : null;

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
