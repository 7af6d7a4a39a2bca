"""Without --strict any secret will do: a known key is who it belongs to, any other is the root of its account."""
import boto3
from callers import ACCOUNT, KEYS
from checks import equal, refused

arn = lambda key, secret, token=None: boto3.client(
    "sts", aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=token).get_caller_identity()["Arn"]

equal(arn(KEYS["ci"][0], "another"), f"arn:aws:iam::{ACCOUNT}:user/ci")
equal(arn(KEYS["ci"][0], KEYS["ci"][1], "any token"), f"arn:aws:iam::{ACCOUNT}:user/ci")
equal(arn("AKIANOBODY0000000000", "any"), "arn:aws:iam::000000000000:root")
equal(arn("444455556666", "any"), "arn:aws:iam::444455556666:root")
refused(
    lambda: boto3.client("kms", aws_access_key_id=KEYS["ci"][0], aws_secret_access_key="another").list_keys(), "AccessDeniedException",
    f"User: arn:aws:iam::{ACCOUNT}:user/ci is not authorized to perform: kms:ListKeys because no identity-based policy allows the kms:ListKeys action")
