"""Two clients, 32 threads: no write is lost and the labels are right in every answer, whatever the order."""
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from checks import equal, pages, true

threads, rounds = 32, 3
clients = [boto3.client("secretsmanager", config=Config(max_pool_connections=threads)) for _ in range(2)]
clients[0].create_secret(Name="shared", SecretString="start")


def work(number):
    client, own, answered = clients[number % 2], f"own/{number}", []
    client.create_secret(Name=own, SecretString="start")
    for turn in range(rounds):
        value = f"{number} in turn {turn}"
        put = client.put_secret_value(SecretId="shared", SecretString=value)
        equal(put["VersionStages"], ["AWSCURRENT"])
        answered.append((put["VersionId"], value))
        # The own version by id holds the own value, whoever wrote since.
        equal(client.get_secret_value(SecretId="shared", VersionId=put["VersionId"])["SecretString"], value)
        stages = [stage for stages in client.describe_secret(SecretId="shared")["VersionIdsToStages"].values() for stage in stages]
        equal(sorted(stages), ["AWSCURRENT", "AWSPREVIOUS"])
        client.put_secret_value(SecretId=own, SecretString=value)
        equal(client.get_secret_value(SecretId=own)["SecretString"], value)
    return answered


with ThreadPoolExecutor(threads) as pool:
    written = [entry for answered in pool.map(work, range(threads)) for entry in answered]

equal(len({version for version, _ in written}), threads * rounds)
described = clients[0].describe_secret(SecretId="shared")["VersionIdsToStages"]
equal(sorted(described.values()), [["AWSCURRENT"], ["AWSPREVIOUS"]])
for version, stages in described.items():
    equal(clients[1].get_secret_value(SecretId="shared", VersionStage=stages[0])["SecretString"], dict(written)[version])
kept = [
    version["VersionId"]
    for page in pages(clients[0].list_secret_version_ids, SecretId="shared", IncludeDeprecated=True)
    for version in page["Versions"]]
true(set(described) <= {version for version, _ in written} <= set(kept), "a version was lost")
equal(len(kept), threads * rounds + 1)
