namespace SecretsEmu.Ssm;

/// <summary>The actions that policies name. Source: service authorization reference, AWS Systems Manager.</summary>
internal static class SsmActions
{
    public const string AddTagsToResource = "ssm:AddTagsToResource";
    public const string DeleteParameter = "ssm:DeleteParameter";
    public const string DeleteParameters = "ssm:DeleteParameters";
    public const string DescribeParameters = "ssm:DescribeParameters";
    public const string GetParameter = "ssm:GetParameter";
    public const string GetParameterHistory = "ssm:GetParameterHistory";
    public const string GetParameters = "ssm:GetParameters";
    public const string GetParametersByPath = "ssm:GetParametersByPath";
    public const string LabelParameterVersion = "ssm:LabelParameterVersion";
    public const string ListTagsForResource = "ssm:ListTagsForResource";
    public const string PutParameter = "ssm:PutParameter";
    public const string RemoveTagsFromResource = "ssm:RemoveTagsFromResource";
    public const string UnlabelParameterVersion = "ssm:UnlabelParameterVersion";
}
