"""Paginators give each secret once, also while others are made and deleted between the pages."""
import boto3
from checks import equal, pages

secrets = boto3.client("secretsmanager")
names = [f"many/{number:03}" for number in range(120)]
for name in names:
    secrets.create_secret(Name=name, SecretString=f"value of {name}")

listed = list(secrets.get_paginator("list_secrets").paginate(PaginationConfig={"PageSize": 25}))
equal([len(page["SecretList"]) for page in listed], [25, 25, 25, 25, 20])
equal([secret["Name"] for page in listed for secret in page["SecretList"]], names)

seen = []
for number, page in enumerate(secrets.get_paginator("list_secrets").paginate(PaginationConfig={"PageSize": 25})):
    seen += [secret["Name"] for secret in page["SecretList"]]
    secrets.delete_secret(SecretId=names[number], ForceDeleteWithoutRecovery=True)
    secrets.create_secret(Name=f"late/{number}", SecretString="late")
equal(seen[:120], names)
equal(len(seen), len(set(seen)))

backwards = secrets.get_paginator("list_secrets").paginate(
    Filters=[{"Key": "name", "Values": ["many/"]}], SortBy="name", SortOrder="desc", PaginationConfig={"MaxItems": 30, "PageSize": 12})
equal([secret["Name"] for secret in backwards.build_full_result()["SecretList"]], names[:89:-1])

values = []
for page in pages(secrets.batch_get_secret_value, Filters=[{"Key": "name", "Values": ["many/10"]}], MaxResults=4):
    values += [value["SecretString"] for value in page["SecretValues"]]
equal(values, [f"value of many/10{digit}" for digit in range(10)])

for number in range(12):
    secrets.put_secret_value(SecretId="many/050", SecretString=str(number))
versions = [
    version
    for page in pages(secrets.list_secret_version_ids, SecretId="many/050", IncludeDeprecated=True, MaxResults=5)
    for version in page["Versions"]]
equal(len({version["VersionId"] for version in versions}), 13)
equal([version["VersionStages"] for version in versions if "VersionStages" in version], [["AWSPREVIOUS"], ["AWSCURRENT"]])
