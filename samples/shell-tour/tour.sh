#!/usr/bin/env bash
# Secrets Manager in a minute, with the AWS CLI. First: eval "$(secrets-emu env)"
set -euo pipefail

# Without this the commands below would go to AWS.
: "${AWS_ENDPOINT_URL_SECRETS_MANAGER:?first run: eval \"\$(secrets-emu env)\"}"
export AWS_PAGER=""

name="tour/password-$$"
step() { printf '\n== %s\n' "$*"; }
sm() { aws secretsmanager "$@"; }
clean_up() { sm delete-secret --secret-id "$name" --force-delete-without-recovery >/dev/null 2>&1 || true; }
trap clean_up EXIT

step "Random password: what to start with"
first=$(sm get-random-password --password-length 24 --exclude-punctuation --query RandomPassword --output text)
echo "$first (${#first} characters)"

step "Create: a secret gets an ARN that ends in six random characters, and its first version"
sm create-secret --name "$name" --description "From the tour" --secret-string "$first" --query '[ARN, VersionId]' --output text
first_version=$(sm describe-secret --secret-id "$name" --query 'keys(VersionIdsToStages)[0]' --output text)

step "Get: the value under the label AWSCURRENT"
sm get-secret-value --secret-id "$name" --query '[SecretString, VersionStages[0]]' --output text

step "Put: a new version takes AWSCURRENT, the old one keeps AWSPREVIOUS"
sm put-secret-value --secret-id "$name" --secret-string "second" --query '[VersionId, VersionStages[0]]' --output text
echo "current:  $(sm get-secret-value --secret-id "$name" --query SecretString --output text)"
echo "previous: $(sm get-secret-value --secret-id "$name" --version-stage AWSPREVIOUS --query SecretString --output text)"

step "Versions: each with its labels"
sm list-secret-version-ids --secret-id "$name" --query "Versions[].[VersionId, join(',', VersionStages)]" --output text

step "Stages: moving AWSCURRENT back is how a change is undone"
second_version=$(sm get-secret-value --secret-id "$name" --query VersionId --output text)
sm update-secret-version-stage --secret-id "$name" --version-stage AWSCURRENT \
  --remove-from-version-id "$second_version" --move-to-version-id "$first_version" >/dev/null
current=$(sm get-secret-value --secret-id "$name" --query SecretString --output text)
if [[ "$current" != "$first" ]]; then
  echo "AWSCURRENT did not move back." >&2
  exit 1
fi
echo "current again: $current"

step "Tags: set, find by, remove"
sm tag-resource --secret-id "$name" --tags Key=team,Value=orders Key=temporary,Value=yes
sm untag-resource --secret-id "$name" --tag-keys temporary
sm list-secrets --filters Key=tag-key,Values=team Key=name,Values="$name" --query 'SecretList[].[Name, Tags[0].Key, Tags[0].Value]' --output text

step "Delete: with a recovery window nothing is lost, but nothing can be read"
sm delete-secret --secret-id "$name" --recovery-window-in-days 7 --query DeletionDate --output text
if answer=$(sm get-secret-value --secret-id "$name" 2>&1); then
  echo "A deleted secret was read." >&2
  exit 1
fi
echo "$answer"

step "Restore: cancels the deletion"
sm restore-secret --secret-id "$name" --query Name --output text
sm get-secret-value --secret-id "$name" --query SecretString --output text

step "Done: the tour deletes its secret at once, without a window"
