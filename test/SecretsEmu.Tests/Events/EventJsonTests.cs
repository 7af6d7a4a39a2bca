using System.Text.Json.Nodes;
using SecretsEmu.Events;

namespace SecretsEmu.Tests.Events;

/// <summary>AWS's shape of an event that a service brings about by itself (integrations.md 8).</summary>
public sealed class EventJsonTests
{
    [Test]
    public void An_event_has_every_member_that_EventBridge_delivers()
    {
        var one = new ServiceEvent(
            7, "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003",
            new DateTimeOffset(2026, 1, 31, 10, 0, 0, 900, TimeSpan.FromHours(2)), EventNames.RotationSucceeded,
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf");

        JsonNode.DeepEquals(EventJson.Of(one), JsonNode.Parse(
            """
            { "version": "0", "id": "00000000-0000-0000-0000-000000000001", "detail-type": "AWS Service Event via CloudTrail",
              "source": "aws.secretsmanager", "account": "111122223333", "time": "2026-01-31T08:00:00Z", "region": "eu-west-1", "resources": [],
              "detail": { "eventVersion": "1.08",
                "userIdentity": { "accountId": "111122223333", "invokedBy": "secretsmanager.amazonaws.com" },
                "eventTime": "2026-01-31T08:00:00Z", "eventSource": "secretsmanager.amazonaws.com", "eventName": "RotationSucceeded",
                "awsRegion": "eu-west-1", "sourceIPAddress": "secretsmanager.amazonaws.com", "userAgent": "secretsmanager.amazonaws.com",
                "requestParameters": null, "responseElements": null,
                "additionalEventData": { "SecretId": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf" },
                "requestID": "00000000-0000-0000-0000-000000000003", "eventID": "00000000-0000-0000-0000-000000000002", "readOnly": false,
                "eventType": "AwsServiceEvent", "recipientAccountId": "111122223333", "eventCategory": "Management" } }
            """)).ShouldBeTrue(EventJson.Of(one).ToJsonString());
    }

    [Test]
    public void The_names_are_those_that_rules_match() =>
        typeof(EventNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal).ShouldBe(
        [
            "CancelSecretVersionDelete", "EndSecretVersionDelete", "ReplicationFailed", "ReplicationStarted", "ReplicationSucceeded", "RotationAbandoned", "RotationFailed", "RotationStarted", "RotationSucceeded",
            "SecretVersionDeletion", "StartSecretVersionDelete", "TestRotationFailed", "TestRotationStarted", "TestRotationSucceeded",
        ]);

    [TestCase("arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf", "prod/db")]
    [TestCase("arn:aws:secretsmanager:eu-west-1:111122223333:secret:with-a-hyphen-AbCdEf", "with-a-hyphen")]
    public void An_event_knows_the_secret_s_name(string arn, string name) =>
        new ServiceEvent(1, "", "", "", default, EventNames.RotationStarted, arn).SecretName.ShouldBe(name);
}
