"""The callers that principals.json describes."""
import boto3

ACCOUNT = "111122223333"
KEYS = {
    "ci": ("AKIACI0000000000000A", "the-secret-of-ci"),
    "admin": ("AKIAADMIN0000000000A", "the-secret-of-admin"),
}


def user(name):
    key, secret = KEYS[name]
    return boto3.Session(aws_access_key_id=key, aws_secret_access_key=secret)


def session(credentials):
    """Who has the credentials that STS answered."""
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"], aws_secret_access_key=credentials["SecretAccessKey"], aws_session_token=credentials["SessionToken"])


def role(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def denied(who, action, resource, reason):
    """The sentence of AWS's refusal."""
    return f"User: {who} is not authorized to perform: {action} on resource: {resource} {reason}"
