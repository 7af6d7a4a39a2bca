"""Profiles of an AWS config file: one names another as its source and a role to assume, and boto3 does the rest."""
import os
from pathlib import Path

import boto3
from callers import ACCOUNT, KEYS, denied, role, user
from checks import equal, refused

key, secret = KEYS["ci"]
config = Path.home() / "config"
config.write_text(f"""
[profile ci]
aws_access_key_id = {key}
aws_secret_access_key = {secret}

[profile app]
source_profile = ci
role_arn = {role("app")}
role_session_name = laptop

[profile next]
source_profile = app
role_arn = {role("next")}
role_session_name = chained
""")
os.environ["AWS_CONFIG_FILE"] = str(config)
for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
    del os.environ[variable]

pay, ops = (user("admin").client("secretsmanager").create_secret(Name=f"{team}/db", SecretString=team)["ARN"] for team in ("pay", "ops"))
of = lambda profile, service: boto3.Session(profile_name=profile).client(service)

equal(
    [of(profile, "sts").get_caller_identity()["Arn"] for profile in ("ci", "app", "next")],
    [f"arn:aws:iam::{ACCOUNT}:user/ci", f"arn:aws:sts::{ACCOUNT}:assumed-role/app/laptop", f"arn:aws:sts::{ACCOUNT}:assumed-role/next/chained"])
equal(of("app", "secretsmanager").get_secret_value(SecretId=pay)["SecretString"], "pay")
equal(of("next", "secretsmanager").get_secret_value(SecretId=ops)["SecretString"], "ops")
refused(
    lambda: of("app", "secretsmanager").get_secret_value(SecretId=ops), "AccessDeniedException",
    denied(
        f"arn:aws:sts::{ACCOUNT}:assumed-role/app/laptop", "secretsmanager:GetSecretValue", ops,
        "because no identity-based policy allows the secretsmanager:GetSecretValue action"))
