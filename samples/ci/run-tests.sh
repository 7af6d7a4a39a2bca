#!/usr/bin/env bash
# Stands for a test suite: whatever runs here finds the emulator by the variables that `secrets-emu exec` sets.
set -euo pipefail

# Without this a mistake in the workflow would send the calls below to AWS.
: "${AWS_ENDPOINT_URL_SECRETS_MANAGER:?start this with: secrets-emu exec --seed seed.jsonc -- ./run-tests.sh}"
export AWS_PAGER=""

passed=0
failed=0
check() { # what, expected, actual
  if [[ "$2" == "$3" ]]; then
    passed=$((passed + 1))
    echo "ok: $1"
  else
    failed=$((failed + 1))
    echo "FAILED: $1: expected '$2', got '$3'"
  fi
}

key=$(aws secretsmanager get-secret-value --secret-id ci/api-key --query SecretString --output text)
check "the seeded key can be read" "not-a-real-key" "$key"

database=$(aws secretsmanager get-secret-value --secret-id ci/database --query SecretString --output text)
check "the seeded database secret is JSON with a user name" "1" "$(grep -c '"username" *: *"ci"' <<<"$database")"

aws secretsmanager put-secret-value --secret-id ci/api-key --secret-string "changed-by-a-test" >/dev/null
key=$(aws secretsmanager get-secret-value --secret-id ci/api-key --query SecretString --output text)
check "a test can change a secret: the next run starts from the seed again" "changed-by-a-test" "$key"

error=$(aws secretsmanager get-secret-value --secret-id ci/missing 2>&1 || true)
check "a missing secret is refused as AWS refuses it" "1" "$(grep -c ResourceNotFoundException <<<"$error")"

echo "$passed passed, $failed failed"
[[ "$failed" == 0 ]]
