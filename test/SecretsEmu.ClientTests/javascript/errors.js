import assert from "node:assert/strict";
import * as sm from "@aws-sdk/client-secrets-manager";
import { refused } from "./checks.js";

const secrets = new sm.SecretsManager();
await secrets.createSecret({ Name: "db", SecretString: "one" });

const missing = await refused(
  secrets.getSecretValue({ SecretId: "missing" }),
  sm.ResourceNotFoundException, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
assert.equal(missing.$fault, "client");
assert.match(missing.$metadata.requestId, /^[0-9a-f-]{36}$/);
await refused(
  secrets.getSecretValue({ SecretId: "db", VersionStage: "AWSPENDING" }),
  sm.ResourceNotFoundException, "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPENDING");
await refused(
  secrets.createSecret({ Name: "db", SecretString: "two" }),
  sm.ResourceExistsException, "ResourceExistsException", "The operation failed because the secret db already exists.");
await refused(
  secrets.deleteSecret({ SecretId: "db", RecoveryWindowInDays: 31 }),
  sm.InvalidParameterException, "InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
await refused(
  secrets.putResourcePolicy({ SecretId: "db", ResourcePolicy: "{}" }),
  sm.MalformedPolicyDocumentException, "MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
await refused(
  secrets.listSecrets({ NextToken: "made up" }),
  sm.InvalidNextTokenException, "InvalidNextTokenException", "The NextToken value is invalid.");
// Not in the service's model, so no class of its own.
await refused(
  secrets.describeSecret({ SecretId: "not a name" }),
  sm.SecretsManagerServiceException, "ValidationException",
  "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
await refused(
  secrets.stopReplicationToReplica({ SecretId: "db" }),
  sm.InvalidParameterException, "InvalidParameterException",
  "Operation not permitted on a primary secret. Call must be made in replica secret's region.");
await refused(
  secrets.rotateSecret({ SecretId: "db" }),
  sm.InvalidRequestException, "InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.");

await secrets.deleteSecret({ SecretId: "db" });
await refused(
  secrets.getSecretValue({ SecretId: "db" }),
  sm.InvalidRequestException, "InvalidRequestException",
  "You can't perform this operation on the secret because it was marked for deletion.");
