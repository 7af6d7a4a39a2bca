using System.Globalization;
using System.Text.Json.Nodes;

namespace SecretsEmu.Events;

/// <summary>An event as EventBridge delivers it: what rules match on stands in <c>detail</c> (integrations.md 8).</summary>
internal static class EventJson
{
    private const string Service = "secretsmanager.amazonaws.com";

    public static JsonObject Of(ServiceEvent one)
    {
        var time = one.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = one.Id,
            ["detail-type"] = "AWS Service Event via CloudTrail",
            ["source"] = "aws.secretsmanager",
            ["account"] = one.Account,
            ["time"] = time,
            ["region"] = one.Region,
            ["resources"] = new JsonArray(),
            ["detail"] = new JsonObject
            {
                ["eventVersion"] = "1.08",
                ["userIdentity"] = new JsonObject { ["accountId"] = one.Account, ["invokedBy"] = Service },
                ["eventTime"] = time,
                ["eventSource"] = Service,
                ["eventName"] = one.Name,
                ["awsRegion"] = one.Region,
                ["sourceIPAddress"] = Service,
                ["userAgent"] = Service,
                ["requestParameters"] = null,
                ["responseElements"] = null,
                ["additionalEventData"] = new JsonObject { ["SecretId"] = one.SecretArn },
                ["requestID"] = one.RequestId,
                ["eventID"] = one.EventId,
                ["readOnly"] = false,
                ["eventType"] = "AwsServiceEvent",
                ["recipientAccountId"] = one.Account,
                ["eventCategory"] = "Management",
            },
        };
    }
}
