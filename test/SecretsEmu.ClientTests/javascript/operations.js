// Each of the 18 operations that are emulated, and who the caller is.
import assert from "node:assert/strict";
import * as sm from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { plain } from "./checks.js";

const secrets = new sm.SecretsManager();
const [first, second, third] = [1, 2, 3].map((digit) => String(digit).repeat(32));

const { RandomPassword: password } = await secrets.getRandomPassword({ PasswordLength: 30, ExcludePunctuation: true });
assert.match(password, /^[A-Za-z0-9]{30}$/);

const created = await secrets.createSecret({
  Name: "prod/db", Description: "Database", SecretString: password, ClientRequestToken: first, Tags: [{ Key: "team", Value: "core" }],
});
const arn = created.ARN;
assert.match(arn, /^arn:aws:secretsmanager:us-east-1:000000000000:secret:prod\/db-[A-Za-z0-9]{6}$/);
const own = { ARN: arn, Name: "prod/db" };
assert.deepEqual(plain(created), { ...own, VersionId: first });
assert.match(created.$metadata.requestId, /^[0-9a-f-]{36}$/);

const read = await secrets.send(new sm.GetSecretValueCommand({ SecretId: arn }));
assert.equal(read.SecretString, password);
assert.ok(read.CreatedDate instanceof Date && Math.abs(Date.now() - read.CreatedDate) < 600_000, String(read.CreatedDate));

const put = await secrets.putSecretValue({ SecretId: "prod/db", SecretString: "two", ClientRequestToken: second, VersionStages: ["blue"] });
assert.deepEqual(plain(put), { ...own, VersionId: second, VersionStages: ["blue"] });
await secrets.updateSecretVersionStage({ SecretId: arn, VersionStage: "AWSCURRENT", MoveToVersionId: second, RemoveFromVersionId: first });
assert.equal((await secrets.getSecretValue({ SecretId: arn })).SecretString, "two");
assert.equal((await secrets.getSecretValue({ SecretId: arn, VersionStage: "AWSPREVIOUS" })).SecretString, password);
assert.deepEqual(plain(await secrets.updateSecret({ SecretId: arn, SecretString: "three", ClientRequestToken: third })), { ...own, VersionId: third });

const { Versions: versions } = await secrets.listSecretVersionIds({ SecretId: arn, IncludeDeprecated: true });
assert.deepEqual(
  Object.fromEntries(versions.map((version) => [version.VersionId, version.VersionStages?.toSorted()])),
  { [first]: undefined, [second]: ["AWSPREVIOUS", "blue"], [third]: ["AWSCURRENT"] });

await secrets.tagResource({ SecretId: arn, Tags: [{ Key: "stage", Value: "test" }] });
await secrets.untagResource({ SecretId: arn, TagKeys: ["team"] });
assert.deepEqual((await secrets.describeSecret({ SecretId: arn })).Tags, [{ Key: "stage", Value: "test" }]);

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
});
assert.equal((await secrets.validateResourcePolicy({ ResourcePolicy: policy })).PolicyValidationPassed, true);
await secrets.putResourcePolicy({ SecretId: arn, ResourcePolicy: policy });
assert.deepEqual(plain(await secrets.getResourcePolicy({ SecretId: arn })), { ...own, ResourcePolicy: policy });
await secrets.deleteResourcePolicy({ SecretId: arn });
assert.deepEqual(plain(await secrets.getResourcePolicy({ SecretId: arn })), own);

const { SecretList: listed } = await secrets.listSecrets({ Filters: [{ Key: "tag-key", Values: ["stage"] }] });
assert.deepEqual(listed.map((secret) => secret.Name), ["prod/db"]);
const batch = await secrets.batchGetSecretValue({ SecretIdList: ["prod/db", "missing"] });
assert.deepEqual(batch.SecretValues.map((value) => value.SecretString), ["three"]);
assert.deepEqual(batch.Errors, [{ SecretId: "missing", ErrorCode: "ResourceNotFoundException", Message: "Secrets Manager can't find the specified secret." }]);

const deleted = await secrets.deleteSecret({ SecretId: arn, RecoveryWindowInDays: 7 });
assert.ok(deleted.DeletionDate instanceof Date);
assert.deepEqual(plain(await secrets.restoreSecret({ SecretId: arn })), own);
await secrets.deleteSecret({ SecretId: arn, ForceDeleteWithoutRecovery: true });
assert.deepEqual((await secrets.listSecrets({ IncludePlannedDeletion: true })).SecretList, []);

const identity = await new STSClient().send(new GetCallerIdentityCommand());
assert.equal(identity.Arn, "arn:aws:iam::000000000000:root");
