"""The region is the client's, the account is the access key's; a full ARN reaches into an account that allows it, a name does not."""
import json

import boto3
from checks import equal, refused, true

nowhere = "Secrets Manager can't find the specified secret."
here = boto3.client("secretsmanager")
elsewhere = boto3.client("secretsmanager", region_name="eu-west-1")
others = boto3.client("secretsmanager", aws_access_key_id="111122223333", aws_secret_access_key="any")

arn = here.create_secret(Name="db", SecretString="here")["ARN"]
refused(lambda: elsewhere.get_secret_value(SecretId="db"), "ResourceNotFoundException", nowhere)
refused(lambda: elsewhere.get_secret_value(SecretId=arn), "ResourceNotFoundException", nowhere)
refused(lambda: others.get_secret_value(SecretId="db"), "ResourceNotFoundException", nowhere)
refused(
    lambda: others.get_secret_value(SecretId=arn), "AccessDeniedException",
    f"User: arn:aws:iam::111122223333:root is not authorized to perform: secretsmanager:GetSecretValue on resource: {arn} "
    "because no resource-based policy allows the secretsmanager:GetSecretValue action")
# A policy lets the other account in, though not to what the account's own default key encrypts.
here.put_resource_policy(SecretId="db", ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "secretsmanager:*", "Resource": "*"}]}))
refused(
    lambda: others.get_secret_value(SecretId=arn), "InvalidRequestException",
    "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.")
equal(others.describe_secret(SecretId=arn)["Name"], "db")

true(elsewhere.create_secret(Name="db", SecretString="elsewhere")["ARN"].startswith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-"), "region")
true(others.create_secret(Name="db", SecretString="others")["ARN"].startswith("arn:aws:secretsmanager:us-east-1:111122223333:secret:db-"), "account")
equal([client.get_secret_value(SecretId="db")["SecretString"] for client in (here, elsewhere, others)], ["here", "elsewhere", "others"])
equal([len(client.list_secrets()["SecretList"]) for client in (here, elsewhere, others)], [1, 1, 1])

identity = boto3.client("sts").get_caller_identity()
equal((identity["Account"], identity["Arn"]), ("000000000000", "arn:aws:iam::000000000000:root"))
session = boto3.Session(aws_access_key_id="111122223333", aws_secret_access_key="any", aws_session_token="any")
equal(session.client("sts").get_caller_identity()["Arn"], "arn:aws:iam::111122223333:root")
