import assert from "node:assert/strict";
import { paginateListSecrets, paginateListSecretVersionIds, SecretsManager } from "@aws-sdk/client-secrets-manager";

const client = new SecretsManager();
const names = Array.from({ length: 60 }, (_, number) => `many/${String(number).padStart(2, "0")}`);
for (const name of names) {
  await client.createSecret({ Name: name, SecretString: name });
}

const pages = [];
for await (const page of paginateListSecrets({ client, pageSize: 25 }, {})) {
  pages.push(page.SecretList.map((secret) => secret.Name));
}
assert.deepEqual(pages.map((page) => page.length), [25, 25, 10]);
assert.deepEqual(pages.flat(), names);

const found = [];
for await (const page of paginateListSecrets({ client, pageSize: 3 }, { Filters: [{ Key: "name", Values: ["many/1"] }], SortOrder: "desc" })) {
  found.push(...page.SecretList.map((secret) => secret.Name));
}
assert.deepEqual(found, names.slice(10, 20).toReversed());

for (let number = 0; number < 6; number++) {
  await client.putSecretValue({ SecretId: "many/00", SecretString: `${number}` });
}
let versions = 0;
for await (const page of paginateListSecretVersionIds({ client, pageSize: 2 }, { SecretId: "many/00", IncludeDeprecated: true })) {
  versions += page.Versions.length;
}
assert.equal(versions, 7);
