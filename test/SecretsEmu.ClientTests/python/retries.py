"""A request that is sent again, with the same token, succeeds and changes nothing."""
import boto3
from botocore.config import Config
from checks import equal, refused, true

secrets = boto3.client("secretsmanager", config=Config(retries={"mode": "standard", "max_attempts": 5}))
first, second = "1" * 32, "2" * 32

created = [secrets.create_secret(Name="db", SecretString="one", ClientRequestToken=first) for _ in range(3)]
equal(len({answer["ARN"] for answer in created}), 1)
equal([answer["VersionId"] for answer in created], [first] * 3)

for _ in range(3):
    put = secrets.put_secret_value(SecretId="db", SecretString="two", ClientRequestToken=second)
    equal(put["VersionStages"], ["AWSCURRENT"])
secrets.put_secret_value(SecretId="db", SecretString="one", ClientRequestToken=first)
secrets.update_secret(SecretId="db", SecretString="two", ClientRequestToken=second)
equal(secrets.describe_secret(SecretId="db")["VersionIdsToStages"], {first: ["AWSPREVIOUS"], second: ["AWSCURRENT"]})
refused(
    lambda: secrets.create_secret(Name="db", SecretString="one", ClientRequestToken=second),
    "ResourceExistsException",
    f"You can't use ClientRequestToken {second} because that value is already in use for a version of secret {created[0]['ARN']}.")

# Forcing the deletion of what is gone and restoring what is not scheduled are no errors either.
for _ in range(2):
    secrets.delete_secret(SecretId="gone", ForceDeleteWithoutRecovery=True)
    secrets.restore_secret(SecretId="db")

# A client without a token gets one from boto3, a new one for each call.
versions = {secrets.put_secret_value(SecretId="db", SecretString="three")["VersionId"] for _ in range(2)}
equal(len(versions), 2)
true(all(len(version) == 36 for version in versions), versions)
equal(put["ResponseMetadata"]["RetryAttempts"], 0)
