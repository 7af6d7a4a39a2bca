"""A grant lets a role use a key that its policies do not name; its token makes that so at once, revoking ends it."""
from callers import ACCOUNT, denied, role, session, user
from checks import equal, refused

kms = user("admin").client("kms")
key = kms.create_key()["KeyMetadata"]["Arn"]
job = f"arn:aws:sts::{ACCOUNT}:assumed-role/app/job"
app = session(user("ci").client("sts").assume_role(RoleArn=role("app"), RoleSessionName="job")["Credentials"]).client("kms")
no_policy = "because no identity-based policy allows the kms:{0} action"
context = {"tenant": "seven"}
box = kms.encrypt(KeyId=key, Plaintext=b"hello", EncryptionContext=context)["CiphertextBlob"]
other = kms.encrypt(KeyId=key, Plaintext=b"hello")["CiphertextBlob"]
read = lambda ciphertext=box, **members: app.decrypt(CiphertextBlob=ciphertext, **members)["Plaintext"]
refusal = denied(job, "kms:Decrypt", key, no_policy.format("Decrypt"))

refused(lambda: read(EncryptionContext=context), "AccessDeniedException", refusal)
grant = kms.create_grant(
    KeyId=key, GranteePrincipal=role("app"), RetiringPrincipal=role("app"), Operations=["Decrypt", "RetireGrant"], Name="app-reads",
    Constraints={"EncryptionContextSubset": context})
equal(read(EncryptionContext=context, GrantTokens=[grant["GrantToken"]]), b"hello")
equal(read(EncryptionContext=context), b"hello")
refused(lambda: read(other), "AccessDeniedException", refusal)
refused(
    lambda: app.encrypt(KeyId=key, Plaintext=b"x", EncryptionContext=context), "AccessDeniedException",
    denied(job, "kms:Encrypt", key, no_policy.format("Encrypt")))
refused(
    lambda: read(EncryptionContext=context, GrantTokens=["none of KMS's"]), "InvalidGrantTokenException", "The grant token is invalid.",
    app.exceptions.InvalidGrantTokenException)

again = kms.create_grant(
    KeyId=key, GranteePrincipal=role("app"), RetiringPrincipal=role("app"), Operations=["Decrypt", "RetireGrant"], Name="app-reads",
    Constraints={"EncryptionContextSubset": context})
equal(again["GrantId"], grant["GrantId"])
listed = kms.list_grants(KeyId=key)["Grants"]
equal(
    [(one["GrantId"], one["Name"], one["GranteePrincipal"], one["Operations"], one["Constraints"]) for one in listed],
    [(grant["GrantId"], "app-reads", role("app"), ["Decrypt", "RetireGrant"], {"EncryptionContextSubset": context})])
equal([one["GrantId"] for one in kms.list_retirable_grants(RetiringPrincipal=role("app"))["Grants"]], [grant["GrantId"]])

kms.revoke_grant(KeyId=key, GrantId=grant["GrantId"])
refused(lambda: read(EncryptionContext=context), "AccessDeniedException", refusal)
second = kms.create_grant(KeyId=key, GranteePrincipal=role("app"), RetiringPrincipal=role("app"), Operations=["Decrypt", "RetireGrant"])
equal(read(other), b"hello")
app.retire_grant(KeyId=key, GrantId=second["GrantId"])
refused(lambda: read(other), "AccessDeniedException", refusal)
equal(kms.list_grants(KeyId=key)["Grants"], [])
