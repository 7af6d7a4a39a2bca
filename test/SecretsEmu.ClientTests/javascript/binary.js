import assert from "node:assert/strict";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";

const secrets = new SecretsManager();
const everything = Uint8Array.from({ length: 65536 }, (_, index) => index % 256);

await secrets.createSecret({ Name: "store.p12", SecretBinary: everything });
const read = await secrets.getSecretValue({ SecretId: "store.p12" });
assert.ok(read.SecretBinary instanceof Uint8Array);
assert.deepEqual(Buffer.from(read.SecretBinary), Buffer.from(everything));
assert.equal(read.SecretString, undefined);

await secrets.putSecretValue({ SecretId: "store.p12", SecretString: "grün, 秘密, 🔑" });
assert.equal((await secrets.getSecretValue({ SecretId: "store.p12" })).SecretString, "grün, 秘密, 🔑");
assert.deepEqual(
  Buffer.from((await secrets.getSecretValue({ SecretId: "store.p12", VersionStage: "AWSPREVIOUS" })).SecretBinary), Buffer.from(everything));
