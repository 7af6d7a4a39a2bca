// Fifty calls at once on one client; a request repeated at the same moment is one version.
import assert from "node:assert/strict";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";

const secrets = new SecretsManager();
await secrets.createSecret({ Name: "shared", SecretString: "start" });
const numbers = Array.from({ length: 50 }, (_, number) => number);

const written = await Promise.all(numbers.map((number) => secrets.putSecretValue({ SecretId: "shared", SecretString: `value ${number}` })));
const read = await Promise.all(written.map(({ VersionId }) => secrets.getSecretValue({ SecretId: "shared", VersionId })));
assert.deepEqual(read.map((answer) => answer.SecretString), numbers.map((number) => `value ${number}`));
const { VersionIdsToStages: stages } = await secrets.describeSecret({ SecretId: "shared" });
assert.deepEqual(Object.values(stages).flat().toSorted(), ["AWSCURRENT", "AWSPREVIOUS"]);

const token = "7".repeat(32);
const same = await Promise.all(numbers.map(() => secrets.createSecret({ Name: "once", SecretString: "one", ClientRequestToken: token })));
assert.equal(new Set(same.map((answer) => answer.ARN)).size, 1);
