"""A KMS key's life: alias, ciphertexts bound to their context, data keys, rotation, disabled, deleted and back."""
import boto3
from checks import equal, plain, refused, true

kms = boto3.client("kms")
kinds = kms.exceptions
account = "arn:aws:kms:us-east-1:000000000000:"

created = kms.create_key(Description="payments", Tags=[{"TagKey": "team", "TagValue": "pay"}])["KeyMetadata"]
key, arn = created["KeyId"], created["Arn"]
equal(arn, f"{account}key/{key}")
equal(
    (created["KeyState"], created["KeyUsage"], created["KeySpec"], created["Origin"], created["KeyManager"], created["Enabled"], created["MultiRegion"]),
    ("Enabled", "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", "CUSTOMER", True, False))
equal(kms.list_resource_tags(KeyId=key)["Tags"], [{"TagKey": "team", "TagValue": "pay"}])

kms.create_alias(AliasName="alias/pay", TargetKeyId=key)
equal(kms.describe_key(KeyId="alias/pay")["KeyMetadata"]["Arn"], arn)
equal([alias["AliasArn"] for alias in kms.list_aliases(KeyId=key)["Aliases"]], [f"{account}alias/pay"])
refused(
    lambda: kms.create_alias(AliasName="alias/pay", TargetKeyId=key),
    "AlreadyExistsException", f"An alias with the name {account}alias/pay already exists", kinds.AlreadyExistsException)

context = {"tenant": "seven", "purpose": "ü ✓"}
encrypted = kms.encrypt(KeyId="alias/pay", Plaintext=b"\x00\xffbytes", EncryptionContext=context)
equal((encrypted["KeyId"], encrypted["EncryptionAlgorithm"]), (arn, "SYMMETRIC_DEFAULT"))
opened = kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"], EncryptionContext=dict(reversed(context.items())))
equal((opened["Plaintext"], opened["KeyId"], opened["EncryptionAlgorithm"]), (b"\x00\xffbytes", arn, "SYMMETRIC_DEFAULT"))
# KMS gives no reason; boto3 shows an absent message as an empty one.
refused(lambda: kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"]), "InvalidCiphertextException", "", kinds.InvalidCiphertextException)
refused(lambda: kms.decrypt(CiphertextBlob=b"none of KMS's"), "InvalidCiphertextException", "", kinds.InvalidCiphertextException)
other = kms.create_key()["KeyMetadata"]["Arn"]
refused(
    lambda: kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"], EncryptionContext=context, KeyId=other),
    "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.", kinds.IncorrectKeyException)
moved = kms.re_encrypt(CiphertextBlob=encrypted["CiphertextBlob"], SourceEncryptionContext=context, DestinationKeyId=other)
equal((moved["SourceKeyId"], moved["KeyId"]), (arn, other))
equal(kms.decrypt(CiphertextBlob=moved["CiphertextBlob"])["Plaintext"], b"\x00\xffbytes")

data_key = kms.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext=context)
equal(len(data_key["Plaintext"]), 32)
equal(kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"], EncryptionContext=context)["Plaintext"], data_key["Plaintext"])
hidden = kms.generate_data_key_without_plaintext(KeyId=key, NumberOfBytes=64)
true("Plaintext" not in hidden, "no plaintext")
equal(len(kms.decrypt(CiphertextBlob=hidden["CiphertextBlob"])["Plaintext"]), 64)
pair = kms.generate_data_key_pair(KeyId=key, KeyPairSpec="ECC_NIST_P256")
equal(kms.decrypt(CiphertextBlob=pair["PrivateKeyCiphertextBlob"])["Plaintext"], pair["PrivateKeyPlaintext"])
equal(len(kms.generate_random(NumberOfBytes=24)["Plaintext"]), 24)

equal(plain(kms.rotate_key_on_demand(KeyId=key)), {"KeyId": arn})
equal([rotation["RotationType"] for rotation in kms.list_key_rotations(KeyId=key)["Rotations"]], ["ON_DEMAND"])
equal(kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"], EncryptionContext=context)["Plaintext"], b"\x00\xffbytes")
equal(kms.decrypt(CiphertextBlob=kms.encrypt(KeyId=key, Plaintext=b"new")["CiphertextBlob"])["Plaintext"], b"new")
kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
status = kms.get_key_rotation_status(KeyId=key)
equal((status["KeyRotationEnabled"], status["RotationPeriodInDays"]), (True, 180))

kms.disable_key(KeyId=key)
equal(kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"], "Disabled")
refused(lambda: kms.encrypt(KeyId="alias/pay", Plaintext=b"x"), "DisabledException", f"{arn} is disabled.", kinds.DisabledException)
kms.enable_key(KeyId=key)

scheduled = kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
equal((scheduled["KeyId"], scheduled["KeyState"], scheduled["PendingWindowInDays"]), (arn, "PendingDeletion", 7))
refused(
    lambda: kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"], EncryptionContext=context),
    "KMSInvalidStateException", f"{arn} is pending deletion.", kinds.KMSInvalidStateException)
equal(plain(kms.cancel_key_deletion(KeyId=key)), {"KeyId": arn})
equal(kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"], "Disabled")
kms.enable_key(KeyId=key)
equal(kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"], EncryptionContext=context)["Plaintext"], b"\x00\xffbytes")

missing = f"{account}key/12345678-1234-1234-1234-123456789012"
refused(lambda: kms.describe_key(KeyId=missing), "NotFoundException", f"Key '{missing}' does not exist", kinds.NotFoundException)
refused(lambda: kms.describe_key(KeyId="alias/none"), "NotFoundException", f"Alias {account}alias/none is not found.", kinds.NotFoundException)
refused(lambda: kms.describe_key(KeyId="none"), "NotFoundException", "Invalid keyId 'none'", kinds.NotFoundException)
equal(
    sorted(one["KeyArn"] for page in kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 1}) for one in page["Keys"]),
    sorted([arn, other]))
