"""A region that is down and faults on order, as boto3 sees and survives them."""
import json
import os
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError
from checks import equal, refused

URL = os.environ["AWS_ENDPOINT_URL_SECRETS_MANAGER"]


def control(path, **body):
    request = urllib.request.Request(f"{URL}/_emulator/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.load(answer)


def client(region, attempts):
    return boto3.client("secretsmanager", region_name=region, config=Config(retries={"mode": "standard", "total_max_attempts": attempts}))


secrets = client("us-east-1", 3)
secrets.create_secret(Name="db", SecretString="one")
there = client("eu-west-1", 1)
there.create_secret(Name="db", SecretString="there")

# The region is lost: no answer at all, while the other one goes on.
control("regions", action="down", region="eu-west-1")
try:
    there.get_secret_value(SecretId="db")
    raise AssertionError("eu-west-1 answered")
except (ConnectionClosedError, EndpointConnectionError):
    pass
equal(secrets.get_secret_value(SecretId="db")["SecretString"], "one")

# Behind a front end that still stands.
control("regions", action="down", region="eu-west-1", **{"as": "503"})
refused(
    lambda: there.get_secret_value(SecretId="db"), "ServiceUnavailable", "The request has failed due to a temporary failure of the server.", status=503)
control("regions", action="up", region="eu-west-1")
equal(there.get_secret_value(SecretId="db")["SecretString"], "there")

# boto3 waits a throttle out by itself.
control("faults", kind="throttle", operation="GetSecretValue", times=1)
answer = secrets.get_secret_value(SecretId="db")
equal(answer["SecretString"], "one")
equal(answer["ResponseMetadata"]["RetryAttempts"], 1)

# One that lasts reaches the caller.
control("faults", kind="throttle", secret="db", times=3)
error = refused(lambda: secrets.get_secret_value(SecretId="db"), "ThrottlingException", "Rate exceeded", ClientError)
equal(error.response["ResponseMetadata"]["RetryAttempts"], 2)

control("faults", kind="errors", times=1)
equal(secrets.get_secret_value(SecretId="db")["ResponseMetadata"]["RetryAttempts"], 1)

control("faults", kind="deny-kms", times=1)
refused(lambda: secrets.get_secret_value(SecretId="db"), "AccessDeniedException", "Access to KMS is not allowed")

control("faults", kind="throttle", operation="sts:*", times=1)
equal(boto3.client("sts").get_caller_identity()["ResponseMetadata"]["RetryAttempts"], 1)
