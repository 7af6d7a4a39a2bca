// What the stories check with, beside node:assert.
import assert from "node:assert/strict";

/** The call rejects with this class, its name, status 400 and this whole sentence. */
export async function refused(call, kind, name, sentence) {
  const error = await call.then(
    (answer) => assert.fail(`expected ${name}, got ${JSON.stringify(answer)}`),
    (rejection) => rejection,
  );
  assert.equal(error.name, name, error.stack);
  assert.ok(error instanceof kind, `${name} is no ${kind.name}`);
  assert.equal(error.message, sentence);
  assert.equal(error.$metadata.httpStatusCode, 400);
  return error;
}

/** An answer without what the SDK adds, and without members that are undefined. */
export function plain({ $metadata, ...answer }) {
  return JSON.parse(JSON.stringify(answer));
}
