"""Each refusal is the class that an application catches, with AWS's code and sentence."""
import boto3
from checks import equal, refused

secrets = boto3.client("secretsmanager")
kinds = secrets.exceptions
arn = secrets.create_secret(Name="db", SecretString="one", ClientRequestToken="0" * 32)["ARN"]
secrets.create_secret(Name="empty")

missing = refused(
    lambda: secrets.get_secret_value(SecretId="missing"),
    "ResourceNotFoundException", "Secrets Manager can't find the specified secret.", kinds.ResourceNotFoundException)
equal(str(missing), "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.")
equal(missing.response["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"], missing.response["ResponseMetadata"]["RequestId"])
refused(
    lambda: secrets.get_secret_value(SecretId="db", VersionStage="blue"),
    "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: blue", kinds.ResourceNotFoundException)
refused(
    lambda: secrets.get_secret_value(SecretId="empty"),
    "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT", kinds.ResourceNotFoundException)
refused(
    lambda: secrets.get_secret_value(SecretId="db", VersionId="1" * 32),
    "ResourceNotFoundException", f"Secrets Manager can't find the specified secret value for VersionId: {'1' * 32}", kinds.ResourceNotFoundException)
refused(
    lambda: secrets.get_secret_value(SecretId="db", VersionId="0" * 32, VersionStage="blue"),
    "InvalidRequestException", "You provided a VersionStage that is not associated to the provided VersionId.", kinds.InvalidRequestException)
refused(
    lambda: secrets.create_secret(Name="db", SecretString="one"),
    "ResourceExistsException", "The operation failed because the secret db already exists.", kinds.ResourceExistsException)
refused(
    lambda: secrets.put_secret_value(SecretId="db", SecretString="other", ClientRequestToken="0" * 32),
    "ResourceExistsException",
    f"You can't use ClientRequestToken {'0' * 32} because that value is already in use for a version of secret {arn}.", kinds.ResourceExistsException)
refused(
    lambda: secrets.create_secret(Name="both", SecretString="one", SecretBinary=b"one"),
    "InvalidParameterException",
    "You can't specify both a binary secret value and a string secret value in the same secret.", kinds.InvalidParameterException)
refused(
    lambda: secrets.delete_secret(SecretId="db", RecoveryWindowInDays=5),
    "InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).", kinds.InvalidParameterException)
refused(
    lambda: secrets.update_secret_version_stage(SecretId="db", VersionStage="AWSCURRENT", RemoveFromVersionId="0" * 32),
    "InvalidParameterException",
    "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.", kinds.InvalidParameterException)
refused(
    lambda: secrets.put_resource_policy(SecretId="db", ResourcePolicy='{"Statement":[]}'),
    "MalformedPolicyDocumentException", "This resource policy contains a syntax error.", kinds.MalformedPolicyDocumentException)
refused(
    lambda: secrets.put_resource_policy(
        SecretId="db", BlockPublicPolicy=True,
        ResourcePolicy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}'),
    "PublicPolicyException", "You can't attach a resource-based policy that allows broad access to the secret.", kinds.PublicPolicyException)
refused(
    lambda: secrets.list_secrets(NextToken="made up"),
    "InvalidNextTokenException", "The NextToken value is invalid.", kinds.InvalidNextTokenException)
# Not in the service's model, so no class of its own.
refused(
    lambda: secrets.create_secret(Name="not a name", SecretString="one"),
    "ValidationException", "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!")
refused(
    lambda: secrets.list_secrets(Filters=[{"Key": "name", "Values": [str(number) for number in range(11)]}]),
    "ValidationException",
    "1 validation error detected: Value '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]' at 'filters.1.member.values' failed to satisfy constraint: "
    "Member must have length less than or equal to 10")
refused(
    lambda: secrets.rotate_secret(SecretId="db", RotationLambdaARN="arn:aws:lambda:us-east-1:000000000000:function:rotate"),
    "AccessDeniedException",
    "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.")
refused(
    lambda: secrets.replicate_secret_to_regions(SecretId="db", AddReplicaRegions=[{"Region": "us-east-1"}]),
    "InvalidParameterException", "Invalid replica region.")

secrets.delete_secret(SecretId="db")
refused(
    lambda: secrets.get_secret_value(SecretId="db"),
    "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.", kinds.InvalidRequestException)
refused(
    lambda: secrets.create_secret(Name="db", SecretString="one"),
    "InvalidRequestException",
    "You can't create this secret because a secret with this name is already scheduled for deletion.", kinds.InvalidRequestException)
