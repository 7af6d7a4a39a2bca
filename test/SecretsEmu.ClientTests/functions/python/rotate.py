"""A rotation of a bare password, written for AWS: nothing in it knows where it runs."""
import logging
import os

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def lambda_handler(event, context):
    secrets = boto3.client("secretsmanager", endpoint_url=os.environ["SECRETS_MANAGER_ENDPOINT"])
    arn, token = event["SecretId"], event["ClientRequestToken"]
    described = secrets.describe_secret(SecretId=arn)
    if not described["RotationEnabled"]:
        raise ValueError(f"Secret {arn} is not enabled for rotation")
    if "AWSPENDING" not in described["VersionIdsToStages"].get(token, []):
        raise ValueError(f"Secret version {token} not set as AWSPENDING for rotation of secret {arn}.")
    {"createSecret": create, "setSecret": pass_by, "testSecret": pass_by, "finishSecret": finish}[event["Step"]](secrets, arn, token)
    logger.info("%s is done", event["Step"])


def create(secrets, arn, token):
    secrets.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")
    try:
        secrets.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
    except secrets.exceptions.ResourceNotFoundException:
        password = secrets.get_random_password(ExcludeCharacters="/@\"'\\")["RandomPassword"]
        secrets.put_secret_value(SecretId=arn, ClientRequestToken=token, SecretString=password, VersionStages=["AWSPENDING"])


def pass_by(secrets, arn, token):
    secrets.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")


def finish(secrets, arn, token):
    versions = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, stages in versions.items() if "AWSCURRENT" in stages)
    secrets.update_secret_version_stage(SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current)
