"""Bytes of every kind come back as bytes, from each operation that reads or writes them."""
import boto3
from checks import equal, true

secrets = boto3.client("secretsmanager")
everything = bytes(range(256)) * 3

secrets.create_secret(Name="store.p12", SecretBinary=everything)
answer = secrets.get_secret_value(SecretId="store.p12")
equal(answer["SecretBinary"], everything)
true("SecretString" not in answer, "a binary value is no string")

for value in (b"\x00", b"\xff" * 1000, "grün".encode()):
    secrets.put_secret_value(SecretId="store.p12", SecretBinary=value)
    equal(secrets.get_secret_value(SecretId="store.p12")["SecretBinary"], value)

secrets.update_secret(SecretId="store.p12", SecretString="now a text: grün, 秘密, 🔑, \x00 and \u2028")
equal(secrets.get_secret_value(SecretId="store.p12")["SecretString"], "now a text: grün, 秘密, 🔑, \x00 and \u2028")
equal(secrets.get_secret_value(SecretId="store.p12", VersionStage="AWSPREVIOUS")["SecretBinary"], "grün".encode())
secrets.update_secret(SecretId="store.p12", SecretBinary=everything)
equal(secrets.batch_get_secret_value(SecretIdList=["store.p12"])["SecretValues"][0]["SecretBinary"], everything)
