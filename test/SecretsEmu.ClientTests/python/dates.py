"""Dates are read as dates with a time zone, and near the machine's own time."""
from datetime import datetime, timedelta, timezone

import boto3
from checks import equal, true

secrets = boto3.client("secretsmanager")
before = datetime.now(timezone.utc) - timedelta(seconds=1)
secrets.create_secret(Name="db", SecretString="one")
secrets.put_secret_value(SecretId="db", SecretString="two")
read = secrets.get_secret_value(SecretId="db")
described = secrets.describe_secret(SecretId="db")
listed = secrets.list_secrets()["SecretList"][0]
version = secrets.list_secret_version_ids(SecretId="db")["Versions"][-1]
deleted = secrets.delete_secret(SecretId="db", RecoveryWindowInDays=10)
after = datetime.now(timezone.utc) + timedelta(seconds=1)

for date in (read["CreatedDate"], described["CreatedDate"], described["LastChangedDate"], listed["CreatedDate"], version["CreatedDate"]):
    true(date.tzinfo is not None and before <= date <= after, f"{before} <= {date} <= {after}")
true(described["CreatedDate"] <= described["LastChangedDate"], described)
true(before + timedelta(days=10) <= deleted["DeletionDate"] <= after + timedelta(days=10), deleted["DeletionDate"])

# The day only.
accessed = described["LastAccessedDate"].astimezone(timezone.utc)
equal((accessed.hour, accessed.minute, accessed.second, accessed.microsecond), (0, 0, 0, 0))
true(accessed.date() in (before.date(), after.date()), accessed)
scheduled = secrets.describe_secret(SecretId="db")["DeletedDate"]
true(before <= scheduled <= after, scheduled)
