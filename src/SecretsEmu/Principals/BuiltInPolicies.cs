using SecretsEmu.Access;

namespace SecretsEmu.Principals;

/// <summary>Managed policies of AWS's that can be named without writing them down. Their texts are approximations of our own, for the services that emulators have.</summary>
internal static class BuiltInPolicies
{
    public static IReadOnlyList<ManagedPolicy> All { get; } =
    [
        Of("AdministratorAccess", "\"*\""),
        // As AWS's: metadata may be read, secret values may not.
        Of(
            "ReadOnlyAccess",
            """
            ["secretsmanager:Describe*", "secretsmanager:GetResourcePolicy", "secretsmanager:List*", "kms:Describe*", "kms:Get*", "kms:List*",
            "ssm:Describe*", "ssm:Get*", "ssm:List*", "iam:Get*", "iam:List*", "sts:GetAccessKeyInfo", "sts:GetCallerIdentity", "sts:GetSessionToken",
            "cloudformation:Describe*", "cloudformation:Get*", "cloudformation:List*", "logs:Describe*", "logs:Get*", "tag:Get*"]
            """),
        // As AWS's: without kms:Decrypt, so that a customer key still has to name its users.
        Of(
            "SecretsManagerReadWrite",
            """
            ["secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys", "cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet",
            "cloudformation:DescribeStackResource", "cloudformation:DescribeStacks", "cloudformation:ExecuteChangeSet", "lambda:ListFunctions", "tag:GetResources"]
            """),
        Of("service-role/AWSLambdaBasicExecutionRole", """["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]"""),
    ];

    private static ManagedPolicy Of(string name, string actions) => new(
        $"arn:aws:iam::aws:policy/{name}",
        PolicyText.OfIdentity($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":{{actions}},"Resource":"*"}]}"""));
}
