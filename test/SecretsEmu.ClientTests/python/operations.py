"""Each of the 18 operations that are emulated, in the order of a secret's life."""
import json
import re

import boto3
from checks import equal, plain, refused, true

secrets = boto3.client("secretsmanager")
first, second, third = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2, 3))

password = secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True)["RandomPassword"]
true(re.fullmatch("[A-Za-z0-9]{40}", password), password)

created = secrets.create_secret(
    Name="prod/db", Description="Database of the shop", SecretString=password, ClientRequestToken=first,
    Tags=[{"Key": "team", "Value": "core"}])
arn = created["ARN"]
true(re.fullmatch("arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-[A-Za-z0-9]{6}", arn), arn)
equal(plain(created), {"ARN": arn, "Name": "prod/db", "VersionId": first})

for secret_id in ("prod/db", arn, arn[:-7]):
    read = secrets.get_secret_value(SecretId=secret_id)
    equal((read["SecretString"], read["VersionId"], read["VersionStages"]), (password, first, ["AWSCURRENT"]))

put = secrets.put_secret_value(SecretId="prod/db", SecretString="two", ClientRequestToken=second, VersionStages=["AWSPENDING"])
equal(plain(put), {"ARN": arn, "Name": "prod/db", "VersionId": second, "VersionStages": ["AWSPENDING"]})
equal(secrets.get_secret_value(SecretId=arn)["SecretString"], password)
equal(secrets.get_secret_value(SecretId=arn, VersionStage="AWSPENDING")["SecretString"], "two")

moved = secrets.update_secret_version_stage(SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=second, RemoveFromVersionId=first)
equal(plain(moved), {"ARN": arn, "Name": "prod/db"})
equal(secrets.get_secret_value(SecretId=arn)["SecretString"], "two")
equal(secrets.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")["SecretString"], password)

updated = secrets.update_secret(SecretId=arn, Description="changed", SecretString="three", ClientRequestToken=third)
equal(plain(updated), {"ARN": arn, "Name": "prod/db", "VersionId": third})

versions = secrets.list_secret_version_ids(SecretId=arn, IncludeDeprecated=True)["Versions"]
equal({version["VersionId"]: version.get("VersionStages") for version in versions}, {first: None, second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]})
equal({tuple(version["KmsKeyIds"]) for version in versions}, {("DefaultEncryptionKey",)})

equal(plain(secrets.tag_resource(SecretId=arn, Tags=[{"Key": "stage", "Value": "test"}])), {})
equal(plain(secrets.untag_resource(SecretId=arn, TagKeys=["team"])), {})
described = secrets.describe_secret(SecretId=arn)
equal((described["Description"], described["Tags"]), ("changed", [{"Key": "stage", "Value": "test"}]))
equal(described["VersionIdsToStages"], {second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]})

policy = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]})
equal(plain(secrets.validate_resource_policy(SecretId=arn, ResourcePolicy=policy)), {"PolicyValidationPassed": True, "ValidationErrors": []})
equal(plain(secrets.put_resource_policy(SecretId=arn, ResourcePolicy=policy)), {"ARN": arn, "Name": "prod/db"})
equal(plain(secrets.get_resource_policy(SecretId=arn)), {"ARN": arn, "Name": "prod/db", "ResourcePolicy": policy})
equal(plain(secrets.delete_resource_policy(SecretId=arn)), {"ARN": arn, "Name": "prod/db"})
equal(plain(secrets.get_resource_policy(SecretId=arn)), {"ARN": arn, "Name": "prod/db"})

secrets.create_secret(Name="prod/other", SecretString="other")
listed = secrets.list_secrets(Filters=[{"Key": "tag-key", "Values": ["stage"]}])["SecretList"]
equal([(secret["Name"], secret["SecretVersionsToStages"]) for secret in listed], [("prod/db", described["VersionIdsToStages"])])

batch = secrets.batch_get_secret_value(SecretIdList=["prod/other", arn, "missing"])
equal([value["SecretString"] for value in batch["SecretValues"]], ["other", "three"])
equal(batch["Errors"], [{
    "SecretId": "missing", "ErrorCode": "ResourceNotFoundException", "Message": "Secrets Manager can't find the specified secret."}])

deleted = secrets.delete_secret(SecretId=arn, RecoveryWindowInDays=7)
equal((deleted["ARN"], deleted["Name"]), (arn, "prod/db"))
equal([secret["Name"] for secret in secrets.list_secrets()["SecretList"]], ["prod/other"])
equal(plain(secrets.restore_secret(SecretId=arn)), {"ARN": arn, "Name": "prod/db"})
equal(secrets.get_secret_value(SecretId=arn)["SecretString"], "three")
secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
refused(lambda: secrets.describe_secret(SecretId=arn), "ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
