"""A secret under a key of one's own can be read as long as the key can be used."""
import boto3
from checks import equal, refused

secrets, kms = boto3.client("secretsmanager"), boto3.client("kms")
kinds = secrets.exceptions
unreadable = "Secrets Manager can't decrypt the protected secret text using the provided KMS key."
unwritable = (
    "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, "
    "and not in an invalid state. For more information, see Key state: Effect on your KMS key.")

key = kms.create_key()["KeyMetadata"]["Arn"]
kms.create_alias(AliasName="alias/secrets", TargetKeyId=key)
arn = secrets.create_secret(Name="db", SecretString="one", KmsKeyId="alias/secrets")["ARN"]
equal(secrets.describe_secret(SecretId="db")["KmsKeyId"], "arn:aws:kms:us-east-1:000000000000:alias/secrets")
equal(secrets.get_secret_value(SecretId="db")["SecretString"], "one")

kms.disable_key(KeyId=key)
refused(lambda: secrets.get_secret_value(SecretId=arn), "DecryptionFailure", unreadable, kinds.DecryptionFailure)
refused(lambda: secrets.put_secret_value(SecretId=arn, SecretString="two"), "EncryptionFailure", unwritable, kinds.EncryptionFailure)
batch = secrets.batch_get_secret_value(SecretIdList=["db"])
equal((batch["SecretValues"], batch["Errors"]), ([], [{"SecretId": "db", "ErrorCode": "DecryptionFailure", "Message": unreadable}]))
kms.enable_key(KeyId=key)
equal(secrets.get_secret_value(SecretId="db")["SecretString"], "one")

kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
refused(lambda: secrets.get_secret_value(SecretId=arn), "DecryptionFailure", unreadable, kinds.DecryptionFailure)
kms.cancel_key_deletion(KeyId=key)
kms.enable_key(KeyId=key)

other = kms.create_key()["KeyMetadata"]["Arn"]
secrets.update_secret(SecretId="db", KmsKeyId=other)
secrets.put_secret_value(SecretId="db", SecretString="two")
kms.disable_key(KeyId=key)
equal(secrets.get_secret_value(SecretId="db")["SecretString"], "two")
equal(secrets.get_secret_value(SecretId="db", VersionStage="AWSPREVIOUS")["SecretString"], "one")
kms.disable_key(KeyId=other)
refused(lambda: secrets.get_secret_value(SecretId=arn), "DecryptionFailure", unreadable, kinds.DecryptionFailure)

missing = "arn:aws:kms:us-east-1:000000000000:key/12345678-1234-1234-1234-123456789012"
refused(
    lambda: secrets.create_secret(Name="lost", SecretString="one", KmsKeyId=missing),
    "InvalidParameterException", f"The operation failed because of an invalid KMS key: Key '{missing}' does not exist", kinds.InvalidParameterException)
signing = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
refused(
    lambda: secrets.create_secret(Name="wrong", SecretString="one", KmsKeyId=signing),
    "InvalidParameterException",
    f"The operation failed because of an invalid KMS key: {signing} key usage is SIGN_VERIFY which is not valid for GenerateDataKey.",
    kinds.InvalidParameterException)
equal([secret["Name"] for secret in secrets.list_secrets()["SecretList"]], ["db"])
