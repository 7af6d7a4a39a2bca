"""Strict mode: only keys that somebody declared, and only with the secret that belongs to them."""
import boto3
from botocore.exceptions import ClientError
from callers import ACCOUNT, KEYS, role, session, user
from checks import equal, refused, true

unknown = "The security token included in the request is invalid."
differs = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."


def mismatch(call, code, status):
    """The first line is AWS's sentence; what the server would have signed follows it."""
    try:
        answer = call()
    except ClientError as error:
        equal((error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]), (code, status))
        equal(error.response["Error"]["Message"].split("\n")[0], differs)
        return error.response["Error"]["Message"]
    raise AssertionError(f"expected {code}, got {answer!r}")


secrets = user("admin").client("secretsmanager")
arn = secrets.create_secret(Name="pay/db", SecretString="one", KmsKeyId=user("admin").client("kms").create_key()["KeyMetadata"]["Arn"])["ARN"]
equal(secrets.get_secret_value(SecretId=arn)["SecretString"], "one")
# What secrets-emu env prints is a declared key too: the root of the default account.
equal(boto3.client("sts").get_caller_identity()["Arn"], "arn:aws:iam::000000000000:root")

wrong = boto3.Session(aws_access_key_id=KEYS["admin"][0], aws_secret_access_key="another")
for service, call in [("secretsmanager", lambda client: client.list_secrets()), ("kms", lambda client: client.list_keys())]:
    text = mismatch(lambda: call(wrong.client(service)), "InvalidSignatureException", 400)
    true(KEYS["admin"][1] not in text, "the secret is not in the sentence")
mismatch(lambda: wrong.client("sts").get_caller_identity(), "SignatureDoesNotMatch", 403)

for stranger in ("AKIANOBODY0000000000", "111122223333"):
    nobody = boto3.Session(aws_access_key_id=stranger, aws_secret_access_key="any")
    refused(lambda: nobody.client("secretsmanager").list_secrets(), "UnrecognizedClientException", unknown)
    refused(lambda: nobody.client("kms").list_keys(), "UnrecognizedClientException", unknown)
    refused(lambda: nobody.client("sts").get_caller_identity(), "InvalidClientTokenId", unknown, status=403)

# Elsewhere a role that nobody described can be assumed; here it does not exist.
refused(
    lambda: user("ci").client("sts").assume_role(RoleArn=role("none"), RoleSessionName="job"), "AccessDenied",
    f"User: arn:aws:iam::{ACCOUNT}:user/ci is not authorized to perform: sts:AssumeRole on resource: {role('none')}", status=403)

answer = user("ci").client("sts").assume_role(RoleArn=role("app"), RoleSessionName="job")["Credentials"]
equal(session(answer).client("sts").get_caller_identity()["Arn"], f"arn:aws:sts::{ACCOUNT}:assumed-role/app/job")
refused(
    lambda: session({**answer, "SessionToken": answer["SessionToken"][:-4] + "AAAA"}).client("secretsmanager").list_secrets(),
    "UnrecognizedClientException", "The security token included in the request is invalid")
mismatch(lambda: session({**answer, "SecretAccessKey": "another"}).client("kms").list_keys(), "InvalidSignatureException", 400)
