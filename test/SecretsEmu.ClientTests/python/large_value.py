"""A value may be as long as AWS allows. Length is counted in bytes."""
import boto3
from checks import equal, refused

secrets = boto3.client("secretsmanager")
longest = 65536

secrets.create_secret(Name="text", SecretString="x" * longest)
equal(secrets.get_secret_value(SecretId="text")["SecretString"], "x" * longest)
secrets.create_secret(Name="bytes", SecretBinary=b"\x80" * longest)
equal(secrets.get_secret_value(SecretId="bytes")["SecretBinary"], b"\x80" * longest)
# Two bytes a letter, and written as six characters of JSON each.
secrets.put_secret_value(SecretId="text", SecretString="ü" * (longest // 2))
equal(secrets.get_secret_value(SecretId="text")["SecretString"], "ü" * (longest // 2))

too_long = "1 validation error detected: Value at '{}' failed to satisfy constraint: Member must have length less than or equal to 65536"
refused(lambda: secrets.put_secret_value(SecretId="text", SecretString="x" * (longest + 1)), "ValidationException", too_long.format("secretString"))
refused(lambda: secrets.put_secret_value(SecretId="bytes", SecretBinary=b"x" * (longest + 1)), "ValidationException", too_long.format("secretBinary"))
equal(secrets.get_secret_value(SecretId="bytes")["SecretBinary"], b"\x80" * longest)
