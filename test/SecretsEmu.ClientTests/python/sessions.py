"""Temporary credentials: of a role with tags and a policy of the session's own, of a user, of the bearer of a token."""
import base64
import json
from datetime import datetime, timedelta, timezone

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from callers import ACCOUNT, denied, role, session, user
from checks import equal, refused, true

admin, ci = user("admin"), user("ci")
sts = ci.client("sts")
by_identity = "because no identity-based policy allows the secretsmanager:{0} action"
secrets = admin.client("secretsmanager")
pay, ops = (secrets.create_secret(Name=f"{team}/db", SecretString=team)["ARN"] for team in ("pay", "ops"))

# The user itself may only assume roles; names in sentences are as they were asked for.
equal(sts.get_caller_identity()["Arn"], f"arn:aws:iam::{ACCOUNT}:user/ci")
refused(
    lambda: ci.client("secretsmanager").get_secret_value(SecretId=pay), "AccessDeniedException",
    denied(f"arn:aws:iam::{ACCOUNT}:user/ci", "secretsmanager:GetSecretValue", pay, by_identity.format("GetSecretValue")))

answer = sts.assume_role(RoleArn=role("app"), RoleSessionName="job", DurationSeconds=900)
job = f"arn:aws:sts::{ACCOUNT}:assumed-role/app/job"
equal(answer["AssumedRoleUser"]["Arn"], job)
true(answer["Credentials"]["AccessKeyId"].startswith("ASIA"), answer["Credentials"]["AccessKeyId"])
left = answer["Credentials"]["Expiration"] - datetime.now(timezone.utc)
true(timedelta(minutes=13) < left <= timedelta(minutes=15, seconds=5), left)
app = session(answer["Credentials"])
equal(app.client("sts").get_caller_identity()["Arn"], job)
equal(app.client("secretsmanager").get_secret_value(SecretId=pay)["SecretString"], "pay")
refused(
    lambda: app.client("secretsmanager").get_secret_value(SecretId=ops), "AccessDeniedException",
    denied(job, "secretsmanager:GetSecretValue", ops, by_identity.format("GetSecretValue")))

# A tag of the session beats the role's, and ${aws:PrincipalTag/team} follows it.
tagged = session(sts.assume_role(
    RoleArn=role("app"), RoleSessionName="job", Tags=[{"Key": "team", "Value": "ops"}, {"Key": "cost", "Value": "a+b = c@d"}], TransitiveTagKeys=["cost"])["Credentials"])
equal(tagged.client("secretsmanager").get_secret_value(SecretId=ops)["SecretString"], "ops")
refused(
    lambda: tagged.client("secretsmanager").get_secret_value(SecretId=pay), "AccessDeniedException",
    denied(job, "secretsmanager:GetSecretValue", pay, by_identity.format("GetSecretValue")))

# The session's own policy only takes away.
narrow = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "secretsmanager:DescribeSecret", "Resource": "*"}]})
limited = session(sts.assume_role(RoleArn=role("app"), RoleSessionName="job", Policy=narrow)["Credentials"]).client("secretsmanager")
equal(limited.describe_secret(SecretId=pay)["Name"], "pay/db")
refused(
    lambda: limited.get_secret_value(SecretId=pay), "AccessDeniedException",
    denied(job, "secretsmanager:GetSecretValue", pay, "because no session policy allows the secretsmanager:GetSecretValue action"))

# From one role to the next, an hour at most.
chained = session(app.client("sts").assume_role(RoleArn=role("next"), RoleSessionName="chain")["Credentials"])
equal(chained.client("sts").get_caller_identity()["Arn"], f"arn:aws:sts::{ACCOUNT}:assumed-role/next/chain")
equal(chained.client("secretsmanager").get_secret_value(SecretId=ops)["SecretString"], "ops")
refused(
    lambda: app.client("sts").assume_role(RoleArn=role("next"), RoleSessionName="chain", DurationSeconds=7200), "ValidationError",
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
refused(
    lambda: sts.assume_role(RoleArn=role("next"), RoleSessionName="job"), "AccessDenied",
    f"User: arn:aws:iam::{ACCOUNT}:user/ci is not authorized to perform: sts:AssumeRole on resource: {role('next')}", status=403)
refused(
    lambda: sts.assume_role(RoleArn=role("app"), RoleSessionName="job", Policy="{"), "MalformedPolicyDocument",
    "This policy contains invalid Json", sts.exceptions.MalformedPolicyDocumentException)

own = session(admin.client("sts").get_session_token(DurationSeconds=900)["Credentials"])
equal(own.client("sts").get_caller_identity()["Arn"], f"arn:aws:iam::{ACCOUNT}:user/admin")
equal(own.client("secretsmanager").get_secret_value(SecretId=pay)["SecretString"], "pay")
refused(
    lambda: own.client("sts").get_session_token(), "AccessDenied", "Cannot call GetSessionToken with session credentials", status=403)
for known in ("AKIACI0000000000000A", answer["Credentials"]["AccessKeyId"]):
    equal(admin.client("sts").get_access_key_info(AccessKeyId=known)["Account"], ACCOUNT)

part = lambda claims: base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
token = lambda subject: ".".join([part({"alg": "RS256"}), part({"iss": "https://token.example.com", "sub": subject, "aud": "sts.amazonaws.com"}), "c2ln"])
anybody = boto3.client("sts", config=Config(signature_version=UNSIGNED))
pod = anybody.assume_role_with_web_identity(
    RoleArn=role("pod"), RoleSessionName="pod-1", WebIdentityToken=token("system:serviceaccount:shop:app"))
equal(
    (pod["SubjectFromWebIdentityToken"], pod["Audience"], pod["Provider"]),
    ("system:serviceaccount:shop:app", "sts.amazonaws.com", "https://token.example.com"))
equal(session(pod["Credentials"]).client("secretsmanager").get_secret_value(SecretId=pay)["SecretString"], "pay")
refused(
    lambda: anybody.assume_role_with_web_identity(RoleArn=role("pod"), RoleSessionName="pod-1", WebIdentityToken=token("somebody")),
    "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", status=403)
