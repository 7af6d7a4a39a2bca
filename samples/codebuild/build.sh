#!/bin/sh
# Stands for your build.
set -eu
echo "building for $STAGE, pushing to $REGISTRY with a token of ${#NPM_TOKEN} characters (before: ${#OLD_TOKEN})"
