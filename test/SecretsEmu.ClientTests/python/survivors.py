"""Run before and after the server is killed: what was set up is all there."""
import json
import sys

from callers import denied, role, session, user
from checks import equal, refused

part, path = sys.argv[1:]
admin, ci = user("admin"), user("ci")
kms, secrets = admin.client("kms"), admin.client("secretsmanager")

if part == "before":
    key = kms.create_key(Description="kept", Tags=[{"TagKey": "team", "TagValue": "pay"}])["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/kept", TargetKeyId=key)
    first = kms.encrypt(KeyId=key, Plaintext=b"before the rotation")["CiphertextBlob"]
    kms.rotate_key_on_demand(KeyId=key)
    curve = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    going = kms.create_key()["KeyMetadata"]["Arn"]
    kms.schedule_key_deletion(KeyId=going, PendingWindowInDays=7)
    grant = kms.create_grant(KeyId=key, GranteePrincipal=role("app"), Operations=["Decrypt"])
    secret = secrets.create_secret(Name="pay/db", SecretString="one", KmsKeyId="alias/kept")["ARN"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": {"AWS": role("next")}, "Action": "secretsmanager:DescribeSecret", "Resource": "*"}]})
    secrets.put_resource_policy(SecretId=secret, ResourcePolicy=policy)
    credentials = ci.client("sts").assume_role(RoleArn=role("app"), RoleSessionName="job")["Credentials"]
    notes = {
        "key": key, "first": first.hex(), "second": kms.encrypt(KeyId=key, Plaintext=b"after it")["CiphertextBlob"].hex(), "curve": curve, "going": going,
        "signature": kms.sign(KeyId=curve, Message=b"m", SigningAlgorithm="ECDSA_SHA_256")["Signature"].hex(),
        "grant": grant, "secret": secret, "policy": policy, "credentials": credentials,
    }
    for name in ("grant", "credentials"):
        notes[name] = {member: value for member, value in notes[name].items() if isinstance(value, str)}
    with open(path, "w") as file:
        json.dump(notes, file)
else:
    with open(path) as file:
        notes = json.load(file)

key, app = notes["key"], session(notes["credentials"])
job = "arn:aws:sts::111122223333:assumed-role/app/job"
equal(kms.describe_key(KeyId="alias/kept")["KeyMetadata"]["Arn"], key)
equal(kms.list_resource_tags(KeyId=key)["Tags"], [{"TagKey": "team", "TagValue": "pay"}])
equal([kms.decrypt(CiphertextBlob=bytes.fromhex(notes[name]))["Plaintext"] for name in ("first", "second")], [b"before the rotation", b"after it"])
equal(kms.verify(KeyId=notes["curve"], Message=b"m", Signature=bytes.fromhex(notes["signature"]), SigningAlgorithm="ECDSA_SHA_256")["SignatureValid"], True)
equal(kms.describe_key(KeyId=notes["going"])["KeyMetadata"]["KeyState"], "PendingDeletion")
equal([grant["GrantId"] for grant in kms.list_grants(KeyId=key)["Grants"] if grant["GranteePrincipal"] == role("app")], [notes["grant"]["GrantId"]])
equal(app.client("sts").get_caller_identity()["Arn"], job)
equal(app.client("kms").decrypt(CiphertextBlob=bytes.fromhex(notes["first"]))["Plaintext"], b"before the rotation")
equal(app.client("secretsmanager").get_secret_value(SecretId=notes["secret"])["SecretString"], "one")
refused(
    lambda: app.client("kms").encrypt(KeyId=key, Plaintext=b"x"), "AccessDeniedException",
    denied(job, "kms:Encrypt", key, "because no identity-based policy allows the kms:Encrypt action"))
equal(secrets.get_resource_policy(SecretId=notes["secret"])["ResourcePolicy"], notes["policy"])
refused(
    lambda: session(app.client("sts").assume_role(RoleArn=role("next"), RoleSessionName="chain")["Credentials"])
    .client("secretsmanager").describe_secret(SecretId=notes["secret"]),
    "AccessDeniedException",
    denied(
        "arn:aws:sts::111122223333:assumed-role/next/chain", "secretsmanager:DescribeSecret", notes["secret"], "with an explicit deny in a resource-based policy"))
