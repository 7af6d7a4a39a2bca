"""What AWS's caching library does: DescribeSecret says which version has the label, GetSecretValue reads that version."""
import boto3
from checks import equal, refused

secrets = boto3.client("secretsmanager")


class Cache:
    def __init__(self):
        self.versions = {}
        self.reads = 0

    def get(self, name, stage="AWSCURRENT"):
        described = secrets.describe_secret(SecretId=name)
        version = next((id for id, stages in described["VersionIdsToStages"].items() if stage in stages), None)
        if version is None:
            return None
        if version not in self.versions:
            self.reads += 1
            self.versions[version] = secrets.get_secret_value(SecretId=name, VersionId=version, VersionStage=stage)["SecretString"]
        return self.versions[version]


cache = Cache()
secrets.create_secret(Name="db", SecretString="one")
equal([cache.get("db") for _ in range(3)], ["one"] * 3)
equal(cache.reads, 1)

secrets.put_secret_value(SecretId="db", SecretString="two")
equal([cache.get("db") for _ in range(3)], ["two"] * 3)
equal(cache.get("db", "AWSPREVIOUS"), "one")
equal(cache.reads, 2)

equal(cache.get("db", "AWSPENDING"), None)
refused(
    lambda: secrets.get_secret_value(SecretId="db", VersionStage="AWSPENDING"),
    "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPENDING")
