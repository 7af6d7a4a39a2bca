using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>The key policies that KMS itself writes.</summary>
internal static class KeyPolicies
{
    /// <summary>Of a key made without a policy: identity policies of the account decide. Verified: recorded, kms-iam-sts.md 2.5.</summary>
    public static PolicyText Default(string account, string region) => PolicyText.OfResource($$"""
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:{{Scope.PartitionOf(region)}}:iam::{{account}}:root"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }
        """);

    /// <summary>Of a service's own key, such as <c>alias/aws/secretsmanager</c>: everybody in the account, but only through the service. Source: kms-iam-sts.md 2.7.</summary>
    public static PolicyText OfService(string service, string serviceName, string account, string region) => PolicyText.OfResource($$"""
        {
          "Version" : "2012-10-17",
          "Id" : "auto-{{service}}-2",
          "Statement" : [ {
            "Sid" : "Allow access through {{serviceName}} for all principals in the account that are authorized to use {{serviceName}}",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "*"
            },
            "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant", "kms:DescribeKey" ],
            "Resource" : "*",
            "Condition" : {
              "StringEquals" : {
                "kms:CallerAccount" : "{{account}}",
                "kms:ViaService" : "{{service}}.{{region}}.amazonaws.com"
              }
            }
          }, {
            "Sid" : "Allow access through {{serviceName}} for all principals in the account that are authorized to use {{serviceName}}",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "*"
            },
            "Action" : "kms:GenerateDataKey*",
            "Resource" : "*",
            "Condition" : {
              "StringEquals" : {
                "kms:CallerAccount" : "{{account}}"
              },
              "StringLike" : {
                "kms:ViaService" : "{{service}}.*.amazonaws.com"
              }
            }
          }, {
            "Sid" : "Allow direct access to key metadata to the account",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:{{Scope.PartitionOf(region)}}:iam::{{account}}:root"
            },
            "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
            "Resource" : "*"
          } ]
        }
        """);
}
