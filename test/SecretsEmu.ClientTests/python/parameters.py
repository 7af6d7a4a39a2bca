"""A parameter's life: versions, labels, paths, filters, tags, a key of its own, and a secret that is read as one."""
import boto3
from checks import equal, refused, true

ssm, kms, secrets = boto3.client("ssm"), boto3.client("kms"), boto3.client("secretsmanager")
kinds = ssm.exceptions
arn = "arn:aws:ssm:us-east-1:000000000000:parameter"

put = ssm.put_parameter(Name="/app/db/host", Value="db.local", Type="String", Description="the host", Tags=[{"Key": "team", "Value": "blue"}])
equal((put["Version"], put["Tier"]), (1, "Standard"))
refused(
    lambda: ssm.put_parameter(Name="/app/db/host", Value="other", Type="String"), "ParameterAlreadyExists",
    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.", kinds.ParameterAlreadyExists)
equal(ssm.put_parameter(Name="/app/db/host", Value="db2.local", Overwrite=True)["Version"], 2)
got = ssm.get_parameter(Name="/app/db/host")["Parameter"]
equal((got["Value"], got["Version"], got["ARN"], got["Type"], got["DataType"]), ("db2.local", 2, f"{arn}/app/db/host", "String", "text"))

equal(ssm.label_parameter_version(Name="/app/db/host", ParameterVersion=1, Labels=["stable", "1st"])["InvalidLabels"], ["1st"])
equal(ssm.get_parameter(Name="/app/db/host:stable")["Parameter"]["Value"], "db.local")
equal(ssm.get_parameter(Name=f"{arn}/app/db/host:1")["Parameter"]["Selector"], ":1")
refused(
    lambda: ssm.get_parameter(Name="/app/db/host:9"), "ParameterVersionNotFound",
    "Systems Manager could not find version 9 of /app/db/host. Verify the version and try again.", kinds.ParameterVersionNotFound)
equal([version.get("Labels") for version in ssm.get_parameter_history(Name="/app/db/host")["Parameters"]], [["stable"], []])
equal(ssm.unlabel_parameter_version(Name="/app/db/host", ParameterVersion=1, Labels=["stable"])["RemovedLabels"], ["stable"])

key = kms.create_key()["KeyMetadata"]["KeyId"]
ssm.put_parameter(Name="/app/db/password", Value="hunter2", Type="SecureString", KeyId=key)
equal(ssm.get_parameter(Name="/app/db/password", WithDecryption=True)["Parameter"]["Value"], "hunter2")
hidden = ssm.get_parameter(Name="/app/db/password")["Parameter"]["Value"]
true("hunter2" not in hidden and len(hidden) > 100, "without decryption it is a ciphertext")
kms.disable_key(KeyId=key)
try:
    ssm.get_parameter(Name="/app/db/password", WithDecryption=True)
    raise AssertionError("a disabled key decrypts nothing")
except kinds.InvalidKeyId as error:
    true(error.response["Error"]["Message"].startswith(f"arn:aws:kms:us-east-1:000000000000:key/{key} is disabled. (Service: AWSKMS; "), "KMS's sentence")
kms.enable_key(KeyId=key)

for number in range(25):
    ssm.put_parameter(Name=f"/list/{number:02}", Value="x", Type="String")
pages = list(ssm.get_paginator("get_parameters_by_path").paginate(Path="/list"))
equal([len(page["Parameters"]) for page in pages], [10, 10, 5])
names = [one["Name"] for page in ssm.get_paginator("describe_parameters").paginate(
    ParameterFilters=[{"Key": "Path", "Option": "Recursive", "Values": ["/app"]}], PaginationConfig={"PageSize": 1}) for one in page["Parameters"]]
equal(names, ["/app/db/host", "/app/db/password"])
equal(
    [one["Name"] for one in ssm.describe_parameters(ParameterFilters=[{"Key": "tag:team", "Values": ["blue"]}])["Parameters"]], ["/app/db/host"])

ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId="/app/db/host", Tags=[{"Key": "stage", "Value": "dev"}])
ssm.remove_tags_from_resource(ResourceType="Parameter", ResourceId="/app/db/host", TagKeys=["team"])
equal(ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/app/db/host")["TagList"], [{"Key": "stage", "Value": "dev"}])

secrets.create_secret(Name="prod/db", SecretString="from the secret")
both = ssm.get_parameters(Names=["/aws/reference/secretsmanager/prod/db", "/app/db/host", "none"], WithDecryption=True)
equal([one["Value"] for one in both["Parameters"]], ["db2.local", "from the secret"])
equal(both["InvalidParameters"], ["none"])

equal(ssm.delete_parameters(Names=["/app/db/host", "none"])["DeletedParameters"], ["/app/db/host"])
ssm.delete_parameter(Name="/app/db/password")
# AWS gives no reason; boto3 shows an absent message as an empty one.
refused(lambda: ssm.get_parameter(Name="/app/db/host"), "ParameterNotFound", "", kinds.ParameterNotFound)
