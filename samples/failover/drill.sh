#!/usr/bin/env bash
# A failover drill with the AWS CLI: the primary region is lost, the replica takes over. First: eval "$(secrets-emu env)"
set -euo pipefail

# Without this the commands below would go to AWS.
: "${AWS_ENDPOINT_URL_SECRETS_MANAGER:?first run: eval \"\$(secrets-emu env)\"}"
export AWS_PAGER="" AWS_MAX_ATTEMPTS=1

primary=us-east-1 replica=eu-west-1
name="drill/password-$$"
step() { printf '\n== %s\n' "$*"; }
sm() { aws secretsmanager --region "$@"; }
value() { sm "$1" get-secret-value --secret-id "$name" --query SecretString --output text; }
clean_up() {
  secrets-emu region up "$primary" >/dev/null
  sm "$primary" delete-secret --secret-id "$name" --force-delete-without-recovery >/dev/null 2>&1 || true
  sm "$replica" delete-secret --secret-id "$name" --force-delete-without-recovery >/dev/null 2>&1 || true
}
trap clean_up EXIT

step "A secret in $primary with a replica in $replica"
sm "$primary" create-secret --name "$name" --secret-string one --add-replica-regions "Region=$replica" \
  --query 'ReplicationStatus[].[Region, Status]' --output text
sm "$primary" put-secret-value --secret-id "$name" --secret-string two --query VersionStages --output text
secrets-emu clock advance 1s >/dev/null       # what is on its way arrives
sm "$primary" describe-secret --secret-id "$name" --query 'ReplicationStatus[].[Region, Status, StatusMessage]' --output text

step "A replica is read, never written"
value "$replica"
sm "$replica" put-secret-value --secret-id "$name" --secret-string mine 2>&1 | tail -n 1 || true

step "$primary is lost"
secrets-emu region down "$primary"
value "$primary" 2>/dev/null || echo "$primary does not answer"
echo "$replica still says $(value "$replica")"

step "The replica is promoted: a secret of its own, with the same ARN"
sm "$replica" stop-replication-to-replica --secret-id "$name" --query ARN --output text
sm "$replica" put-secret-value --secret-id "$name" --secret-string three --query VersionStages --output text

step "$primary returns, and is another secret from now on"
secrets-emu region up "$primary"
echo "$primary says $(value "$primary"), $replica says $(value "$replica")"
sm "$primary" describe-secret --secret-id "$name" --query 'ReplicationStatus' --output text

step "Done: the drill deletes both"
