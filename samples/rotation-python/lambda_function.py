"""Rotates the password of a database user who changes it himself: AWS's single-user strategy.

Written for AWS Lambda; nothing in it knows where it runs.
"""
import json
import logging
import os

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def lambda_handler(event, context):
    """Secrets Manager calls this four times, once a step, and again when it retries a rotation."""
    arn = event["SecretId"]
    token = event["ClientRequestToken"]
    step = event["Step"]
    secrets = boto3.client("secretsmanager", endpoint_url=os.environ.get("SECRETS_MANAGER_ENDPOINT"))

    metadata = secrets.describe_secret(SecretId=arn)
    if not metadata.get("RotationEnabled"):
        raise ValueError("The secret is not enabled for rotation")
    stages = metadata["VersionIdsToStages"].get(token, [])
    if "AWSCURRENT" in stages:
        logger.info("The version is AWSCURRENT already")
        return
    if "AWSPENDING" not in stages:
        raise ValueError("The version is not AWSPENDING: somebody else has ended this rotation")

    steps = {
        "createSecret": create_secret,
        "setSecret": set_secret,
        "testSecret": test_secret,
        "finishSecret": finish_secret,
    }
    if step not in steps:
        raise ValueError(f"There is no step {step}")
    steps[step](secrets, arn, token)
    logger.info("%s is done", step)


def create_secret(secrets, arn, token):
    """Makes a password and stores it as the pending version, unless that has a value already."""
    login = get_login(secrets, arn, "AWSCURRENT")
    try:
        get_login(secrets, arn, "AWSPENDING", token)
    except secrets.exceptions.ResourceNotFoundException:
        login["password"] = secrets.get_random_password(ExcludeCharacters="/@\"'\\")["RandomPassword"]
        secrets.put_secret_value(
            SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(login), VersionStages=["AWSPENDING"]
        )


def set_secret(secrets, arn, token):
    """Changes the password in the database: logged in with the current one or, after a mishap, the one before."""
    pending = get_login(secrets, arn, "AWSPENDING", token)
    if can_log_in(pending):
        return
    for stage in ("AWSCURRENT", "AWSPREVIOUS"):
        try:
            login = get_login(secrets, arn, stage)
        except secrets.exceptions.ResourceNotFoundException:
            continue
        if can_log_in(login):
            change_password(login["username"], pending["password"])
            return
    raise ValueError("The database refuses the pending, the current and the previous password")


def test_secret(secrets, arn, token):
    """Logs in with the pending password."""
    if not can_log_in(get_login(secrets, arn, "AWSPENDING", token)):
        raise ValueError("The database refuses the pending password")


def finish_secret(secrets, arn, token):
    """Makes the pending version the current one."""
    versions = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, stages in versions.items() if "AWSCURRENT" in stages)
    secrets.update_secret_version_stage(
        SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
    )


def get_login(secrets, arn, stage, token=None):
    """The login under a label, of the version that is rotated where a token is given."""
    version = {"VersionId": token} if token else {}
    return json.loads(secrets.get_secret_value(SecretId=arn, VersionStage=stage, **version)["SecretString"])


# The database: a JSON file of users and their passwords. Your function has the driver of a real one here.


def can_log_in(login):
    return read_users().get(login["username"]) == login["password"]


def change_password(user, password):
    users = read_users() | {user: password}
    path = os.environ["DATABASE_FILE"]
    # Moved into place as a whole: nobody who logs in meanwhile reads half a file.
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        json.dump(users, file)
    os.replace(f"{path}.new", path)


def read_users():
    with open(os.environ["DATABASE_FILE"], encoding="utf-8") as file:
        return json.load(file)
